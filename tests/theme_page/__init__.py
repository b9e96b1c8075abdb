"""The theme page: each component of the theme in each state, of invented values; `python -m tests.theme_page` writes it.

It is made by the templates of the website and is never part of it.
"""
