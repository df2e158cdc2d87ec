"""What outlives the window: the session, and the window's size and place, saved and restored."""
