"""Mistakes made on purpose in the numerics, one at a time: ``uv run tests/benchmarks/mutants.py`` (under an hour; POSIX).

Of all small changes to losses, backpropagation, layers, optimizers and framing (:mod:`tests.soundness.mutations`)
``--count`` are drawn; each is tried by the quick tests of its module, and is killed if one of them fails, or does not come
to an end. What survives is listed: a test is missing, or the change makes no difference. Those of which the latter is known
are in ``tests/soundness/equal_mutants.txt``, with the reason, and do not count.

Each mutant has a process of its own, forked from one that has imported what all of them need but the engine: the engine is
imported there, with one module changed.
"""

import argparse
import importlib
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from typing import Any

for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.soundness.mutations import Mutation, mutated, mutations_of

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
_LIMIT_S = 90  # of the processor, for the tests of one mutant
_PATIENCE = 6  # times as long by the clock, as others use the processor too
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
    mutation
        Which.
    verdict
        "killed", "survived", or "timeout", which counts as killed.
    seconds
        How long its tests took.
    """

    mutation: Mutation
    verdict: str
    seconds: float


def _run_tests(mutation: Mutation | None, tests: Iterable[str]) -> int:
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
    return _SURVIVED if pytest.main([*options, *paths]) == 0 else _KILLED


def _fork(mutation: Mutation | None, tests: Iterable[str]) -> int:
    """Start such a process; returns its number."""
    process = os.fork()
    if process == 0:
        status = _KILLED
        try:
            status = _run_tests(mutation, tests)
        finally:
            os._exit(status)
    return process


def results_of(mutations: Sequence[Mutation], n_processes: int) -> Iterator[Result]:
    """Try mutants, so many at a time."""
    waiting = list(reversed(mutations))
    running: dict[int, tuple[Mutation, float]] = {}
    while waiting or running:
        while waiting and len(running) < n_processes:
            mutation = waiting.pop()
            running[_fork(mutation, TESTS[mutation.path])] = mutation, time.monotonic()
        for process, (_, begun) in running.items():
            if time.monotonic() - begun > _PATIENCE * _LIMIT_S:
                os.kill(process, signal.SIGKILL)
        ended, status = os.waitpid(-1, os.WNOHANG)
        if ended == 0:
            time.sleep(0.02)
            continue
        mutation, begun = running.pop(ended)
        by_signal = os.WIFSIGNALED(status)
        verdict = "timeout" if by_signal else "survived" if os.WEXITSTATUS(status) == _SURVIVED else "killed"
        yield Result(mutation, verdict, time.monotonic() - begun)


def known_as_equal() -> dict[str, str]:
    """The changes that make no difference, as :func:`name_of` has them, with the reason."""
    lines = [line.split(" # ", 1) for line in EQUAL.read_text(encoding="utf-8").splitlines() if " # " in line]
    return {name.strip(): reason.strip() for name, reason in lines}


def name_of(mutation: Mutation) -> str:
    """What a change is called, whatever the number of its line is."""
    line = (ROOT / mutation.path).read_text(encoding="utf-8").splitlines()[mutation.line - 1].split(" # ")[0].strip()
    return f"{mutation.path} {mutation.kind}: {mutation.before} -> {mutation.after} in: {line}"


def main() -> int:
    """Draw, try, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500, metavar="N", help="mutants that are drawn; by default 500")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is drawn")
    parser.add_argument("--module", choices=TESTS, action="append", help="by default all")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="at a time; by default 2")
    add_json_option(parser)
    args = parser.parse_args()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("DIGITLAB_DATA", None)
    for name in _SHARED:
        importlib.import_module(name)
    modules = args.module or list(TESTS)
    for module in modules:
        if os.waitstatus_to_exitcode(os.waitpid(_fork(None, TESTS[module]), 0)[1]) != _SURVIVED:
            sys.exit(f"the tests of {module} fail without any change")
    every = [mutation for module in modules for mutation in mutations_of(ROOT, module)]
    drawn = random.Random(args.seed).sample(every, min(args.count, len(every)))
    equal = known_as_equal()
    tried = [mutation for mutation in drawn if name_of(mutation) not in equal]
    results: list[Result] = []
    begun = time.monotonic()
    for result in results_of(tried, args.processes):
        results.append(result)
        if result.verdict == "survived":
            sys.stderr.write(f"survived: {result.mutation}\n")
        if len(results) % 25 == 0:
            sys.stderr.write(f"{len(results)} of {len(tried)} in {time.monotonic() - begun:.0f} s\n")
    return _told(modules, results, len(drawn) - len(tried), len(every), time.monotonic() - begun, args.json)


def _told(
    modules: Sequence[str], results: Sequence[Result], n_equal: int, n_all: int, seconds: float, json_path: Path | None
) -> int:
    """The table; the exit status."""
    counts = Counter((result.mutation.path, result.verdict) for result in results)
    sys.stdout.write(f"{'module':36s}{'tried':>7s}{'killed':>8s}{'timeout':>9s}{'survived':>10s}\n")
    for module in modules:
        killed, timeout, survived = (counts[module, verdict] for verdict in ("killed", "timeout", "survived"))
        sys.stdout.write(f"{module:36s}{killed + timeout + survived:7d}{killed:8d}{timeout:9d}{survived:10d}\n")
    survivors = sorted(name_of(result.mutation) for result in results if result.verdict == "survived")
    sys.stdout.write("".join(f"survived: {name}\n" for name in survivors))
    share = 1 - len(survivors) / max(len(results), 1)
    figures = [
        Figure("changes that can be made", n_all),
        Figure("mutants tried", len(results)),
        Figure("drawn that make no difference, as is known", n_equal),
        Figure("killed", 100 * share, "%", at_least=100 * GOAL),
        Figure("time", seconds / 60, "min", at_most=60),
    ]
    return finish("Mutants of the numerics", figures, json_path)


from tests.benchmarks.figures import Figure, add_json_option, finish

if __name__ == "__main__":
    sys.exit(main())
