"""About how long a sweep takes."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from engine.sweeps import estimate as module
from engine.sweeps.estimate import duration, estimated_seconds
from engine.sweeps.plan import SweepPlan
from engine.sweeps.space import Choices
from engine.training.config import TrainingConfig
from tests.unit.engine.sweeps.conftest import blocks


def test_what_is_done_once_before_the_first_batch_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock.now))

    def train(config: TrainingConfig, *_: object, publish: Callable[[object], None], **__: object) -> None:
        for now, epoch in ((20.0, 0.01), (20.2, 1.01), (20.4, 2.01)):  # 20 s until the first batch
            clock.now = now
            publish(SimpleNamespace(epoch=epoch))

    monkeypatch.setattr(module, "train", train)
    config = TrainingConfig(hidden_layers=(6,), epochs=10)
    plan = SweepPlan(config=config, varied=(Choices("learning_rate", (0.1, 0.3)),), seeds=(1, 2, 3))
    assert estimated_seconds(plan, blocks(), n_workers=2) == pytest.approx(10 * 0.2 * 6 / 2)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 second"), (50, "50 seconds"), (600, "10 minutes"), (7 * 3600, "7 hours"), (3e6, "35 days")],
)
def test_it_is_told_in_words(seconds: float, text: str) -> None:
    assert str(duration(seconds)) == text
