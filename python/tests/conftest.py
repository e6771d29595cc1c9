"""Where the fixtures and the command line are."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))


def day(article: Path) -> str | None:
    """The day of publication of a fixture article."""
    expected = article.with_name(article.stem + ".expected.json")
    return json.loads(expected.read_text(encoding="utf-8")).get("options", {}).get("date")


@pytest.fixture(scope="session")
def factbox_program():
    """The command line, to compare with: FACTBOX, or what `cargo build --release` left."""
    program = Path(os.environ.get("FACTBOX", ROOT / "target" / "release" / "factbox"))
    assert program.exists(), f"{program} is missing; run: cargo build --release"

    def run(*arguments, text=None):
        return subprocess.run([program, *arguments], input=text, capture_output=True, check=True).stdout.decode()

    return run
