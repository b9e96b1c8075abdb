"""The formats in which programs read findings, one module for each; registry.py lists them. text.py is for people."""
