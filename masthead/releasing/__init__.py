"""Releases of the database, and what the law says must be removed from them."""
