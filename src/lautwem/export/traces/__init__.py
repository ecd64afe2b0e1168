"""The way a statement took, as JSON, as a tree for the terminal and as a picture."""
