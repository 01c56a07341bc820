"""Tables in: what people keep in CSV, XLSX and ODS becomes a plan, and a plan becomes records."""
