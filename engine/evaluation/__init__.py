"""How well a network reads: figures, confusion, the digits it misreads, over- and underfitting."""
