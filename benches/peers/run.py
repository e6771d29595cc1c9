#!/usr/bin/env python3
"""Times factbox beside its peers on the articles of fixtures/articles, one thread each.

    python3 benches/peers/run.py [--env FOLDER] [--program PROGRAM] [--rounds N]

Installs the peers of requirements.txt into a throw-away environment, or into FOLDER to use it again. Start is the time
from call to end for one article; speed is what the other articles add to that, by the clock and by the processor's time,
which other work on the machine disturbs less. Of several rounds the least counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = {
    "spaCy md": ("names, parts of speech, syntax", "names"),
    "spaCy md, names alone": ("names", "only-names"),
    "textacy on spaCy md": ("names, quotes with speakers", "quotes"),
    "dateparser": ("dates", "dates"),
    "HeidelTime": ("dates", "heideltime"),
    "CQE on spaCy md": ("figures", "figures"),
}
ONE_THREAD = {name: "1" for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"]}


def install(folder):
    """An environment with the peers; its Python."""
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = [python, "-m", "pip", "install", "-q"]
        subprocess.run([*install, "-r", HERE / "requirements.txt"], check=True)
        alone = ["--no-deps", "--ignore-requires-python", "-r", HERE / "alone.txt"]
        subprocess.run([*install, *alone], check=True)
    return python


def once(command, records):
    """Seconds by the clock, seconds of the processor, and megabytes at most, for one run."""
    begun = time.perf_counter()
    with open(records, "rb") as source:
        child = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, env={**os.environ, **ONE_THREAD})
        _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3


def least(command, records, rounds):
    return [min(figures) for figures in zip(*(once(command, records) for _ in range(rounds)))]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--env", type=Path)
    options.add_argument("--program", default=ROOT / "target/release/factbox")
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    texts = [path.read_text() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        python = install(options.env or scratch / "env")
        one, many, more = scratch / "one.jsonl", scratch / "many.jsonl", scratch / "more.jsonl"
        lines = [json.dumps({"text": text}) + "\n" for text in texts]
        one.write_text(lines[0])
        many.write_text("".join(lines))
        more.write_text("".join(lines) * 100)
        rest = (sum(len(text.encode()) for text in texts) - len(texts[0].encode())) / 1e6
        print(f"{len(texts)} articles, {rest:.2f} MB behind the first; load of the machine {os.getloadavg()[0]:.1f}")
        print(f"{'':<24} {'finds':<32} {'start s':>8} {'cpu s':>7} {'MB/s':>9} {'MB/s cpu':>9} {'memory MB':>10} {'factbox is':>11}")

        def row(name, finds, command, many, bytes_, fastest):
            start, cpu_start, _ = least(command, one, options.rounds)
            end, cpu_end, memory = least(command, many, options.rounds)
            speed, cpu = bytes_ / max(end - start, 1e-9), bytes_ / max(cpu_end - cpu_start, 1e-9)
            times = f"{fastest / cpu:.0f} times" if fastest else ""
            figures = f"{start:>8.3f} {cpu_start:>7.3f} {speed:>9.4f} {cpu:>9.4f} {memory:>10.0f} {times:>11}"
            print(f"{name:<24} {finds:<32} {figures}", flush=True)
            return cpu

        factbox = [options.program, "--input-format", "jsonl", "-j", "1"]
        # So fast that a hundred times as much is needed to time it.
        bytes_ = sum(len(text.encode()) for text in texts) * 100 / 1e6
        fastest = row("factbox", "all of these, and figures", factbox, more, bytes_, None)
        for name, (finds, key) in PEERS.items():
            row(name, finds, [python, HERE / "peer.py", key], many, rest, fastest)


main()
