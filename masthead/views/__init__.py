"""Views: the values that pages print, made only from an edition, and sorted, counted and worded."""
