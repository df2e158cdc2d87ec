"""The drawing: undo and redo against a model of them, and what an eraser touches."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from numpy.typing import NDArray

from engine.ink.drawing import Drawing, touches

Point = tuple[float, float]
coordinates = st.floats(0, 1, width=16)
points = st.tuples(coordinates, coordinates)


class _DrawingMachine(RuleBasedStateMachine):
    """A drawing beside a list of all its states, each a list of strokes, each a list of points."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing = Drawing()
        self.states: list[list[list[Point]]] = [[]]
        self.at = 0
        self.current: list[Point] = []

    def _push(self, state: list[list[Point]]) -> None:
        self.states = [*self.states[: self.at + 1], state]
        self.at += 1

    @rule(point=points)
    def begin_stroke(self, point: Point) -> None:
        self.drawing.begin_stroke(*point)
        self.current = [point]

    @rule(point=points)
    def extend_stroke(self, point: Point) -> None:
        moves = bool(self.current) and self.current[-1] != point
        assert self.drawing.extend_stroke(*point) is moves
        if moves:
            self.current.append(point)

    @rule()
    def end_stroke(self) -> None:
        assert self.drawing.end_stroke() is bool(self.current)
        if self.current:
            self._push([*self.states[self.at], self.current])
            self.current = []

    @rule()
    def undo(self) -> None:
        assert self.drawing.undo() is (bool(self.current) or self.at > 0)
        if self.current:
            self.current = []
        else:
            self.at = max(self.at - 1, 0)

    @rule()
    def redo(self) -> None:
        can = not self.current and self.at + 1 < len(self.states)
        assert self.drawing.redo() is can
        self.at += can

    @rule()
    def clear(self) -> None:
        self.drawing.clear()
        self.current = []
        if self.states[self.at]:
            self._push([])

    @rule(strokes=st.lists(st.lists(points, min_size=1, max_size=3), max_size=3))
    def replace(self, strokes: list[list[Point]]) -> None:
        self.drawing.replace([np.array(stroke) for stroke in strokes])
        self.current = []
        if strokes or self.states[self.at]:
            self._push(strokes)

    @rule(start=points, end=points, reach=st.floats(0, 0.3))
    def erase(self, start: Point, end: Point, reach: float) -> None:
        before = self.states[self.at]
        kept = [stroke for stroke in before if not touches(np.array(stroke), start, end, reach=reach)]
        assert self.drawing.erase_at(start, end, reach=reach) is (len(kept) < len(before))
        if len(kept) < len(before):
            self._push(kept)

    @invariant()
    def what_can_be_undone_has_a_name(self) -> None:
        assert (self.drawing.undo_change is not None) == self.drawing.can_undo
        assert (self.drawing.redo_change is not None) == (self.drawing.can_redo and not self.drawing.current)

    @invariant()
    def shows_the_model(self) -> None:
        finished = [[tuple(point) for point in stroke] for stroke in self.drawing.finished]
        everything = [[tuple(point) for point in stroke] for stroke in self.drawing.strokes]
        assert finished == self.states[self.at]
        assert everything == [*self.states[self.at], *([self.current] if self.current else [])]
        assert self.drawing.is_empty is (not everything)
        assert self.drawing.can_undo is (bool(self.current) or self.at > 0)
        assert self.drawing.can_redo is (self.at + 1 < len(self.states))


TestDrawing = _DrawingMachine.TestCase
TestDrawing.settings = settings(max_examples=15)  # of fifty steps each


def _stroke(drawing: Drawing, *points: Point) -> None:
    drawing.begin_stroke(*points[0])
    for point in points[1:]:
        drawing.extend_stroke(*point)
    drawing.end_stroke()


def test_strokes_are_arrays_of_points() -> None:
    drawing = Drawing()
    _stroke(drawing, (0.1, 0.2), (0.3, 0.4))
    drawing.begin_stroke(0.5, 0.5)

    first, under_way = drawing.strokes

    assert first.dtype == under_way.dtype == np.float64
    np.testing.assert_array_equal(first, [[0.1, 0.2], [0.3, 0.4]])
    np.testing.assert_array_equal(under_way, [[0.5, 0.5]])
    assert len(drawing.finished) == 1


def test_what_was_undone_is_gone_once_something_is_drawn() -> None:
    drawing = Drawing()
    _stroke(drawing, (0.0, 0.0), (1.0, 1.0))
    _stroke(drawing, (1.0, 0.0), (0.0, 1.0))
    drawing.undo()

    _stroke(drawing, (0.5, 0.5))

    assert not drawing.can_redo
    assert [len(stroke) for stroke in drawing.finished] == [2, 1]


def test_clearing_an_empty_drawing_is_nothing_to_undo() -> None:
    drawing = Drawing()

    drawing.clear()

    assert not drawing.can_undo


def test_a_cleared_drawing_comes_back() -> None:
    drawing = Drawing()
    _stroke(drawing, (0.0, 0.0), (1.0, 1.0))
    drawing.clear()
    assert drawing.is_empty

    assert drawing.undo()

    assert len(drawing.finished) == 1


