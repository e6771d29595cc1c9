"""factbox reads a news article and finds its facts.

>>> import factbox
>>> report = factbox.analyze("Prices rose 7 per cent on Friday, said Anna Gow.", date="2022-03-18")
>>> report.figures[0].value, report.figures[0].unit
(7, 'percent')
>>> report.dates[0].value
'2022-03-18'
>>> [person.name for person in report.entities.people]
['Anna Gow']
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from importlib.metadata import version
from itertools import islice
from typing import Any

from . import _native
from .arrow import ArrowTable, to_arrow
from .report import *  # noqa: F403
from .report import Report
from .report import __all__ as _classes

__all__ = ["ArrowTable", "Record", "RecordError", "analyze", "analyze_many", "schema", "to_arrow", *_classes]
__version__ = version("factbox")


def analyze(
    text: str,
    date: str | Day | None = None,
    *,
    id: str = "-",
    title: str | None = None,
    offsets: str = "char",
) -> Report:
    """Finds the facts of one article.

    `date` is the day of publication (YYYY-MM-DD), from which "on Friday" is counted; without it the article's own
    dateline serves, never today. `id` becomes the report's `source`. `title` says which line of the text is the
    headline. `offsets` is what positions count: "char" (Python's own), "byte" (UTF-8) or "utf16".

    Raises `ValueError` when `date` is no day or `offsets` none of these. No text is refused.

    >>> quote = analyze("“We have run out of money,” said Anna Gow.").quotes[0]
    >>> quote.text, quote.speaker.name
    ('We have run out of money,', 'Anna Gow')
    """
    return Report(_native.analyze(text, id, _day(date), title, offsets), text)


@dataclass(frozen=True, slots=True)
class Record:
    """An article with what is known of it; what `analyze_many` takes besides plain strings."""

    text: str
    #: Becomes the report's `source`.
    id: str = "-"
    #: Day of publication, YYYY-MM-DD.
    date: str | Day | None = None
    #: Which line of the text is the headline.
    title: str | None = None


class RecordError(ValueError):
    """An article that could not be analysed; the message names it and says what to do."""


def analyze_many(
    articles: Iterable[str | Record | Mapping[str, Any]],
    *,
    offsets: str = "char",
    errors: str = "raise",
    batch: int = 256,
) -> Iterator[Report | RecordError]:
    """Finds the facts of many articles, on all cores, and yields the reports in the order of the articles.

    An article is a string, a `Record`, or a mapping with `text` and, where known, `id`, `date` and `title`. Articles
    are taken from the iterable `batch` at a time, so any number of them passes in bounded memory; the interpreter's
    lock is free while they are analysed. A bad article raises `RecordError`, or with `errors="keep"` gives it in the
    place of its report. The environment variable RAYON_NUM_THREADS limits the cores.

    >>> [len(report.figures) for report in analyze_many(["It cost £3.", "Nothing.", "It cost £4 and £5."])]
    [1, 0, 2]
    """
    if errors not in ("raise", "keep"):
        raise ValueError(f'errors={errors!r}: write "raise" or "keep"')
    waiting = iter(articles)
    while some := list(islice(waiting, batch)):
        for outcome in _analyze_batch(some, offsets):
            if errors == "raise" and isinstance(outcome, RecordError):
                raise outcome
            yield outcome


def _analyze_batch(articles: list[str | Record | Mapping[str, Any]], offsets: str) -> Iterator[Report | RecordError]:
    records = [_record(article) for article in articles]
    good = [record for record in records if isinstance(record, Record)]
    outcomes = zip(good, _native.analyze_batch(good, offsets))
    for record in records:
        if isinstance(record, RecordError):
            yield record
        else:
            record, (report, fault) = next(outcomes)
            yield Report(report, record.text) if report is not None else RecordError(fault)


def _record(article: str | Record | Mapping[str, Any]) -> Record | RecordError:
    """The article as a record, with all fields of the types that the native half reads."""
    if isinstance(article, str):
        article = Record(article)
    elif isinstance(article, Mapping):
        known = {key: article.get(key) for key in ("text", "date", "title")}
        id = article.get("id")
        article = Record(**known, id="-" if id is None else id)
    if not isinstance(article, Record):
        return RecordError(f"{type(article).__name__} is no article; give a string, a Record or a mapping")
    if not isinstance(article.text, str):
        return RecordError(f"{article.id}: the text is {type(article.text).__name__}, not a string")
    try:
        article.text.encode()
    except UnicodeEncodeError:
        return RecordError(f"{article.id}: the text has lone surrogates, which are no characters; decode it again")
    return replace(article, id=str(article.id), date=_day(article.date))


def _day(day: str | Day | None) -> str | None:
    return day.isoformat() if isinstance(day, Day) else day


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the report."""
    return json.loads(_native.schema())
