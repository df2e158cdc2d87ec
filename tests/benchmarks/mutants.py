"""Mistakes made on purpose in the numerics, one at a time: ``uv run tests/benchmarks/mutants.py`` (under an hour; POSIX).

Of all small changes to losses, backpropagation, layers, optimizers and framing (:mod:`tests.soundness.mutations`)
``--count`` are drawn; each is tried by the quick tests of its module, and is killed if one of them fails, or does not come
to an end. What survives is listed: a test is missing, or the change makes no difference. Those of which the latter is known
are in ``tests/soundness/equal_mutants.txt``, with the reason, and do not count.

With ``--progress FILE`` every result is written down at once, and a later run goes on from there: what was killed is not
tried again, what survived is. Which are drawn depends on the names of the changes, not on their number, so that a change of
one module leaves the draw of the others as it was.

Each mutant has a process of its own, forked from one that has imported what all of them need but the engine: the engine is
imported there, with one module changed. The tests that have killed most come first, then the quickest of each module of
tests; a test that fails is not made smaller by hypothesis.
"""

import argparse
import hashlib
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from typing import TYPE_CHECKING, Any

for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.soundness.mutations import Mutation, mutated, mutations_of

if TYPE_CHECKING:
    import pytest

UNIT = "tests/unit/engine"
_EXPLAINED = [f"explain/test_{name}.py" for name in ("flow", "ablation", "kernel_path", "layer_activations", "probes")]
_NN = [
    f"nn/test_{name}.py" for name in ("losses", "activations", "layers", "network", "objective", "numerical_gradient")
]
_LAYERS = [f"nn/test_{name}.py" for name in ("layers", "layer_table", "convolution", "network", "inputs_products")]
_OF_LAYERS = ["models/test_onnx_files.py", "training/test_convolutional_networks.py"]
_TRAINED = ["nn/test_against_scikit_learn.py", "training/test_training.py", "training/test_convolutional_networks.py"]
TESTS: dict[str, list[str]] = {
    "engine/nn/losses.py": [*_NN, "nn/test_against_scikit_learn.py"],
    "engine/nn/activations.py": ["nn/test_activations.py", *_NN, "nn/test_convolution.py"],
    "engine/nn/backpropagation.py": [*_NN, *_LAYERS, "nn/test_gradient_check.py", *_TRAINED],
    "engine/nn/objective.py": ["nn/test_objective.py", *_NN, "nn/test_gradient_check.py", *_TRAINED],
    "engine/nn/layers/dense.py": [*_LAYERS, *_NN, *_EXPLAINED, *_OF_LAYERS, *_TRAINED],
    "engine/nn/layers/dense_products.py": ["nn/test_inputs_products.py", *_LAYERS, *_NN, *_TRAINED],
    "engine/nn/layers/convolution.py": ["nn/test_convolution.py", *_LAYERS, *_EXPLAINED, *_OF_LAYERS],
    "engine/nn/layers/pooling.py": ["nn/test_convolution.py", *_LAYERS, *_EXPLAINED, *_OF_LAYERS],
    "engine/nn/layers/dropout.py": [*_LAYERS, *_NN, *_TRAINED, "training/test_training_resumed.py"],
    "engine/optim/optimizers.py": [
        *(f"optim/test_{name}.py" for name in ("optimizers", "optimizers_subnormal")),
        "training/test_training_resumed.py", *_TRAINED,
    ],
    "engine/optim/schedules.py": ["optim/test_schedules.py", "training/test_training.py"],
    "engine/ink/framing.py": [
        *(f"ink/test_{name}.py" for name in ("framing", "framing_pictures", "block_framing", "drawing", "input_formats")),
        "data/test_handwriting.py",
    ],
}  # fmt: skip
"""Of each module, its tests, the likeliest to fail first."""
EQUAL = ROOT / "tests" / "soundness" / "equal_mutants.txt"
GOAL = 0.9
_LIMIT_S = 60  # of the processor, for the tests of one mutant, which without a change take 1 to 8
_PATIENCE = 4  # times as long by the clock, as others use the processor too
_KILLED, _SURVIVED = 1, 0
_SHARED = (
    "numpy", "scipy.io", "scipy.linalg.blas", "scipy.ndimage", "scipy.optimize", "scipy.special", "PIL.Image", "hypothesis",
    "sklearn.neural_network", "pytest", "_pytest.assertion.rewrite",
)  # fmt: skip


class _Loader(SourceLoader):
    """Loads a module with a change."""

    def __init__(self, mutation: Mutation) -> None:
        self._mutation = mutation

    def get_filename(self, fullname: str) -> str:
        return str(ROOT / self._mutation.path)

    def get_data(self, path: str | bytes) -> bytes:
        return Path(str(path)).read_bytes()

    def get_code(self, fullname: str) -> Any:
        return compile(mutated(ROOT, self._mutation), self.get_filename(fullname), "exec")


