"""A small type for each kind of value: dates, hosts, addresses, terms of the closed lists."""
