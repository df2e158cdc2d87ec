"""Pictures of digits come into the window in place of the drawing, several as a strip; what is shown goes out of it."""