class _Finder(MetaPathFinder):
    """Finds the one module that is changed."""

    def __init__(self, mutation: Mutation) -> None:
        self._name = mutation.path.removesuffix(".py").replace("/", ".")
        self._loader = _Loader(mutation)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self._loader) if fullname == self._name else None


@dataclass(frozen=True)
class Result:
    """What became of a mutant.

    Attributes
    ----------
    name
        Which: as :func:`named` has it.
    verdict
        "killed", "survived", or "timeout", which counts as killed.
    seconds
        How long its tests took.
    by
        The test that failed; empty where none could be run, as the module could not be imported.
    """

    name: str
    verdict: str
    seconds: float
    by: str = ""


class _Watch:
    """What pytest is given: puts the tests in order, and writes down how long each took and which one failed."""

    def __init__(self, order: dict[str, tuple[float, ...]], notes: Path) -> None:
        self._order = order
        self._notes = notes
        self._seconds: dict[str, float] = {}
        self._failed = ""

    def pytest_configure(self) -> None:
        from hypothesis import Phase, settings

        settings.register_profile("as it fails", settings(), phases=(Phase.explicit, Phase.generate))
        settings.load_profile("as it fails")

    def pytest_collection_modifyitems(self, items: "list[pytest.Item]") -> None:
        items.sort(key=lambda item: self._order.get(item.nodeid, ()))

    def pytest_runtest_logreport(self, report: "pytest.TestReport") -> None:
        self._seconds[report.nodeid] = self._seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self._failed = report.nodeid

    def pytest_sessionfinish(self) -> None:
        self._notes.write_text(json.dumps({"seconds": self._seconds, "failed": self._failed}), encoding="utf-8")


class _Order:
    """In which order a module's tests are run: what killed most, then as the table has the files, the quickest first."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._kills: Counter[str] = Counter()

    def note(self, notes: Path) -> str:
        """Take up what a process of tests wrote, if it came to that; returns which test failed."""
        if not notes.exists():
            return ""
        written = json.loads(notes.read_text(encoding="utf-8"))
        notes.unlink()
        self._seconds = self._seconds or written["seconds"]  # those of the first, which is without a change
        failed: str = written["failed"]
        self._kills[failed] += 1
        return failed

    def keys(self) -> dict[str, tuple[float, ...]]:
        """By the name of a test: what sorts them."""
        files = list(dict.fromkeys(name.split("::")[0] for name in self._seconds))
        return {
            name: (-self._kills[name], files.index(name.split("::")[0]), seconds)
            for name, seconds in self._seconds.items()
        }


def _run_tests(mutation: Mutation | None, tests: Iterable[str], watch: _Watch) -> int:
    """In a forked process: run tests with a change, or without one; the exit status of the process."""
    import pytest

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT_S, _LIMIT_S + 5))
    resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30, 8 * 2**30))
    if mutation is not None:
        sys.meta_path.insert(0, _Finder(mutation))
    os.chdir(ROOT)
    paths = [f"{UNIT}/{test}" for test in dict.fromkeys(tests)]
    options = [
        "-o",
        "addopts=",
        "-p",
        "no:cacheprovider",
        "--import-mode=importlib",
        "-m",
        "not slow and not walk",
        "-q",
        "-x",
    ]
    return _SURVIVED if pytest.main([*options, *paths], plugins=[watch]) == 0 else _KILLED


class Trials:
    """Tries mutants, each in a process of its own.

    Parameters
    ----------
    folder
        For what those processes write down.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._orders: defaultdict[str, _Order] = defaultdict(_Order)

    def check(self, module: str) -> bool:
        """Whether the tests of a module pass without a change; how long each takes decides on their order."""
        process = self._fork(None, module)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        self._orders[module].note(self._notes(process))
        return status == _SURVIVED

    def results_of(self, mutations: dict[str, Mutation], n_processes: int) -> Iterator[Result]:
        """Try mutants, which are given by their names, so many at a time."""
        waiting = list(reversed(mutations))
        running: dict[int, tuple[str, float]] = {}
        while waiting or running:
            while waiting and len(running) < n_processes:
                name = waiting.pop()
                running[self._fork(mutations[name], mutations[name].path)] = name, time.monotonic()
            for process, (_, begun) in running.items():
                if time.monotonic() - begun > _PATIENCE * _LIMIT_S:
                    os.kill(process, signal.SIGKILL)
            ended, status = os.waitpid(-1, os.WNOHANG)
            if ended == 0:
                time.sleep(0.02)
                continue
            name, begun = running.pop(ended)
            failed = self._orders[mutations[name].path].note(self._notes(ended))
            by_signal = os.WIFSIGNALED(status)
            verdict = "timeout" if by_signal else "survived" if os.WEXITSTATUS(status) == _SURVIVED else "killed"
            yield Result(name, verdict, time.monotonic() - begun, failed)

    def _notes(self, process: int) -> Path:
        return self._folder / f"{process}.json"

    def _fork(self, mutation: Mutation | None, module: str) -> int:
        """Start a process of tests; returns its number."""
        process = os.fork()
        if process == 0:
            status = _KILLED
            try:
                watch = _Watch(self._orders[module].keys(), self._notes(os.getpid()))
                status = _run_tests(mutation, TESTS[module], watch)
            finally:
                os._exit(status)
        return process


