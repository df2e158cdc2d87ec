"""Hidden layers as they are written, row by row: shapes, costs, remarks, and which row is wrong and where."""

import pytest

from engine.errors import ConfigurationError
from engine.nn.layer_table import MAX_HIDDEN_LAYERS, join_layers, read_layer_table
from engine.nn.layers.layer_text import read_layer
from engine.nn.layers.registry import LAYERS
from engine.optim.minimizers import MINIMIZERS
from engine.training.config import (
    METHODS,
    TrainingConfig,
    format_hidden_layers,
    read_hidden_layers,
    why_no_dropout,
)

FRAME = (20, 20, 1)


def test_each_row_says_what_comes_out_and_what_it_costs() -> None:
    table = read_layer_table("conv 8 5x5, pool 2, conv 16 3x3 same, dropout 0.25, 64", FRAME)
    assert [(row.plain, row.output_shape, row.n_parameters, row.multiply_adds) for row in table.rows] == [
        ("8 filters 5×5", (16, 16, 8), 8 * 25 + 8, 16 * 16 * 8 * 25),
        ("pool 2×2", (8, 8, 8), 0, 0),
        ("16 filters 3×3, same", (8, 8, 16), 16 * 8 * 9 + 16, 8 * 8 * 16 * 8 * 9),
        ("dropout 0.25", (8, 8, 16), 0, 0),
        ("64 units", (64,), 1024 * 64 + 64, 1024 * 64),
    ]
    assert (table.output.output_shape, table.output.n_parameters) == ((10,), 650)
    architecture = TrainingConfig(hidden_layers=("conv 8 5x5", "pool 2", "conv 16 3x3 same", 64)).architecture()
    assert (table.n_parameters, table.multiply_adds) == (architecture.n_parameters, architecture.multiply_adds)


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("conv 1 2x2, pool 2", ["", "drops the last row and column"]),
        ("pool 3", ["drops the last 2 rows and 2 columns"]),
        ("conv 1 5x5, pool 2", ["", ""]),
        ("dropout 0.5, 64", ["leaves out 50 % in training", ""]),
    ],
)
def test_what_is_worth_knowing_of_a_layer_is_remarked(text: str, remarks: list[str]) -> None:
    assert [str(row.remark or "") for row in read_layer_table(text, FRAME).rows] == remarks


@pytest.mark.parametrize(
    ("height", "width", "remark"),
    [(4, 4, ""), (5, 4, "drops the last 1 row and 0 columns"), (4, 5, "drops the last 0 rows and 1 column")],
)
def test_rows_and_columns_that_a_pool_drops_are_counted_each(height: int, width: int, remark: str) -> None:
    assert str(read_layer("pool 2").remark((height, width, 3)) or "") == remark


WRONG = [
    ("conv 8 5x5, pol 2, 64", ["pol 2"], 'hidden layers must be numbers such as "25"'),
    ("conv 8 25x25, 64", ["conv 8 25x25"], "conv 8 25x25 needs a picture of at least 25x25 pixels, got 20x20"),
    ("conv 8 5x5, pool 2, pool 2, pool 2, pool 2, pool 2", ["pool 2"], "pool 2 needs a picture of at least 2x2"),
    ("64, conv 8 5x5", ["conv 8 5x5"], "conv 8 5x5 needs a picture with rows and columns"),
    ("conv 0 5x5", ["conv 0 5x5"], "expected 1 to 10,000 filters"),
    ("conv 8 5x4", ["conv 8 5x4"], "filters and pools are square"),
    ("conv 8 4x4 same", ["conv 8 4x4 same"], "a filter with 'same' needs an odd size"),
    ("conv 8 5x5, dropout 1", ["dropout 1"], "expected a share from 0 to below 1"),
    ("pool 1, 25", ["pool 1"], "expected pools of at least 2x2"),
    ("conv 8 5x5,, 64", [""], "hidden layers must be numbers"),
    ("25, x, 10001", ["x", "10001"], 'hidden layers must be numbers such as "25"'),
    ("10001, x", ["10001", "x"], "a hidden layer has 1 to 10,000 units, got 10001"),
    ("64, 10000, 10000, 25", ["10000"], "a network may have up to 50,000,000 parameters"),
    ("25 " * (MAX_HIDDEN_LAYERS + 2), ["25", "25"], "expected up to 10 hidden layers, got 12"),
    ("conv 20 30x30, conv 3 2x3", ["conv 20 30x30", "conv 3 2x3"], "conv 20 30x30 needs a picture"),
]


