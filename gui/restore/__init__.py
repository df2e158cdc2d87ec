"""What outlasts the window: the session, kept and restored, and how the window was."""
