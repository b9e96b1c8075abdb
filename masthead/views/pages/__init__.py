"""The views of whole pages, one module for each kind of page."""
