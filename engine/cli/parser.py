"""The command line: every command and every option."""

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NoReturn

from engine import VERSION
from engine.cli.help_text import HelpText
from engine.cli.reasons import reason_of
from engine.data.augmentation import AUGMENTATIONS
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLITS
from engine.errors import ConfigurationError
from engine.io.presence import exists
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.schedules import SCHEDULES
from engine.text.language import LANGUAGES
from engine.text.program import PROGRAM
from engine.text.sentence import say
from engine.training.config import FORMAT_CHOICES, METHODS, TrainingConfig, parse_hidden_layers
from engine.training.recipes import RECIPES

_LANGUAGE_HELP = (
    "of the window: by default the one chosen in it, else the system's; of a command's sentences: by default en"
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and what it takes in the language in use."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - as of the class that it extends
        super().__init__(**{"formatter_class": HelpText, **given})

    def error(self, message: str) -> NoReturn:
        raise ConfigurationError(say("command.not_understood", reason=reason_of(message), program=self.prog))


def language_of(arguments: Sequence[str] | None) -> str:
    """The language that a command line names, wherever; English if it names none, or one that there is not."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--language", default="en")
    try:
        language = str(parser.parse_known_args(arguments)[0].language)
    except argparse.ArgumentError:  # no language stands behind it: the whole parser says so
        return "en"
    return language if language in LANGUAGES else "en"


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line read; ``command`` is ``None`` for the window, which opens ``window_files``.

    Raises
    ------
    ConfigurationError
        If it cannot be understood, or a file that the window is to open is not there.
    """
    parser, commands = _parsers()
    window = _window_parser()
    try:
        files = window.parse_known_args(arguments)[0].window_files
    except ConfigurationError:  # of a command, perhaps, whose options are others
        files = [word for word in (sys.argv[1:] if arguments is None else arguments)[:1] if not word.startswith("-")]
    if not files or files[0] in commands or not (_is_there(files[0]) or Path(files[0]).suffix):
        return parser.parse_args(arguments)
    args = window.parse_intermixed_args(arguments)
    for name in args.window_files:
        if not _is_there(name):
            raise ConfigurationError(say("command.no_such_file", file=name))
    return args


def _window_parser() -> _Parser:
    """What the window is opened with, and the files that it is to open: what file managers call the program with."""
    parser = _Parser(prog=PROGRAM, add_help=False)
    parser.set_defaults(command=None)
    _add_window(parser)
    parser.add_argument("window_files", nargs="*", metavar="FILE")
    return parser


def _is_there(name: str) -> bool:
    try:
        return exists(Path(name))
    except OSError:  # too long a name, for instance
        return False


def build_parser() -> _Parser:
    """The commands, and what the window is opened with."""
    return _parsers()[0]


def _parsers() -> tuple[_Parser, Collection[str]]:
    """The same, and the names of the commands."""
    parser = _Parser(
        prog=PROGRAM,
        description="Draw a digit and watch a neural network learn to read it.",
        epilog=f"{PROGRAM} FILE ... opens the window with a network, a lesson, pictures, drawings or other digits.",
    )
    parser.set_defaults(command=None, window_files=[])
    parser.add_argument("--version", action="version", version=f"Digit Lab {VERSION}")
    _add_window(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")

    train = _add(commands, "train", "train a network and save it")
    train.add_argument(
        "--data", metavar="SOURCE", help=f"a name from '{PROGRAM} data' or a file; by default that of the recipe"
    )
    train.add_argument(
        "--recipe",
        metavar="NAME",
        choices=RECIPES,
        help=f"a name from '{PROGRAM} recipes'",
    )
    train.add_argument(
        "--resume",
        metavar="MODEL",
        help="continue the run saved in this .npz to its planned end or, with other settings, train it further",
    )
    _add_handling(train)
    train.add_argument("--stop-after-batches", type=_n_batches, metavar="N", help="stop after N batches")
    train.add_argument("--out", metavar="MODEL", required=True, help="the .npz, .mat or .onnx file to write")
    _add_settings(train)

    _add_sweep(commands)
    _add_worker(commands)
    _add_runs(commands)

    evaluate = _add(commands, "evaluate", "accuracy, cost and confusion of a network on data")
    evaluate.add_argument("--data", metavar="SOURCE", required=True, help=f"a name from '{PROGRAM} data' or a file")
    _add_handling(evaluate)
    evaluate.add_argument("--model", metavar="MODEL", help="by default the bundled network")
    evaluate.add_argument("--l2", metavar="L", type=_l2, default=0.0, help="weight decay in the cost")
    evaluate.add_argument(
        "--part",
        choices=("train", "test", "all"),
        help="by default the test digits of a split that the data has or that is asked for, here or when the network was "
        "trained on this data; else all",
    )
    _add_split(evaluate)

    predict = _add(commands, "predict", "read the digit in pictures")
    predict.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a picture of one digit, a folder of such pictures, or a table or another file of data, labels or not",
    )
    _add_handling(predict)
    predict.add_argument("--model", metavar="MODEL", help="by default the bundled network")

    export = _add(commands, "export", "save a network as another kind of file")
    export.add_argument("--model", metavar="MODEL", help="by default the bundled network")
    export.add_argument("--out", metavar="FILE", required=True, help="the .npz, .mat or .onnx file to write")

    check = _add(commands, "check-gradient", "compare backpropagation with a numerical gradient", module="gradient")
    check.add_argument(
        "--data",
        metavar="SOURCE",
        help="digits to check a whole network on; by default the course's debug network is checked, 3-5-3 on 5 samples",
    )
    check.add_argument("--model", metavar="MODEL", help="with --data; by default a network as ex4 initializes it")
    _add_network_settings(check)
    check.add_argument("--weight-decay", type=float, metavar="λ", help="by default 3, and 1 with --data")
    check.add_argument("--parameters", type=int, metavar="N", help="check N parameters drawn at random; by default all")
    check.add_argument("--seed", type=int, metavar="N", help="random seed; by default 1")

    _add_lessons(commands)
    _add_download(commands)
    _add_desktop(commands)
    _add(commands, "data", "list the data sets that can be named", module="listing")
    _add(commands, "recipes", "list the recipes", module="listing")
    return parser, commands.choices


def _add_window(parser: argparse.ArgumentParser) -> None:
    """What the window is opened with, and its picture."""
    parser.add_argument(
        "--data", dest="window_data", metavar="SOURCE", help=f"data set to open: a name from '{PROGRAM} data' or a file"
    )
    parser.add_argument(
        "--model", dest="window_model", metavar="MODEL", help="network to open: an .npz or a .mat with Theta1, Theta2"
    )
    parser.add_argument(
        "--recipe",
        dest="window_recipe",
        choices=RECIPES,
        metavar="NAME",
        help=f"recipe to set up: see '{PROGRAM} recipes'",
    )
    parser.add_argument(
        "--screenshot", metavar="FILE", type=Path, help="write the window as a picture (no display needed)"
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="open the window with a new session; File > Previous session brings the last one back",
    )
    parser.add_argument(
        "--theme", choices=("system", "light", "dark", "contrast"), help="colors; by default those of the system"
    )
    parser.add_argument("--language", choices=LANGUAGES, help=_LANGUAGE_HELP)
    parser.add_argument("--size", metavar="WxH", type=_size, help="size of the window, for instance 1280x800")
    parser.add_argument(
        "--scale", metavar="FACTOR", type=float, default=1.0, help="pixel ratio of --screenshot, 1 to 4"
    )
    parser.add_argument("--tab", metavar="NAME", help="the tab that --screenshot shows, such as Evaluation")


def _add_lessons(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The command ``lessons``."""
    lessons = _add(commands, "lessons", "list the lessons, or check their figures against the published ones")
    lessons.add_argument(
        "--check",
        metavar="NAME",
        help="a lesson by its name or number, or the path of one, with or without /EXPERIMENT; 'quick', or 'all'",
    )
    lessons.add_argument("--mnist", metavar="FOLDER", help="where MNIST's two files of training digits are")
    lessons.add_argument("--seeds", type=int, metavar="N", help="measure with the seeds 1 to N; by default 5")
    lessons.add_argument("--workers", type=int, metavar="N", help="processes; by default one for each core")


def _add_desktop(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The command ``desktop``."""
    desktop = _add(commands, "desktop", "on Linux: have the program in the menu of applications, and open its files")
    what = desktop.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help="write entry, icons and kinds of files, for this user")
    what.add_argument("--remove", action="store_true", help="delete them")


def _add_download(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The command ``download``."""
    download = _add(commands, "download", "fetch MNIST (11.6 MB) into the user's data folder")
    download.add_argument("name", metavar="NAME", choices=("mnist",), help="mnist")
    download.add_argument("--url", metavar="URL", help="a mirror to fetch from, the URL of a folder")


def _add_sweep(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The command ``sweep``."""
    sweep = _add(commands, "sweep", "train many networks that differ in some settings, and compare them")
    sweep.add_argument(
        "--data", metavar="SOURCE", help=f"a name from '{PROGRAM} data' or a file; by default that of the recipe"
    )
    _add_handling(sweep)
    sweep.add_argument("--recipe", metavar="NAME", choices=RECIPES, help=f"a name from '{PROGRAM} recipes'")
    sweep.add_argument(
        "--vary",
        metavar="NAME=VALUES",
        action="append",
        nargs="+",
        help="an option below without its dashes, and its values: learning-rate=0.1,0.3,1; 'hidden=25; 128, 64'; "
        "learning-rate=0.001..1 log 7; batch-size=10..100 step 10; several may follow each other",
    )
    sweep.add_argument("--seeds", type=int, metavar="N", help="train each combination with N seeds")
    sweep.add_argument("--random", type=int, metavar="N", help="draw N combinations instead of training all")
    sweep.add_argument("--max-runs", type=int, metavar="N", help="end after N runs")
    sweep.add_argument("--max-minutes", type=float, metavar="M", help="begin no new run after M minutes")
    sweep.add_argument("--workers", type=int, metavar="N", help="runs at a time; by default one for each core")
    sweep.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="a Dask scheduler, such as tcp://192.168.1.5:8786, or 'local'; see the command worker",
    )
    sweep.add_argument("--yes", action="store_true", help="do not ask before thousands of runs")
    sweep.add_argument(
        "--resume", metavar="ID", help="go on with this sweep, or with the 'last' one; the same command does so too"
    )
    sweep.add_argument("--fresh", action="store_true", help="begin anew, though there is such a sweep")
    sweep.add_argument("--out", metavar="FILE.csv", help="a table with a row for each run")
    sweep.add_argument("--csv", action="store_true", help="print that table")
    _add_settings(sweep)


def _add_worker(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The command ``worker``."""
    worker = _add(commands, "worker", "compute runs for the sweeps of other computers, by a Dask cluster")
    worker.add_argument(
        "address", metavar="ADDRESS", nargs="?", help="of the scheduler, such as tcp://192.168.1.5:8786"
    )
    worker.add_argument(
        "--scheduler",
        action="store_true",
        help="have the cluster's scheduler here, too, and say its address; whoever reaches it can run code on it",
    )
    worker.add_argument("--port", type=int, metavar="N", help="where --scheduler listens; by default 8786")
    worker.add_argument("--workers", type=int, metavar="N", help="runs at a time; by default one for each core")


def _add_runs(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The command ``runs``."""
    runs = _add(commands, "runs", "every run that was kept: list, show, export, import, delete")
    runs.add_argument(
        "action",
        metavar="ACTION",
        choices=("list", "show", "export", "import", "delete", "undelete"),
        help="list, show, export, import, delete or undelete",
    )
    runs.add_argument(
        "ids", metavar="ID", nargs="*", help="the id of a run, its first letters, or its number; for import, files"
    )
    runs.add_argument("--latest", type=_n_batches, metavar="N", help="only so many of the latest")
    runs.add_argument("--csv", action="store_true", help="list as a table for other programs")
    runs.add_argument(
        "--out",
        metavar="FILE",
        help="a run as .digitlab-run, .json, .csv (curves), .py (repeats it), .npz, .mat or .onnx; without ID, or "
        "with several, a table as .csv or .json",
    )


def _add(
    commands: "argparse._SubParsersAction[_Parser]", name: str, text: str, *, module: str = ""
) -> argparse.ArgumentParser:
    """A command, run by ``run_<name>`` of a module of :mod:`engine.cli`."""
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(module=module or name)
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help="of sentences; by default en")
    return command


def _add_network_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hidden",
        dest="hidden_layers",
        type=_hidden_layers,
        metavar="LAYERS",
        help='such as 25, "128, 64", "conv 8 5x5, pool 2, 64" or none',
    )
    parser.add_argument("--activation", dest="hidden_activation", choices=ACTIVATIONS)
    parser.add_argument("--loss", dest="output_loss", choices=OUTPUT_LOSSES)


