"""From strokes or a picture to the frame that a network reads."""
