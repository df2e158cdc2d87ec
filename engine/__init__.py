"""A neural network written from scratch in NumPy, and all that surrounds it. No Qt in here, ever.

Read in this order: ``activations``, ``losses``, ``network``, ``objective``, ``optimizers``, ``schedules``, ``minimizers``;
then how a run goes: ``configuration``, ``training``, ``training_run``, ``descent``,
``augmentation``, ``augmented_digits``, ``handwriting_stream``, ``minimizer_run``, ``recipes``;
then the data: ``resampling``, ``framing``, ``input_formats``, ``datasets``, ``splits``, ``input_scaling``, ``sources``,
``data_files`` and the readers that it calls; then what is kept and measured: ``model_files``, ``metrics``,
``gradient_check``, ``commands``.
"""

VERSION = "0.1.0"
