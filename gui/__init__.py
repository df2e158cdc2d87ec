"""The window. No numerics in here beyond what a plot needs; the views are passive: ``set_*`` in, past-tense signals out."""
