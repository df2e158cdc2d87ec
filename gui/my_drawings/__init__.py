"""Drawings are labeled, kept and looked at, and the network learns the user's handwriting."""
