"""The tab "Network": the network drawn, what is on the canvas flowing through it, and what happens where it is broken."""
