"""The tab "Runs": every run that was made, in a table; ticked ones laid over each other, two side by side."""
