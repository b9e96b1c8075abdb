"""Metadata of pages for search engines and services that preview links: description, card, linked data."""
