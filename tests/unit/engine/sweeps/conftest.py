"""Sweeps for tests, and what they leave."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits
from engine.runs.store import RunStore
from engine.sweeps.executor import Executor
from engine.sweeps.folder import SweepFolders, SweepResult
from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.plan import SweepPlan
from engine.sweeps.sweep import Sweep, SweepEvent


class SweepBench:
    """Runs sweeps over the digits of a test, in a data folder of its own."""

    def __init__(self, base: Path, dataset: Dataset) -> None:
        self.base = base
        self.dataset = dataset
        self.folders = SweepFolders(base)
        self.store = RunStore(base)
        self.events: list[SweepEvent] = []

    def sweep(self, plan: SweepPlan, executor: Executor | None = None) -> Sweep:
        """A sweep, begun or gone on with."""
        stored = self.folders.same(plan, self.dataset.ref) or self.folders.begin(plan, self.dataset.ref)
        return Sweep(
            stored,
            self.dataset,
            executor=executor or OneByOne(),
            folders=self.folders,
            store=RunStore(self.base),
        )

    def run(
        self,
        plan: SweepPlan,
        executor: Executor | None = None,
        during: Callable[[Sweep, SweepEvent], None] = lambda *_: None,
    ) -> tuple[SweepResult, ...]:
        """Run it to its end; ``during`` is given every event as it comes."""
        sweep = self.sweep(plan, executor)
        self.events = []

        def take(event: SweepEvent) -> None:
            self.events.append(event)
            during(sweep, event)

        return sweep.run(take)


def blocks() -> Dataset:
    """120 noisy pictures of 8x8 pixels, 12 per class in turn; the first two of each class are for testing."""
    rng = np.random.default_rng(5)
    templates = rng.uniform(0.0, 16.0, (10, 64))
    labels = np.tile(np.arange(10), 12)
    images = (templates[labels] + rng.normal(0.0, 2.0, (120, 64))).clip(0, 16).astype(np.float32)
    return Dataset("blocks", "Blocks", Digits(images, labels, shape=(8, 8, 1)), np.arange(20))


@pytest.fixture
def bench(user_data: Path) -> SweepBench:
    """Sweeps over the blocks."""
    return SweepBench(user_data, blocks())
