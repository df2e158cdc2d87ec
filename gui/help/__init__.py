"""Help that teaches: a glossary on the labels, a list of keys, a search over all commands, "What is this?" and a tour."""
