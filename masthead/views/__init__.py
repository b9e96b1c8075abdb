"""What pages print: values made from the graph alone, sorted, counted and worded."""
