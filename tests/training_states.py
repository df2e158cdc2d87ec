"""Training states as another process gets them."""

import io
import json

import numpy as np

from engine.training.state import TrainingState


def saved(state: TrainingState | None) -> TrainingState:
    """The state as it comes back from a file."""
    assert state is not None
    header, arrays = state.to_arrays()
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # its stubs know no names
    file.seek(0)
    with np.load(file, allow_pickle=False) as members:
        return TrainingState.from_arrays(json.loads(json.dumps(header, allow_nan=False)), dict(members))
