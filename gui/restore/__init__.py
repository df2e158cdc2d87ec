"""What outlives the window: the session is saved and restored, begun anew, and earlier runs answer again."""
