"""The network: activations, losses, layers, parameters, forward and backward pass, and the checks of its gradient."""