def known_as_equal() -> dict[str, str]:
    """The changes that make no difference, as :func:`name_of` has them, with the reason."""
    lines = [line.split(" # ", 1) for line in EQUAL.read_text(encoding="utf-8").splitlines() if " # " in line]
    return {name.strip(): reason.strip() for name, reason in lines}


def name_of(mutation: Mutation) -> str:
    """What a change is called, whatever the number of its line is."""
    line = (ROOT / mutation.path).read_text(encoding="utf-8").splitlines()[mutation.line - 1].split(" # ")[0].strip()
    return f"{mutation.path} {mutation.kind}: {mutation.before} -> {mutation.after} in: {line}"


def named(mutations: Iterable[Mutation]) -> dict[str, Mutation]:
    """Changes by their names; those that would share one are told apart by a number, from the second on."""
    seen: Counter[str] = Counter()
    found = {}
    for mutation in mutations:
        name = name_of(mutation)
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name} ({seen[name]})"] = mutation
    return found


def drawn_from(names: Iterable[str], count: int, seed: int) -> list[str]:
    """So many of the names; one more or less among them changes no more of the draw than it must."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())[:count]


def main() -> int:
    """Draw, try, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500, metavar="N", help="mutants that are drawn; by default 500")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is drawn")
    parser.add_argument(
        "--module", choices=TESTS, action="append", help="try what was drawn of these; by default of all"
    )
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="at a time; by default 2")
    parser.add_argument("--progress", type=Path, metavar="FILE", help="note every result, and go on from those in it")
    add_json_option(parser)
    args = parser.parse_args()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("DIGITLAB_DATA", None)
    for name in _SHARED:
        importlib.import_module(name)
    modules = args.module or list(TESTS)
    every = {name: each for module in TESTS for name, each in named(mutations_of(ROOT, module)).items()}
    drawn = [name for name in drawn_from(every, args.count, args.seed) if every[name].path in modules]
    equal = known_as_equal()
    to_try = [name for name in drawn if name_of(every[name]) not in equal]
    results = {name: result for name, result in _noted(args.progress).items() if name in to_try}
    left = {name: every[name] for name in to_try if name not in results or results[name].verdict == "survived"}
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for module in dict.fromkeys(each.path for each in left.values()):
            if not trials.check(module):
                sys.exit(f"the tests of {module} fail without any change")
        for n, result in enumerate(trials.results_of(left, args.processes), 1):
            results[result.name] = result
            if args.progress is not None:
                with args.progress.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(result)) + "\n")
            if result.verdict == "survived":
                sys.stderr.write(f"survived: {every[result.name]}\n")
            if n % 25 == 0:
                sys.stderr.write(f"{n} of {len(left)}\n")
    by_module = {module: [r for name, r in results.items() if every[name].path == module] for module in modules}
    return _told(by_module, len(drawn) - len(to_try), len(every), args.processes, args.json)


def _noted(progress: Path | None) -> dict[str, Result]:
    """The last result of each mutant that an earlier run noted."""
    if progress is None or not progress.exists():
        return {}
    results = [Result(**json.loads(line)) for line in progress.read_text(encoding="utf-8").splitlines()]
    return {result.name: result for result in results}


def _told(
    by_module: dict[str, list[Result]], n_equal: int, n_all: int, n_processes: int, json_path: Path | None
) -> int:
    """The table; the exit status."""
    sys.stdout.write(f"{'module':36s}{'tried':>7s}{'killed':>8s}{'timeout':>9s}{'survived':>10s}\n")
    for module, results in by_module.items():
        counts = Counter(result.verdict for result in results)
        columns = f"{counts['killed']:8d}{counts['timeout']:9d}{counts['survived']:10d}"
        sys.stdout.write(f"{module:36s}{len(results):7d}{columns}\n")
    every = [result for results in by_module.values() for result in results]
    survivors = sorted(result.name for result in every if result.verdict == "survived")
    sys.stdout.write("".join(f"survived: {name}\n" for name in survivors))
    minutes = sum(result.seconds for result in every) / n_processes / 60
    figures = [
        Figure("changes that can be made", n_all),
        Figure("mutants tried", len(every)),
        Figure("drawn that make no difference, as is known", n_equal),
        Figure("killed", 100 * (1 - len(survivors) / max(len(every), 1)), "%", at_least=100 * GOAL),
        Figure("time", minutes, "min", at_most=60),
    ]
    return finish("Mutants of the numerics", figures, json_path)


from tests.benchmarks.figures import Figure, add_json_option, finish

if __name__ == "__main__":
    sys.exit(main())
