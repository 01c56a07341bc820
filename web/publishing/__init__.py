"""Publishing, for administrators: settings of the public page, publishing a view; and the open data for everybody."""
