"""Commands of the workflows: what a pull request changes, and summaries. They need Python alone."""
