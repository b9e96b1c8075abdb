"""The look-up of a host: the tables from which a page answers whether the records list it."""
