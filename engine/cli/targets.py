"""Where the commands save a network."""

from pathlib import Path

from engine.errors import ModelError
from engine.io.file_writing import DISK
from engine.io.presence import is_folder
from engine.models.files import MODEL_SUFFIXES
from engine.text.sentence import say


def checked_target(name: str) -> Path:
    """Where a network will be saved; that it can be is checked before hours are spent on it.

    Raises
    ------
    ModelError
        If there is no such kind of file, or it cannot be written there.
    """
    out = Path(name)
    if out.suffix.lower() not in MODEL_SUFFIXES:
        raise ModelError(say("command.out_of_another_kind", got=repr(name[-80:])))
    try:
        if not is_folder(out.absolute().parent):
            raise ModelError(say("command.out_in_no_folder", got=repr(name[-80:])))
        if is_folder(out):
            raise ModelError(say("command.out_is_a_folder", got=repr(name[-80:])))
        DISK.check_writable(out)
    except OSError as error:
        raise ModelError(
            say("command.out_cannot_be_written", got=repr(name[-80:]), reason=error.strerror or str(error))
        ) from error
    return out
