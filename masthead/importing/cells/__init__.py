"""Values in the cells of a list: hosts, dates, countries, addresses of sources."""
