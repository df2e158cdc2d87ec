"""The frame around all tabs: the bar that runs the training, and the chip that says which network answers."""