@pytest.mark.parametrize(("text", "wrong", "sentence"), WRONG, ids=[case[0] for case in WRONG])
def test_the_rows_that_are_wrong_are_marked_and_the_first_of_them_says_what_is_told(
    text: str, wrong: list[str], sentence: str
) -> None:
    table = read_layer_table(text, FRAME)
    marked = [row for row in table.rows if row.error is not None]
    assert [row.words for row in marked] == wrong
    assert sentence in str(table.error)
    assert str(table.error) == str(marked[0].error)
    for row in table.rows:
        assert text[row.start : row.end] == row.words or (not row.words and text[row.start : row.end] == ",")
    with pytest.raises(ConfigurationError) as caught:
        read_hidden_layers(text)
    assert str(caught.value) == str(table.error)
    first = next(number for number, row in enumerate(table.rows) if row is marked[0])
    known = [row.output_shape is not None for row in table.rows]
    if "parameters" not in sentence:
        assert known == [True] * first + [False] * (len(known) - first)
        assert table.n_parameters is None


@pytest.mark.parametrize("optimizer", METHODS)
def test_dropout_is_marked_where_a_minimizer_needs_a_cost_that_stays_the_same(optimizer: str) -> None:
    table = read_layer_table("dropout 0, dropout 0.5, 64", FRAME, no_dropout=why_no_dropout(optimizer))
    marked = [row.words for row in table.rows if row.error is not None]
    assert marked == (["dropout 0.5"] if optimizer in MINIMIZERS else [])
    if marked:
        with pytest.raises(ConfigurationError) as caught:
            TrainingConfig(hidden_layers=("dropout 0", "dropout 0.5", 64), optimizer=optimizer)
        assert str(table.error) == str(caught.value)


def test_of_a_whole_network_the_hidden_layers_are_rows() -> None:
    text = " 400-25-10 "
    table = read_layer_table(text, FRAME)
    assert [(row.plain, text[row.start : row.end]) for row in table.rows] == [("25 units", "25")]
    assert str(table.note) == "400-25-10 is the whole network: its hidden layer is 25."


@pytest.mark.parametrize("text", ["", "none", "25", "128 64", "conv 8 5x5 same, pool 2, dropout 0.5, 64"])
def test_the_words_of_a_table_are_the_same_network(text: str) -> None:
    table = read_layer_table(text, FRAME)
    assert read_hidden_layers(join_layers(table.words)) == read_hidden_layers(text)
    assert read_layer_table(format_hidden_layers(read_hidden_layers(text).layers), FRAME).n_parameters == (
        table.n_parameters
    )


@pytest.mark.parametrize(
    ("text", "kind", "after", "expected"),
    [
        ("25", "dense", None, "25, 64"),
        ("25", "dense", -1, "64, 25"),
        ("25", "convolution", None, "conv 8 5x5, 25"),
        ("conv 8 5x5, 25", "convolution", 0, "conv 8 5x5, conv 16 5x5, 25"),
        ("conv 8 5x5, pool 2, pool 2, 25", "convolution", 2, "conv 8 5x5, pool 2, pool 2, conv 16 3x3, 25"),
        ("conv 60 5x5, 25", "convolution", None, "conv 60 5x5, conv 64 5x5, 25"),
        ("conv 8 5x5, 25", "pooling", None, "conv 8 5x5, pool 2, 25"),
        ("conv 8 5x5, pol, 25", "pooling", 0, "conv 8 5x5, pool 2, pol, 25"),
        ("", "dropout", None, "dropout 0.5"),
    ],
)
def test_a_layer_is_suggested_where_it_can_stand(text: str, kind: str, after: int | None, expected: str) -> None:
    table = read_layer_table(text, FRAME)
    suggestion = table.suggest(kind, after)
    words = list(table.words)
    words.insert(suggestion.index, suggestion.words)
    assert join_layers(words) == expected
    assert suggestion.error is None


@pytest.mark.parametrize("kind", LAYERS)
def test_what_cannot_be_added_anywhere_says_why(kind: str) -> None:
    full = read_layer_table("25 " * MAX_HIDDEN_LAYERS, FRAME)
    assert "expected up to 10 hidden layers, got 11" in str(full.suggest(kind).error)
    flat = read_layer_table("25", (63,))  # no picture
    if kind in {"convolution", "pooling"}:
        assert "needs a picture with rows and columns" in str(flat.suggest(kind).error)
    minimized = read_layer_table("25", FRAME, no_dropout=why_no_dropout("cg"))
    assert (minimized.suggest(kind).error is not None) == (kind == "dropout")
