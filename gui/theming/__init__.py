"""How the window looks: colors, typeface, the size of everything, and whether it moves."""