def _add_handling(parser: argparse.ArgumentParser) -> None:
    """Options that say how the pictures of a file lie, for those that the program does not see by itself."""
    parser.add_argument("--invert", action="store_true", help="exchange ink and paper of the pictures of --data")
    parser.add_argument("--transpose", action="store_true", help="exchange rows and columns")
    parser.add_argument("--y-up", action="store_true", help="turn upside down: y grows upwards")
    parser.add_argument(
        "--as-is", action="store_true", help="neither exchange nor turn anything unless an option says so"
    )


def _add_split(parser: argparse.ArgumentParser) -> None:
    """Which digits are kept for testing."""
    parser.add_argument("--split", choices=SPLITS, help="which digits are kept for testing")
    parser.add_argument(
        "--test-fraction", type=float, metavar="SHARE", help="share of all digits to test on, for a drawn split"
    )
    parser.add_argument("--split-seed", type=int, metavar="N", help="seed of the drawn split")
    parser.add_argument(
        "--test-count", type=int, metavar="N", help="how many digits --split last keeps; by default 10000"
    )


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """One option per setting that differs from the recipe."""
    _add_network_settings(parser)
    parser.add_argument("--init", dest="initialization", choices=INITIALIZATIONS)
    parser.add_argument("--seed", type=int, metavar="N")
    parser.add_argument(
        "--format", dest="input_format", choices=FORMAT_CHOICES, help="of the pictures that the network reads"
    )
    parser.add_argument("--inputs", dest="input_scaling", choices=SCALINGS, help="how pixels are scaled")
    parser.add_argument(
        "--augment", dest="augmentation", choices=AUGMENTATIONS, help="distort the training digits anew in every epoch"
    )
    parser.add_argument("--optimizer", choices=METHODS, help="the last four are SciPy's")
    parser.add_argument("--learning-rate", type=float, metavar="η")
    parser.add_argument("--momentum", type=float, metavar="μ")
    parser.add_argument("--batch-size", type=int, metavar="N", help="0 for all digits at once")
    parser.add_argument("--epochs", type=int, metavar="N", help="or a SciPy method's iterations or evaluations")
    parser.add_argument("--shuffle", action=argparse.BooleanOptionalAction, help="shuffle the digits in every epoch")
    parser.add_argument("--schedule", choices=SCHEDULES, help="of the learning rate")
    parser.add_argument("--step-epochs", type=int, metavar="N", help="epochs between the steps of --schedule step")
    parser.add_argument("--step-factor", type=float, metavar="γ", help="what a step multiplies the learning rate by")
    parser.add_argument("--weight-decay", type=float, metavar="λ")
    parser.add_argument(
        "--validation", dest="validation_fraction", type=float, metavar="SHARE", help="of the training digits"
    )
    parser.add_argument(
        "--validation-seed",
        type=int,
        metavar="N",
        help="draws the validation digits; by default, and with -1, the seed does",
    )
    parser.add_argument(
        "--patience", type=int, metavar="N", help="epochs without improvement before stopping; 0: never"
    )
    parser.add_argument(
        "--tolerance", type=float, metavar="COST", help="stop when an epoch lowers the cost by less; 0: never"
    )
    _add_split(parser)
    parser.add_argument("--dtype", choices=("float32", "float64"))


def _hidden_layers(text: str) -> str:
    """Text that is checked here, and read once it is known how many inputs the digits have."""
    try:
        parse_hidden_layers(text, input_shape=None)
    except ConfigurationError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def _l2(text: str) -> float:
    try:
        return TrainingConfig(weight_decay=float(text)).weight_decay
    except (ValueError, ConfigurationError) as error:
        raise argparse.ArgumentTypeError(str(say("command.not_a_decay", got=repr(text)))) from error


def _n_batches(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 12):
        raise argparse.ArgumentTypeError(str(say("command.not_a_count", got=repr(text[:40]))))
    return int(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 1 <= int(width) <= 10_000 and 1 <= int(height) <= 10_000):
        raise argparse.ArgumentTypeError(str(say("command.not_a_size", got=repr(text))))
    return int(width), int(height)
