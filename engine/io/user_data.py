"""Where the program keeps what it fetched: the user's data folder. Asking for a folder creates nothing."""

import os
from pathlib import Path

USER_DATA_VARIABLE = "DIGITLAB_USER_DATA"
"""The environment variable that names another folder, for instance one that a whole class may read."""


def user_data_folder() -> Path:
    """The folder of the program's own files: ``DIGITLAB_USER_DATA``, or where the system keeps data of programs."""
    chosen = os.environ.get(USER_DATA_VARIABLE, "")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # which takes a while: not at the program's start

    return platformdirs.user_data_path("digit-lab", appauthor=False)


def mnist_folder() -> Path:
    """Where the four files of MNIST are kept once they are downloaded."""
    return user_data_folder() / "mnist"
