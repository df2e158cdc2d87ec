"""A process that is killed while it keeps drawings: what was confirmed is there, and the file is whole."""

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from engine.data.drawings_store import DrawingsStore

ROOT = Path(__file__).resolve().parents[4]
_WRITER = """
import sys
from pathlib import Path
from engine.data.drawings_store import DrawingsStore
store = DrawingsStore(Path(sys.argv[1]))
for i in range(1_000_000):
    number = store.add(i % 10, [[(0.1, 0.2)] * (1 + i % 400)])
    print("added", number, "to-be-deleted" if i % 7 == 0 else "", flush=True)
    if i % 3 == 0:
        store.relabel([number], 9)
        print("relabeled", number, flush=True)
    if i % 7 == 0:
        store.delete([number])
        print("deleted", number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.slow
def test_a_process_that_is_killed_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "drawings.sqlite"
    rng = random.Random(7)
    confirmed: dict[int, str] = {}
    n_begun = 0
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(rng.randrange(1, 60))]  # and the writer is further on
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        process.stdout.close()
        assert process.wait() == -signal.SIGKILL
        whole = [line.split() for line in lines if line.endswith("\n")]
        n_begun += len(whole)
        confirmed |= {int(number): what for what, number, *_ in whole}
        # What came after the last confirmation may be there or not; all before it is as it was confirmed.
        last = int(whole[-1][1])
        stored = {drawing.number: drawing for drawing in DrawingsStore(path).all()}
        for number, what in confirmed.items():
            if number == last:
                continue
            assert (number in stored) == (what != "deleted"), f"drawing {number} was {what}"
            if what == "relabeled":
                assert stored[number].label == 9
        assert set(stored) <= set(confirmed) | set(range(last, last + 2))
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if whole[-1][0] == "deleted":
            assert last not in stored
        elif "to-be-deleted" not in next(line for line in whole if line[:2] == ["added", str(last)]):
            assert last in stored
        confirmed.pop(last)
        confirmed |= {number: "kept" for number in stored if number >= last}
    assert n_begun > 80
