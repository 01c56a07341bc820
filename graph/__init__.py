"""A small property-graph library: stores, projections and network measures. It knows no CRM word."""
