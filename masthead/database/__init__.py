"""A whole database: its records judged, with the pictures and the status of links beside them."""
