"""The rules that must hold across records; registry.py lists them. A rule yields findings and does nothing else."""
