"""Reports as flat Arrow tables, a fact a row: for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

from collections.abc import Iterable

from . import _native
from ._native import ArrowTable
from .report import Report

__all__ = ["ArrowTable", "to_arrow"]


def to_arrow(reports: Report | Iterable[Report]) -> dict[str, ArrowTable]:
    """The facts of some reports as tables: `articles`, `entities`, `mentions`, `quotes`, `figures`, `dates`.

    Every table begins with the columns `source` (the article's id) and `published`, which join them. A table goes
    through the Arrow C stream interface, so that others read it without a copy.

    >>> import factbox, pyarrow
    >>> tables = to_arrow(factbox.analyze("It cost £3, said Anna Gow.", "2022-03-18", id="a"))
    >>> pyarrow.table(tables["figures"]).select(["source", "published", "value", "unit"]).to_pylist()
    [{'source': 'a', 'published': datetime.date(2022, 3, 18), 'value': 3.0, 'unit': 'GBP'}]
    """
    reports = [reports] if isinstance(reports, Report) else reports
    return _native.tables([report.json for report in reports])
