"""Digits with their labels: data sets by name and from files, splits, scaling and augmentation."""
