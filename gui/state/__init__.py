"""What the tabs share: the workspace and the preferences. No widgets in here."""
