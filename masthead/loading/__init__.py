"""The whole database, loaded and checked: its records, with their pictures and the status of links."""
