"""The settings of a build, and the theme that they name."""
