"""Files as other programs write them: a reader for each kind, bounded in time and memory; writing whole files."""
