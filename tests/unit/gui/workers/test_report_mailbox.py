"""The mailbox between trainer and window: pictures may be dropped, history never."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from engine.data.scaling import UNSCALED
from engine.nn.network import Architecture
from engine.text.sentence import Sentence
from engine.training.report import HistoryPoint, TrainingReport
from gui.workers.training_worker import ReportMailbox


def report(*epochs: float, n_batches: int = 0) -> TrainingReport:
    """A report whose history gained points at these epochs."""
    architecture = Architecture.dense(hidden_layers=(2,))
    points = tuple(HistoryPoint(epoch, 1.0, 0.5, 0.0, 0.0) for epoch in epochs)
    return TrainingReport(
        state="running", message=None, architecture=architecture,
        parameters=np.full(architecture.n_parameters, n_batches, dtype=np.float32), scaling=UNSCALED, points=points,
        epoch=0.0, epochs=10.0, unit="epoch", n_batches=n_batches, samples_per_second=0.0, seconds_left=0.0,
    )  # fmt: skip


def epochs_of(taken: TrainingReport | None) -> list[float]:
    assert taken is not None
    return [point.epoch for point in taken.points]


def test_an_empty_mailbox_holds_nothing() -> None:
    assert ReportMailbox().take() is None


def test_a_report_is_fetched_once_and_as_it_was() -> None:
    mailbox, left = ReportMailbox(), report(1, 2)
    mailbox.put(left)
    assert mailbox.take() is left
    assert mailbox.take() is None


def test_reports_that_nobody_fetched_leave_their_points_to_the_last() -> None:
    mailbox = ReportMailbox()
    for n_batches, epochs in enumerate([(1, 2), (), (3,), (4, 5)]):
        mailbox.put(report(*epochs, n_batches=n_batches))
    taken = mailbox.take()
    assert epochs_of(taken) == [1, 2, 3, 4, 5]
    assert taken is not None
    assert taken.n_batches == 3
    assert (taken.parameters == 3).all()
    mailbox.put(report(6))
    assert epochs_of(mailbox.take()) == [6]


def test_the_report_that_was_left_is_not_changed() -> None:
    mailbox, first, second = ReportMailbox(), report(1), report(2)
    mailbox.put(first)
    mailbox.put(second)
    mailbox.take()
    assert epochs_of(first) == [1]
    assert epochs_of(second) == [2]


def test_the_last_report_of_a_run_keeps_its_end() -> None:
    mailbox = ReportMailbox()
    mailbox.put(report(1))
    mailbox.put(replace(report(2), state="finished", message=Sentence("Finished.")))
    taken = mailbox.take()
    assert taken is not None
    assert (taken.state, str(taken.message)) == ("finished", "Finished.")
    assert epochs_of(taken) == [1, 2]


def test_leaving_reports_never_waits_for_a_reader() -> None:
    mailbox, n = ReportMailbox(), 2000

    def write() -> None:
        for i in range(n):
            mailbox.put(report(i))

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(timeout=20)
    assert not writer.is_alive()
    assert epochs_of(mailbox.take()) == list(range(n))


@pytest.mark.parametrize("n", [3000])
def test_while_one_thread_writes_and_another_reads_every_point_arrives_once_and_in_order(n: int) -> None:
    mailbox = ReportMailbox()
    reports = [report(2 * i, 2 * i + 1) for i in range(n)]

    def write() -> None:
        for one in reports:
            mailbox.put(one)

    writer = threading.Thread(target=write)
    writer.start()
    seen: list[float] = []
    is_over = False
    while not is_over:
        is_over = not writer.is_alive()  # and then there is one more to be fetched, at most
        taken = mailbox.take()
        if taken is not None:
            seen += [point.epoch for point in taken.points]
    writer.join()
    assert seen == list(range(2 * n))
