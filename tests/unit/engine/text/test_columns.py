"""Tables whose cells are Chinese stand below each other, too."""

from engine.text.columns import columns, table


def test_cells_stand_below_each_other_whatever_their_letters() -> None:
    text = table([("课程", "figure", ""), ("tiny", "输出 1", "within"), ("a-longer-name", "x", "在内")])

    lines = text.split("\n")
    assert lines[0] == "课程           figure"
    starts = [columns(line[: line.index(word)]) for line, word in zip(lines, ("figure", "输出", "x"), strict=True)]
    assert starts == [15, 15, 15]
    assert columns(lines[1][: lines[1].index("within")]) == columns(lines[2][: lines[2].index("在内")])
