"""Effect: figures for a period, as a page, a file and a report."""
