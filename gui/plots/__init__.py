"""Learning curves and pictures of weights, painted fast enough to be live."""
