"""The sentences of the engine: each is a key with values, worded by one catalogue, so that it can be translated."""
