"""A whole database: its judged records, with their pictures and the status of links."""
