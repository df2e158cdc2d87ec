"""Pictures of digits in place of the drawing, several as a strip; and copying and printing what is shown."""
