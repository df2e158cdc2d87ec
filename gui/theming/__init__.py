"""Colors and fonts, light and dark."""
