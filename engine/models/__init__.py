"""Networks as files: the program's own ``.npz``, the course's ``.mat``, ONNX, and what a file says of its network."""
