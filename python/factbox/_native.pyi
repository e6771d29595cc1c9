"""The native half: text in, JSON out."""

from collections.abc import Sequence

from . import Record

def analyze(text: str, source: str, date: str | None, title: str | None, offsets: str) -> str: ...
def analyze_batch(articles: Sequence[Record], offsets: str) -> list[tuple[str | None, str | None]]:
    """For each article its report, or else what is wrong with it."""

def pretty(report: str) -> str: ...
def schema() -> str: ...
