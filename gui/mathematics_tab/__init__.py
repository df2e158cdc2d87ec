"""The tab "Mathematics": the functions and the algorithm behind the window, with their numbers."""
