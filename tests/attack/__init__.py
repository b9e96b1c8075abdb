"""Hostile records and forged hosts, each with the outcome that is right, decided before it was tried: `invoke attack`."""
