"""A project's map as files: workbook, report, table, network and picture."""
