"""The canvas, and what the network makes of the drawing."""
