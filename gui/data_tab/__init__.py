"""The tab "Data": the digits in use, and what the network in use makes of them."""
