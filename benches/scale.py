#!/usr/bin/env python3
"""Whether time and memory are linear: 1, 2, 4 ... MB in one article, in one where every name is another, and in many
small ones.

    python3 benches/scale.py [MOST_MB] [PROGRAM]

The text is that of fixtures/articles, over and over, or made up; one thread. Seconds are those of the processor, memory
is the most that was resident; the last two columns say how many times the row before they are, and should say 2 (memory
of many articles: 1).
"""

import json
import os
import random
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


def crowd(size):
    """Sentences about people and places that nobody has heard of, each once; `size` bytes."""
    dice = random.Random(1)
    name = lambda: "".join(dice.choice("bdfgklmnprstv") + dice.choice("aeiou") for _ in range(3)).capitalize()
    length = 0
    while length < size:
        day, sum_ = dice.randrange(1, 29), dice.randrange(1, 1000)
        sentence = f"“We will go,” said {name()} {name()}, mayor of {name()}. It cost £{sum_}m on May {day}.\n\n".encode()
        length += len(sentence)
        yield sentence


def main():
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 256
    program = sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "target/release/factbox")
    articles = [path.read_text() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    whole = "\n\n".join(articles).encode()
    records = "".join(json.dumps({"text": text}) + "\n" for text in articles).encode()
    again = lambda text: lambda size: (text for _ in range(size // len(text) + 1))
    inputs = {
        "one article": (again(whole), []),
        "of new names": (crowd, []),
        "many articles": (again(records), ["--input-format", "jsonl"]),
    }
    for name, (text, more) in inputs.items():
        print(f"{name:<14} {'MB':>5} {'seconds':>9} {'MB/s':>7} {'memory MB':>10} {'time x':>7} {'memory x':>9}")
        before = None
        size = 1
        while size <= most:
            with tempfile.NamedTemporaryFile(suffix=".in") as file:
                file.writelines(text(size * 1_000_000))
                file.flush()
                seconds, memory = measured([program, *FLAGS, *more, file.name])
            times = ["", ""] if before is None else [f"{seconds / before[0]:.2f}", f"{memory / before[1]:.2f}"]
            speed = size / seconds
            print(f"{'':<14} {size:>5} {seconds:>9.2f} {speed:>7.2f} {memory:>10.0f} {times[0]:>7} {times[1]:>9}", flush=True)
            before = seconds, memory
            size *= 2


main()
