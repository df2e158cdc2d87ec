"""Drawings are labelled, kept and looked at, and the network learns the user's hand."""
