"""A neural network written from scratch in NumPy, and all that surrounds it. No Qt in here, ever.

Read the folders in this order. First the network and how it learns: ``nn`` (``activations``, ``losses``, ``network``,
``objective``, ``gradient_check``) and ``optim``; then ``data``, and ``training``, a run from its settings to its end;
then ``ink``, from a drawing to the network's input, and ``models``, networks as files. ``evaluation``, ``explain``
and ``fine_tuning`` use a trained network, ``runs`` keeps runs and sessions, ``sweeps`` makes many
runs that differ in some settings, and ``cli`` has the commands. ``io`` (files,
locks, processes), ``text`` (sentences) and ``errors`` are used by all of them.
"""

VERSION = "0.1.0"
