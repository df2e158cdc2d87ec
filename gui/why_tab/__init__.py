"""The tab "Why": one question about what is on the canvas, and four answers."""
