#!/usr/bin/env python3
"""Whether time and memory are linear: 1, 2, 4 ... MB in one article, and the same in many small ones.

    python3 benches/scale.py [MOST_MB] [PROGRAM]

The text is that of fixtures/articles, over and over; one thread. Seconds are those of the processor, memory is the most
that was resident; the last two columns say how many times the row before they are, and should say 2 (memory of many
articles: 1).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["-j", "1", "--max-bytes", str(1 << 32), "-qq"]


def measured(arguments):
    """Seconds of the processor and megabytes that a run took."""
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{arguments} ended with {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3


def main():
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 256
    program = sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "target/release/factbox")
    articles = [path.read_text() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    whole = "\n\n".join(articles).encode()
    records = "".join(json.dumps({"text": text}) + "\n" for text in articles).encode()
    for name, unit, more in [("one article", whole, []), ("many articles", records, ["--input-format", "jsonl"])]:
        print(f"{name:<14} {'MB':>5} {'seconds':>9} {'MB/s':>7} {'memory MB':>10} {'time x':>7} {'memory x':>9}")
        before = None
        size = 1
        while size <= most:
            with tempfile.NamedTemporaryFile(suffix=".in") as file:
                for _ in range(size * 1_000_000 // len(unit) + 1):
                    file.write(unit)
                file.flush()
                seconds, memory = measured([program, *FLAGS, *more, file.name])
            times = ["", ""] if before is None else [f"{seconds / before[0]:.2f}", f"{memory / before[1]:.2f}"]
            speed = size / seconds
            print(f"{'':<14} {size:>5} {seconds:>9.2f} {speed:>7.2f} {memory:>10.0f} {times[0]:>7} {times[1]:>9}", flush=True)
            before = seconds, memory
            size *= 2


main()
