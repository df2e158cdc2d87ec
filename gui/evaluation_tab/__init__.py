"""The tab "Evaluation": confusion matrix, mistakes, figures per digit, over- and underfitting."""
