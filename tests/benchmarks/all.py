"""Every figure that the project claims of its speed, measured against its peers on this machine, by one command.

    uv run tests/benchmarks/all.py [--json FILE]
    uv run --with torch --with jax tests/benchmarks/all.py

runs the benchmarks one after the other (most of an hour), prints their tables, and writes them as one JSON document.
Nothing else should run meanwhile: ratios are taken within one run, in turn, but waiting threads are waiting threads. Exits
with 0 if every figure is reached.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BENCHMARKS = {
    "training": ["training.py"],
    "training, two threads": ["training.py", "--threads", "2"],
    **{
        name: [f"{name}.py"]
        for name in (
            "convolution", "time_to_accuracy", "cost", "drawing", "window", "network", "checkpoints", "time_machine",
            "scale", "sweep", "runs",
        )
    },
}  # fmt: skip


def main() -> int:
    """Run them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, default=list(BENCHMARKS), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures as JSON, too")
    args = parser.parse_args()
    documents, failed = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for name in args.only:
            result = Path(folder) / f"{name}.json"
            script, *options = BENCHMARKS[name]
            command = [sys.executable, str(FOLDER / script), *options, "--json", str(result)]
            if subprocess.run(command, check=False).returncode:
                failed.append(name)
            if result.exists():
                documents[name] = json.loads(result.read_text(encoding="utf-8"))
            sys.stdout.write("\n")
            sys.stdout.flush()
    if args.json:
        args.json.write_text(json.dumps(documents, indent=1) + "\n", encoding="utf-8")
    missed = [
        f"{name}: {figure['name']}"
        for name, document in documents.items()
        for figure in document["figures"]
        if not figure["reached"]
    ]
    crashed = [name for name in args.only if name not in documents]
    for sentence, items in (("not reached", missed), ("ended without figures", crashed)):
        if items:
            sys.stdout.write(f"{sentence}:\n" + "".join(f"  {item}\n" for item in items))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
