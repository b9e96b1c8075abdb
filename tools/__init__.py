"""Commands for workflows and maintainers, such as checks of the paths that a pull request changes."""
