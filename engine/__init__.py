"""A neural network written from scratch in NumPy, and all that surrounds it. No Qt in here, ever.

Read in this order: ``activations``, ``losses``, ``network``, ``objective``, ``optimizers``, ``training``, ``recipes``;
then the data: ``resampling``, ``framing``, ``drawing``, ``datasets``, ``data_files``; then what is kept and measured:
``model_files``, ``metrics``, ``gradient_check``, ``commands``.
"""

VERSION = "0.1.0"
