"""Citations of a page or of an item of evidence, one module for each format; registry.py lists them."""
