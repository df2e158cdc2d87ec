"""Every setting of a run: the form, its fields and rules, and a preview of augmentation."""
