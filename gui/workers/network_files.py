"""Networks are read from files in a thread: a large one takes a while, and so does a drive that answers late."""

from pathlib import Path

from engine.models.files import load_model
from engine.models.model import Model
from gui.workers.background_tasks import TaskControl


def network_of(path: Path, _control: TaskControl) -> tuple[Model, str]:
    """The network of a file, and the file's name: a task for :class:`gui.workers.background_tasks.BackgroundTasks`.

    Raises
    ------
    ModelError
        If it cannot be read.
    """
    return load_model(path), path.name