def test_the_history_forgets_its_oldest_states_and_keeps_the_drawing() -> None:
    drawing = Drawing()
    for i in range(700):
        _stroke(drawing, (i / 700, 0.5))

    undone = 0
    while drawing.undo():
        undone += 1

    assert 100 <= undone < 700
    assert len(drawing.finished) == 700 - undone
    while drawing.redo():
        pass
    assert len(drawing.finished) == 700


def test_the_eraser_takes_what_it_touches_and_no_stroke_under_way() -> None:
    drawing = Drawing()
    _stroke(drawing, (0.0, 0.1), (1.0, 0.1))
    _stroke(drawing, (0.0, 0.9), (1.0, 0.9))
    drawing.begin_stroke(0.5, 0.1)

    assert drawing.erase_at((0.5, 0.0), (0.5, 0.2), reach=0.01)

    assert [stroke[0, 1] for stroke in drawing.finished] == [0.9]
    assert len(drawing.strokes) == 2
    assert not drawing.erase_at((0.5, 0.4), (0.5, 0.6), reach=0.2)


LINE = np.array([[0.0, 0.0], [10.0, 0.0]])
CORNER = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]])


@pytest.mark.parametrize(
    ("stroke", "start", "end", "reach", "expected"),
    [
        (LINE, (5, 3), (5, 1), 1.0, True),  # the eraser's end comes near the stroke
        (LINE, (5, 3), (5, 1), 0.99, False),
        (LINE, (5, 1), (5, 3), 1.0, True),  # its start does
        (LINE, (-4, 3), (14, 3), 3.0, True),  # both are far, the line between is near
        (LINE, (-4, 3), (14, 3), 2.99, False),
        (LINE, (11, -5), (11, 5), 1.0, True),  # an end of the stroke is near the line
        (LINE, (11, -5), (11, 5), 0.99, False),
        (LINE, (13, 4), (13, 4), 5.0, True),  # a press without a move, 3-4-5
        (LINE, (13, 4), (13, 4), 4.99, False),
        (LINE, (5, -5), (5, 5), 0.0, True),  # a crossing, all ends far away
        (LINE, (4, -100), (6, 100), 0.5, True),
        (LINE, (5, 0.5), (5, 5), 0.25, False),
        (LINE, (20, -5), (20, 5), 5.0, False),
        (LINE, (3, 0), (20, 0), 0.0, True),  # along the stroke
        (LINE, (12, 0), (20, 0), 1.0, False),  # in line with it
        (CORNER, (8, 5), (12, 5), 0.0, True),  # crosses the second piece alone
        (CORNER, (7, 3), (7, 3), 3.0, True),
        (CORNER, (5, 5), (5, 5), 4.99, False),
        (np.array([[3.0, 3.0]]), (0, 3), (6, 3), 0.0, True),  # a dot
        (np.array([[3.0, 4.0]]), (0, 3), (6, 3), 1.0, True),
        (np.array([[3.0, 4.0]]), (0, 3), (6, 3), 0.99, False),
        (np.array([[3.0, 4.0]]), (0, 0), (0, 0), 5.0, True),
        (np.array([[3.0, 3.0], [3.0, 3.0]]), (3, 2), (3, 1), 1.0, True),  # a stroke of no length
        (np.array([[3.0, 3.0], [3.0, 3.0]]), (3, 2), (3, 1), 0.5, False),
    ],
)
def test_what_an_eraser_touches(
    stroke: NDArray[np.float64], start: Point, end: Point, reach: float, expected: bool
) -> None:
    assert touches(stroke, start, end, reach=reach) is expected
    assert touches(stroke, end, start, reach=reach) is expected
    assert touches(stroke[::-1], start, end, reach=reach) is expected


@given(stroke=st.lists(points, min_size=1, max_size=5), start=points, end=points, reach=st.floats(0.05, 0.3))
def test_touching_is_what_many_points_along_both_lines_say(
    stroke: list[Point], start: Point, end: Point, reach: float
) -> None:
    def along(line: NDArray[np.float64]) -> NDArray[np.float64]:
        at = np.linspace(0, len(line) - 1, 60 * len(line))
        places = np.arange(len(line))
        return np.stack([np.interp(at, places, line[:, axis]) for axis in (0, 1)], axis=1)

    drawn, erased = along(np.array(stroke)), along(np.array([start, end]))
    nearest = float(np.linalg.norm(drawn[:, None] - erased[None], axis=2).min())

    touched = touches(np.array(stroke), start, end, reach=reach)

    if nearest <= reach:
        assert touched
    if nearest > reach + 0.03:  # two neighbors among the points are up to 0.024 apart
        assert not touched


def test_each_change_is_named_and_keeps_its_name_when_it_is_undone_and_done_again() -> None:
    drawing = Drawing()
    drawing.begin_stroke(0.1, 0.1)
    assert str(drawing.undo_change) == "stroke"
    drawing.end_stroke()
    assert drawing.erase_at((0.1, 0.1), (0.1, 0.1), reach=0.05)
    drawing.replace([np.array([[0.5, 0.5]])])
    drawing.clear()
    names = ["stroke", "erasing", "replacing the drawing", "clear"]
    for name in reversed(names):
        assert str(drawing.undo_change) == name
        drawing.undo()
        assert str(drawing.redo_change) == name
    for name in names:
        assert str(drawing.redo_change) == name
        drawing.redo()
    assert drawing.redo_change is None
