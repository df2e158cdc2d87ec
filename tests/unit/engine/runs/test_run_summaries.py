"""Runs as a table lists them: the same as the store says, whatever has become of the index file beside them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.reference import DatasetRef
from engine.io.file_lock import FileLock
from engine.models.metadata import Figures, ModelMetadata
from engine.models.model import Model
from engine.runs.run import Run
from engine.runs.store import RunStore
from engine.runs.summary import INDEX, SETTINGS, RunSummary, differing_settings, summary_of
from engine.text.sentence import say
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters

N_RUNS = 20  # more than are read from their own files each time
CONFIG = TrainingConfig(hidden_layers=(3, "dropout 0.5"), learning_rate=0.03)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("runs")
    model = Model(first_parameters(CONFIG))
    store = RunStore(base)
    for number in range(N_RUNS):
        metadata = ModelMetadata(
            data=DatasetRef("uci-digits", "ab" * 32, "UCI digits"),
            config=replace(CONFIG, seed=number),
            state="finished",
            ending=say("training.finished", length=say("training.n_epochs", n=7)),
            epochs=7.0,
            planned_epochs=9.0,
            train=Figures(0.9, 100, 0.25, tuple(map(tuple, np.eye(10, dtype=int).tolist()))),
            validation=Figures(0.8, cost=0.5),
        )
        store.save(Run(model=replace(model, metadata=metadata), note=f"note {number}", seconds=number))
    return base


def listed(base: Path) -> tuple[RunSummary, ...]:
    """As a start of the program lists them."""
    return RunStore(base).summaries()


def test_summaries_say_what_the_store_says(base: Path) -> None:
    stored = RunStore(base).runs()
    summaries = listed(base)
    assert [run.id for run in summaries] == [run.id for run in stored]
    for summary, run in zip(summaries, stored, strict=True):
        about = run.metadata
        assert about.train is not None
        assert summary.train == replace(about.train, confusion=None)
        for name in ("number", "name", "note", "is_starred", "created", "seconds", "origin", "n_parameters"):
            assert getattr(summary, name) == getattr(run, name)
        assert (summary.validation, summary.test) == (about.validation, about.test)
        assert (summary.epochs, summary.planned_epochs, summary.state) == (7.0, 9.0, "finished")
        assert str(summary.ending) == str(about.ending)
        assert (summary.data, summary.architecture) == (about.data, run.architecture)
        assert about.config is not None
        assert summary.settings == tuple(getattr(about.config, name) for name in SETTINGS)
        folder = base / "runs" / run.id
        assert summary.n_bytes == sum(path.stat().st_size for path in folder.iterdir())


def test_a_run_at_hand_is_listed_as_the_store_would(base: Path) -> None:
    summary = listed(base)[0]
    assert replace(summary_of(RunStore(base).load(summary.id)), n_bytes=summary.n_bytes) == summary


def entries_of(index: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in index.read_text().splitlines()]


def write_entries(index: Path, entries: Sequence[object]) -> None:
    index.write_text("\n".join(map(json.dumps, entries)))


def damage_by_text(index: Path) -> None:
    index.write_bytes(b'{"format": ')


def damage_by_entry(index: Path) -> None:
    head, *entries = entries_of(index)
    for entry in entries:
        for run in entry.values():
            run["run"]["number"] = 99
            run["version"] = [0, 0, 0]
    write_entries(index, [head, *entries])


def damage_by_half(index: Path) -> None:
    head, *entries = entries_of(index)
    for entry in entries:
        for run in entry.values():
            del run["run"]["number"]
    write_entries(index, [head, *entries])


def damage_by_kind(index: Path) -> None:
    write_entries(index, [*entries_of(index)[:1], [1, 2]])


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, damage_by_text, damage_by_entry, damage_by_half, damage_by_kind],
    ids=lambda damage: str(damage.__name__),
)
def test_the_index_is_a_copy_that_may_be_gone_damaged_or_behind(base: Path, damage: Callable[[Path], object]) -> None:
    before = listed(base)
    damage(base / "runs" / INDEX)
    assert listed(base) == before
    _, *entries = entries_of(base / "runs" / INDEX)
    assert {run_id for entry in entries for run_id in entry} == {run.id for run in before}  # mended


def test_runs_come_from_the_index_and_what_was_written_since_from_its_record(base: Path) -> None:
    before = listed(base)
    index = base / "runs" / INDEX
    entries = entries_of(index)
    for entry in entries:
        if before[0].id in entry:
            entry[before[0].id]["run"]["note"] = "of the index"
    write_entries(index, entries)
    reader, writer = RunStore(base), RunStore(base)
    assert reader.summaries()[0].note == "of the index"
    writer.edit(before[0].id, note="newer")
    assert reader.summaries()[0].note == "newer"
    assert listed(base)[0].note == "newer"
    writer.delete(before[1].id)
    assert [run.id for run in reader.summaries()] == [before[0].id, *(run.id for run in before[2:])]
    writer.undelete(before[1].id)
    writer.edit(before[0].id, note=before[0].note)
    assert [run.id for run in listed(base)] == [run.id for run in before]


def test_a_run_is_under_way_only_while_somebody_runs_it(tmp_path: Path) -> None:
    model = Model(first_parameters(CONFIG), ModelMetadata(state="running", config=CONFIG))
    writer, reader = RunStore(tmp_path), RunStore(tmp_path)
    run = Run(model=model)
    writer.save(run)
    assert [each.state for each in reader.summaries()] == ["running"]
    writer.close()
    (ended,) = reader.summaries()
    assert (ended.state, str(ended.ending)) == ("stopped", str(say("session.interrupted")))
    lock = FileLock(tmp_path / "runs" / run.id / "writer")
    assert lock.acquire()
    lock.release()


def test_what_differs(base: Path) -> None:
    one, other, *_ = listed(base)
    assert differing_settings([one]) == ()
    assert differing_settings([one, other]) == ("seed",)
    assert one.data is not None
    elsewhere = replace(other, data=replace(one.data, content_hash="cd" * 32))
    assert differing_settings([one, elsewhere]) == ("data", "seed")
    assert differing_settings([one, replace(other, settings=())]) == ()
