"""A training run that a test steers from another thread, report by report, so that nothing depends on time.

The run hands over its reports and waits at each until the test lets it go on; make it report after every batch or
evaluation by setting ``engine.training.run_loop.PUBLISH_INTERVAL_S`` to 0.
"""

import queue
import threading

from engine.data.dataset import Dataset
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train

HUNG_S = 10.0
"""How long a hung test waits; a right one waits for nothing."""


class SteeredRun:
    """A run in a thread of its own that goes on, batch by batch, when it is told to."""

    def __init__(self, config: TrainingConfig, dataset: Dataset, control: TrainingControl) -> None:
        self.control = control
        self._reports: queue.Queue[TrainingReport] = queue.Queue()
        self._turns = threading.Semaphore(0)
        self._is_free = False
        self._thread = threading.Thread(
            target=lambda: train(config, dataset, control=control, publish=self._publish), daemon=True
        )
        self._thread.start()

    def _publish(self, report: TrainingReport) -> None:
        self._reports.put(report)
        if report.state == "running" and not self._is_free:
            self._turns.acquire(timeout=HUNG_S)

    def next_report(self) -> TrainingReport:
        """The next report; after one of the state "running", the run waits."""
        return self._reports.get(timeout=HUNG_S)

    def go_on(self) -> None:
        """Let the run go on to its next report, if it may."""
        self._turns.release()

    def after_batch(self, n_batches: int) -> TrainingReport:
        """The report after so many batches; the run waits there."""
        report = self.next_report()
        while report.n_batches < n_batches:
            self.go_on()
            report = self.next_report()
        assert (report.state, report.n_batches) == ("running", n_batches)
        return report

    def until_held(self) -> list[TrainingReport]:
        """Let the run go on to where it is held or over; all reports from here to there."""
        reports = [self.next_report()]
        while reports[-1].state == "running":
            self.go_on()
            reports.append(self.next_report())
        return reports

    def finish(self) -> TrainingReport:
        """Let the run go on to its end."""
        self._is_free = True
        self._turns.release()
        while not (report := self.next_report()).is_over:
            pass
        return report

    def close(self) -> None:
        """End the run."""
        self._is_free = True
        self.control.stop()
        self._turns.release()
        self._thread.join(HUNG_S)
        assert not self._thread.is_alive()
