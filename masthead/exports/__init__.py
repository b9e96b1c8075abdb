"""The database in other formats than pages, one module for each format; registry.py lists them."""
