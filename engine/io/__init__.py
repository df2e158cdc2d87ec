"""The system around the engine: files written whole, locks, resources, the user's folder, worker processes."""
