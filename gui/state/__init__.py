"""What the tabs share: the workspace, the settings, which digits, what may be done, the preferences. No widgets in here."""
