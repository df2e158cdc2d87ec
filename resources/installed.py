"""Digit Lab as it is installed: this is ``digit_lab/__init__.py`` in the wheel, beside main.py, gui, engine and resources.

They import each other as they do in the project's folder, so theirs comes first on the path of modules. Processes that
Python's multiprocessing or Dask start have the same path, and the others begin in this folder.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
