"""What lessons measure besides whole runs: one module for each subject, and a registry of all."""
