"""Pages and exports of an edition, made with the templates of the theme."""
