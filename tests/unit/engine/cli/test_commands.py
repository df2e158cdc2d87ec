"""The command line through ``main``: what each command prints, for people and as JSON."""

import json
import re
import signal
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from PIL import Image as PillowImage

from engine.data.handwriting.generator import write_strokes
from engine.data.registry import load_uci_digits
from engine.evaluation.fit_diagnosis import diagnose_curves
from engine.ink.framing import frame_strokes
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from engine.training.config import TrainingConfig
from engine.training.recipes import RECIPES
from engine.training.train import train
from main import main
from tests.photographs import FELT, SCENES, scene, taken

Capture = pytest.CaptureFixture[str]


def _strict(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is not JSON")


def _json(capsys: Capture, *arguments: str) -> Any:
    """What a command prints with --json; it must succeed."""
    status = main([*arguments, "--json"])
    printed = capsys.readouterr()
    assert (status, printed.err.count("error:")) == (0, 0), printed.err
    assert printed.out.endswith("\n")
    return json.loads(printed.out, parse_constant=_strict)


@pytest.fixture
def seven(tmp_path: Path) -> Path:
    """A picture of a seven, dark on light."""
    picture = np.full((60, 60), 255, np.uint8)
    picture[10:16, 15:45] = 0
    for row in range(16, 52):
        column = 41 - (row - 16) // 2
        picture[row, column - 3 : column + 3] = 0
    path = tmp_path / "seven.png"
    PillowImage.fromarray(picture).save(path)
    return path


# What the commands print


def test_train_writes_a_model_and_tells_its_figures(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "m.npz"

    figures = _json(capsys, "train", "--data", "uci-digits", "--out", str(out), "--epochs", "3", "--hidden", "8")

    model = load_model(out)
    assert figures["state"] == "finished"
    assert figures["model"] == str(out)
    assert figures["epochs"] == 3.0
    assert figures["n_parameters"] == model.parameters.architecture.n_parameters == 400 * 8 + 8 + 8 * 10 + 10
    assert figures["test_n"] == 270
    assert figures["config"]["hidden_layers"] == [8]
    assert figures["config"]["learning_rate"] == RECIPES["default"].config.learning_rate
    assert {"train_accuracy", "train_cost", "validation_accuracy", "test_accuracy"} <= set(figures)
    evaluated = _json(capsys, "evaluate", "--data", "uci-digits", "--model", str(out))
    assert evaluated["accuracy"] == figures["test_accuracy"]
    assert model.metadata.as_json()["test_accuracy"] == figures["test_accuracy"]
    history = model.metadata.as_json()[
        "history"
    ]  # a short run has points within its epochs; at their ends the watched digits count
    assert [point[0] for point in history] == sorted({point[0] for point in history})
    assert [point[0] for point in history if point[3] is not None] == [0.0, 1.0, 2.0, 3.0]
    assert len(history) > 20


def test_every_option_of_train_reaches_the_run(capsys: Capture, tmp_path: Path) -> None:
    values: dict[str, Any] = {
        "hidden_layers": [7, 5],
        "hidden_activation": "relu",
        "output_loss": "sigmoid-cross-entropy",
        "initialization": "he",
        "seed": 9,
        "optimizer": "momentum",
        "learning_rate": 0.011,
        "momentum": 0.77,
        "batch_size": 50,
        "epochs": 1,
        "weight_decay": 0.25,
        "validation_fraction": 0.2,
        "patience": 4,
        "tolerance": 1e-5,
        "validation_seed": 4,
        "input_scaling": "standardized",
        "input_format": "28x28",
        "augmentation": "strong",
        "split": "plain",
        "test_fraction": 0.25,
        "split_seed": 8,
        "test_count": 300,
        "shuffle": False,
        "schedule": "step",
        "step_epochs": 3,
        "step_factor": 0.9,
        "dtype": "float64",
    }
    options = dict(
        zip(
            values,
            [
                *("hidden", "activation", "loss", "init", "seed", "optimizer", "learning-rate", "momentum"),
                *("batch-size", "epochs", "weight-decay", "validation", "patience", "tolerance"),
                *("validation-seed", "inputs", "format"),
                *(
                    "augment",
                    "split",
                    "test-fraction",
                    "split-seed",
                    "test-count",
                    "shuffle",
                    "schedule",
                    "step-epochs",
                    "step-factor",
                    "dtype",
                ),
            ],
            strict=True,
        )
    )
    words = {name: [f"--{options[name]}", str(value)] for name, value in values.items()}
    words |= {"hidden_layers": ["--hidden", "7, 5"], "shuffle": ["--no-shuffle"]}
    arguments = [word for pair in words.values() for word in pair]

    figures = _json(capsys, "train", "--data", "uci-digits", "--out", str(tmp_path / "m.npz"), *arguments)

    assert set(values) == set(TrainingConfig.__annotations__)
    assert figures["config"] == values
    assert figures["test_n"] == 450  # a quarter, rounded up
    assert 1060 < figures["train_n"] < 1797 - 450 - 250


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES)
def test_every_recipe_trains_from_the_command_line(recipe: str, capsys: Capture, tmp_path: Path) -> None:
    out = str(tmp_path / "m.npz")

    figures = _json(capsys, "train", "--data", "uci-digits", "--recipe", recipe, "--out", out, "--epochs", "2")

    assert figures["recipe"] == recipe
    assert figures["config"] == {**RECIPES[recipe].config.as_dict(), "epochs": 2}


def test_training_tells_its_progress_on_standard_error_and_its_result_in_a_sentence(
    capsys: Capture, tmp_path: Path
) -> None:
    out = tmp_path / "m.npz"

    assert main(["train", "--data", "uci-digits", "--out", str(out), "--epochs", "2"]) == 0

    printed = capsys.readouterr()
    assert printed.err.splitlines()[-1].startswith("epoch 2.0 of 2  training loss ")
    assert printed.out.startswith("Finished 2 epochs. ")
    assert printed.out.endswith(f"Saved as {out}.\n")


def test_two_trainings_with_one_seed_write_the_same_parameters(capsys: Capture, tmp_path: Path) -> None:
    paths = [tmp_path / "a.npz", tmp_path / "b.npz"]

    for path in paths:
        _json(capsys, "train", "--data", "uci-digits", "--out", str(path), "--epochs", "2", "--seed", "5")

    one, two = (load_model(path).parameters.flat for path in paths)
    np.testing.assert_array_equal(one, two)


def test_ctrl_c_stops_training_and_saves_what_was_learned(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = signal.getsignal(signal.SIGINT)

    def train_interrupted(*args: Any, **options: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return train(*args, **options)

    monkeypatch.setattr("engine.cli.train.train", train_interrupted)
    figures = _json(capsys, "train", "--data", "uci-digits", "--out", str(tmp_path / "m.npz"), "--epochs", "1000000")

    assert (figures["state"], figures["n_batches"]) == ("stopped", 0)
    assert load_model(tmp_path / "m.npz").metadata.as_json()["state"] == "stopped"
    assert signal.getsignal(signal.SIGINT) is handler


@pytest.mark.parametrize(("part", "n"), [(None, 270), ("test", 270), ("train", 1527), ("all", 1797)])
def test_evaluate_tells_accuracy_cost_and_confusion(part: str | None, n: int, capsys: Capture) -> None:
    figures = _json(capsys, "evaluate", "--data", "uci-digits", *(["--part", part] if part else []))

    confusion = np.array(figures["confusion"])
    assert figures["n"] == n == confusion.sum()
    assert confusion.shape == (10, 10)
    assert figures["accuracy"] == np.trace(confusion) / n
    assert figures["cost"] > 0


def test_evaluate_adds_weight_decay_to_the_cost(capsys: Capture) -> None:
    plain = _json(capsys, "evaluate", "--data", "uci-digits")
    decayed = _json(capsys, "evaluate", "--data", "uci-digits", "--l2", "2.5")

    weights = load_model().parameters.decayed.astype(np.float64)
    assert decayed["l2"] == 2.5
    assert decayed["cost"] - plain["cost"] == pytest.approx(2.5 / (2 * 270) * np.sum(weights**2), rel=1e-9)


def test_evaluate_takes_all_digits_of_a_source_without_a_split(capsys: Capture, tmp_path: Path) -> None:
    drawings = [{"label": label, "strokes": [[[0, 0], [label, 9]]]} for label in range(10)] * 3
    path = tmp_path / "d.json"
    path.write_text(json.dumps(drawings))

    assert _json(capsys, "evaluate", "--data", str(path))["n"] == 30


def test_predict_reads_each_picture(capsys: Capture, seven: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    PillowImage.new("L", (20, 20), 255).save(blank)

    first, second, third = _json(capsys, "predict", str(seven), str(blank), str(seven))

    assert first == third
    assert first["file"] == str(seven)
    assert first["digit"] == 7 == int(np.argmax(first["probabilities"]))
    assert len(first["probabilities"]) == 10
    assert sum(first["probabilities"]) == pytest.approx(1.0, abs=1e-5)
    assert first["digits"] == [{"digit": 7, "probabilities": first["probabilities"], "box": [15, 10, 30, 42]}]
    assert second == {"file": str(blank), "digit": None, "probabilities": None, "digits": []}
    assert main(["predict", str(seven), str(blank)]) == 0
    assert re.fullmatch(r".*seven\.png: 7 \(.* %\)\n.*blank\.png: nothing drawn\n", capsys.readouterr().out)


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("enlarged", [1, 12])
def test_predict_reads_a_number_with_boxes_in_the_pixels_of_the_upright_picture(
    enlarged: int, orientation: int, capsys: Capture, tmp_path: Path
) -> None:
    picture = np.full((80, 140), 255, np.uint8)
    ((four,), (two,)) = (write_strokes(np.array([digit]), np.random.default_rng(0)) for digit in (4, 2))
    for strokes, left in ((four, 20), (two, 90)):
        image = frame_strokes(strokes)
        assert image is not None
        picture[20:60, left : left + 40] -= np.kron(255 * image, np.ones((2, 2))).astype(np.uint8)
    number, turned = tmp_path / "number.png", np.rot90(picture, {1: 0, 6: 1}[orientation])
    large = PillowImage.fromarray(np.kron(turned, np.ones((enlarged, enlarged), np.uint8)))
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    large.save(number, exif=exif)

    (read,) = _json(capsys, "predict", str(number))

    assert (read["digit"], read["probabilities"], read["number"]) == (None, None, "42")
    assert [each["digit"] for each in read["digits"]] == [4, 2]
    for each, columns in zip(read["digits"], (slice(20, 60), slice(90, 130)), strict=True):
        across, down = (np.flatnonzero(picture[20:60, columns].min(axis=axis) < 128) for axis in (0, 1))
        box = [columns.start + across[0], 20 + down[0], np.ptp(across) + 1, np.ptp(down) + 1]
        assert each["box"] == pytest.approx([enlarged * value for value in box], abs=2 * enlarged)
        assert sum(each["probabilities"]) == pytest.approx(1.0, abs=1e-5)
    assert main(["predict", str(number)]) == 0
    assert re.fullmatch(r".*number\.png: 42 \(.* %, .* %\)\n", capsys.readouterr().out)


def test_predict_says_that_a_sign_is_no_digit(capsys: Capture, seven: Path, tmp_path: Path) -> None:
    star = np.array([[50, 5], [22, 140], [96, 52], [4, 52], [78, 140], [50, 5]], dtype=np.float64)
    image = frame_strokes([star])
    assert image is not None
    path = tmp_path / "star.png"
    PillowImage.fromarray(np.kron(255 * (1 - image), np.ones((4, 4))).astype(np.uint8)).save(path)
    np.savez(
        tmp_path / "rows.npz",
        X=np.stack([image, np.zeros_like(image), load_uci_digits().digits.images[0].reshape(20, 20)]),
    )

    (read,) = _json(capsys, "predict", str(path))
    rows = _json(capsys, "predict", str(tmp_path / "rows.npz"))

    assert read == {"file": str(path), "digit": None, "probabilities": None, "digits": []}
    assert [(row["digit"], len(row["digits"])) for row in rows] == [(None, 0), (None, 0), (0, 1)]
    assert main(["predict", str(path), str(tmp_path / "rows.npz")]) == 0
    said = [line.rsplit(": ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert said[:3] == ["not a digit", "not a digit", "nothing drawn"]


@pytest.mark.slow
def test_predict_inverts_a_photograph_through_all_its_stages(capsys: Capture, tmp_path: Path) -> None:
    (strokes,) = write_strokes(np.array([3]), np.random.default_rng(6))
    made = scene(strokes, 2, FELT, size=(320, 240))
    SCENES["light falls off to 60, 40, 25 %"][0](made, 1)
    chalk = 255 - taken(made)
    for name, pixels in (("pen.png", 255 - chalk), ("chalk.png", chalk)):
        PillowImage.fromarray(pixels).save(tmp_path / name)

    plain = [_json(capsys, "predict", str(tmp_path / name))[0]["digit"] for name in ("pen.png", "chalk.png")]
    (other,) = _json(capsys, "predict", "--invert", str(tmp_path / "pen.png"))

    assert plain == [3, 3]
    assert other["digit"] != 3  # what is asked for is the paper as ink


def test_predict_goes_on_past_what_cannot_be_read(capsys: Capture, seven: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.png")
    status = main(["predict", str(seven), missing, str(seven), "--json"])

    printed = capsys.readouterr()
    first, second, third = json.loads(printed.out)
    assert (status, first["digit"], third) == (2, 7, first)
    assert second == {"file": missing, "error": f"{missing}: expected a picture, there is no such file"}
    assert printed.err == "error: 1 of 3 files cannot be read; what is wrong with each is told above\n"


def test_predict_reads_folders_tables_and_what_no_shell_has_expanded(
    capsys: Capture, seven: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pictures"
    (folder / "more").mkdir(parents=True)
    for name in ("a.png", "more/b.png"):
        (folder / name).write_bytes(seven.read_bytes())
    (folder / "notes.doc").write_text("mine")
    read = _json(capsys, "predict", str(folder))
    assert [(entry["file"], entry["digit"]) for entry in read] == [
        (str(folder / "a.png"), 7),
        (str(folder / "more" / "b.png"), 7),
    ]
    assert _json(capsys, "predict", str(folder / "*.png")) == read[:1]

    digits = load_uci_digits().digits[:5]
    lines = [",".join(f"{255 * value:.0f}" for value in np.clip(image, 0, 1)) for image in digits.images]
    (tmp_path / "t.csv").write_text("\n".join([*lines, ",".join(["0"] * 400)]))
    rows = _json(capsys, "predict", str(tmp_path / "t.csv"))
    assert [(entry["file"], entry["row"]) for entry in rows] == [(str(tmp_path / "t.csv"), row) for row in range(6)]
    assert [entry["digit"] for entry in rows] == [*digits.labels, None]
    assert [len(entry["digits"]) for entry in rows] == [1] * 5 + [0]
    picture = np.clip(digits.images[0], 0, 1).reshape(20, 20)
    across, down = (np.flatnonzero((picture >= picture.max() / 2).any(axis=axis)) for axis in (0, 1))
    assert rows[0]["digits"][0]["box"] == [across[0], down[0], np.ptp(across) + 1, np.ptp(down) + 1]
    np.savez(tmp_path / "t.npz", X=digits.images.reshape(-1, 20, 20).transpose(0, 2, 1)[:, ::-1])
    rows = _json(capsys, "predict", str(tmp_path / "t.npz"), "--transpose", "--y-up")
    assert [entry["digit"] for entry in rows] != digits.labels.tolist()  # in this order it comes to something else
    np.savez(tmp_path / "t.npz", X=1 - digits.images.reshape(-1, 20, 20)[:, ::-1].transpose(0, 2, 1))
    rows = _json(capsys, "predict", str(tmp_path / "t.npz"), "--transpose", "--y-up", "--invert", "--as-is")
    assert [entry["digit"] for entry in rows] == digits.labels.tolist()


def test_data_that_lies_otherwise_is_told_and_turned(capsys: Capture, tmp_path: Path) -> None:
    digits = load_uci_digits().digits[:200]
    path = str(tmp_path / "d.npz")
    np.savez(path, X=digits.images.reshape(-1, 20, 20).transpose(0, 2, 1), y=digits.labels)

    assert main(["evaluate", "--data", path, "--json"]) == 0
    printed = capsys.readouterr()
    said = re.fullmatch(
        r"d\.npz: the bundled network reads ([\d.]+) % of these digits right if they are transposed, and ([\d.]+) % "
        r"as they are\. If that is right, add --transpose; if they are right as they are, add --as-is\.\n",
        printed.err,
    )
    assert said is not None
    assert float(said[2]) < 50 < 90 < float(said[1])
    assert json.loads(printed.out)["accuracy"] < 0.5
    for options in (["--transpose"], ["--as-is"]):
        assert main(["evaluate", "--data", path, *options, "--json"]) == 0
        printed = capsys.readouterr()
        assert (printed.err, json.loads(printed.out)["accuracy"] > 0.9) == ("", options == ["--transpose"])
    assert main(["train", "--transpose", "--out", str(tmp_path / "m.npz")]) == 2
    assert "expected --data FILE beside --invert, --transpose, --y-up or --as-is, got none" in capsys.readouterr().err


def test_check_gradient_tells_the_relative_difference(capsys: Capture) -> None:
    figures = _json(capsys, "check-gradient")
    other = _json(
        capsys, "check-gradient", "--hidden", "4, 3", "--activation", "tanh", "--loss", "softmax-cross-entropy"
    )

    assert (figures["architecture"], figures["n_parameters"]) == ("3-5-3", 38)
    assert 0 < figures["relative_difference"] < 1e-9
    assert (other["architecture"], other["hidden_activation"]) == ("3-4-3-3", "tanh")
    assert 0 < other["relative_difference"] < 1e-9


def test_data_and_recipes_list_what_can_be_named(capsys: Capture) -> None:
    data, recipes = _json(capsys, "data"), _json(capsys, "recipes")

    assert "uci-digits" in [entry["name"] for entry in data]
    assert [entry["name"] for entry in recipes] == list(RECIPES)
    assert all(entry["description"] for entry in (*data, *recipes))
    for entry in recipes:
        values = {**entry["config"], "hidden_layers": tuple(entry["config"]["hidden_layers"])}
        assert TrainingConfig(**values) == RECIPES[entry["name"]].config


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["data"], "uci-digits"),
        (["recipes"], "deep-relu"),
        (["evaluate", "--data", "uci-digits"], "of 270 digits (uci-digits, test) read right. Loss "),
        (["check-gradient"], "relative difference"),
    ],
)
def test_without_json_people_are_told(arguments: list[str], told: str, capsys: Capture) -> None:
    assert main(arguments) == 0

    printed = capsys.readouterr()
    assert told in printed.out
    assert printed.err == ""


@pytest.mark.parametrize("command", ["train", "evaluate", "predict", "check-gradient", "data", "recipes", ""])
def test_help_is_there(command: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*([command] if command else []), "--help"])

    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: main.py {command}".rstrip())


@pytest.mark.parametrize("command", ["evaluate", "predict"])
def test_a_network_of_huge_numbers_gives_strict_json_or_an_error_and_no_warning(
    command: str, capsys: Capture, seven: Path, tmp_path: Path
) -> None:
    # What a diverged run leaves is finite, yet its products overflow.
    parameters = Parameters.zeros(Architecture.dense(hidden_layers=(3,), hidden_activation="relu"))
    parameters.flat[:] = 1e38
    parameters.weights[1][:, ::2] = -1e38
    path = tmp_path / "huge.npz"
    save_model(Model(parameters), path)

    status = main(
        [command, *([str(seven)] if command == "predict" else ["--data", "uci-digits"]), "--model", str(path), "--json"]
    )

    printed = capsys.readouterr()
    if status == 0:
        json.loads(printed.out, parse_constant=_strict)
        assert printed.err == ""
    else:
        assert (status, printed.out) == (2, "")
        assert printed.err.startswith("error: ")
        assert printed.err.count("\n") == 1


# Real digits


@pytest.mark.parametrize(("l2", "cost"), [("0", 0.287629165161), ("1", 0.383769859091)])
def test_the_courses_cost_and_accuracy(l2: str, cost: float, capsys: Capture, data_folder: Path) -> None:
    data, model = str(data_folder / "ex4data1.mat"), str(data_folder / "ex4weights.mat")

    figures = _json(capsys, "evaluate", "--data", data, "--model", model, "--l2", l2)

    assert figures["n"] == 5000
    assert figures["accuracy"] == 0.9752
    assert figures["cost"] == pytest.approx(cost, abs=1e-7)


def test_train_tells_what_the_window_tells_of_a_network_that_only_guesses(capsys: Capture, tmp_path: Path) -> None:
    arguments = ["train", "--data", "uci-digits", "--hidden", "3", "--learning-rate", "1e-5", "--epochs", "6"]
    assert main([*arguments, "--out", str(tmp_path / "m.npz")]) == 0
    lines = capsys.readouterr().out.splitlines()
    model = load_model(tmp_path / "m.npz")
    assert str(model.metadata.ending) in lines[0]
    assert "The network only guesses" in lines[0]
    assert "Cost with weight decay (λ = 0.5) " in lines[0]
    assert model.metadata.train is not None
    diagnosis = diagnose_curves(model.metadata.curves, final_accuracy=model.metadata.train.accuracy)
    assert lines[1:] == [f"{diagnosis.verdict} {diagnosis.advice}"]
