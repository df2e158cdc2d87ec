"""The tab "Training": data, settings, learning curves and weights."""
