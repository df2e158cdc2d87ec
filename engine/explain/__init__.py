"""How the mathematics works out on one digit: a step of backpropagation, a weight's path, the functions themselves."""
