"""Learning the user's own handwriting without forgetting what was learned before."""
