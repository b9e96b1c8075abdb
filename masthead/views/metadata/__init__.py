"""What a page says of itself to search engines and services: description, card, linked data."""
