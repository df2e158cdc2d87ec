"""Sweeps: many runs that differ in some settings, and what comes of them.

In the order in which they are read: :mod:`engine.sweeps.space` (what varies), :mod:`engine.sweeps.plan` (which runs that
makes), :mod:`engine.sweeps.job` (one run, wherever it is computed), :mod:`engine.sweeps.executor` and the modules that
compute runs (``one_by_one``, ``processes``, ``cluster``), :mod:`engine.sweeps.folder` (what is on the disk),
:mod:`engine.sweeps.sweep` (which drives all of it) and :mod:`engine.sweeps.ranking` (what the results say).
"""
