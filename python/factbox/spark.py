"""factbox on Apache Spark: a DataFrame of articles in, a DataFrame of each kind of fact out.

The work is done by Spark's own `mapInArrow`: articles reach factbox a batch at a time through Arrow, in as many Python
workers as Spark has cores. A row that cannot be analysed never fails the job; it stands in the table `failures` with
what is wrong with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from . import RecordError, _native, analyze_many, to_arrow

__all__ = ["SCHEMAS", "analyze", "reports"]

_TYPES = {"string": "string", "int64": "bigint", "double": "double", "date32[day]": "date"}


def _ddl(schema: pyarrow.Schema) -> str:
    return ", ".join(f"{field.name} {_TYPES[str(field.type)]}" for field in schema)


#: The columns of each table of facts, as Spark writes them.
SCHEMAS: dict[str, str] = {name: _ddl(pyarrow.table(table).schema) for name, table in to_arrow([]).items()}

_REPORTS = pyarrow.schema([("source", pyarrow.string()), ("report", pyarrow.string()), ("error", pyarrow.string())])


def reports(
    df: DataFrame, text: str = "text", id: str = "id", date: str | None = None, title: str | None = None
) -> DataFrame:
    """Analyses a DataFrame of articles: columns `source` (the id), `report` (JSON) and `error`, one of the last two null.

    The arguments name columns of `df`: the article, its id, its day of publication (a date, a timestamp or a string that
    begins with YYYY-MM-DD) and its title. Only these are sent to Python.
    """
    columns = {"text": text, "id": id, "date": date, "title": title}
    articles = df.select(*(F.col(column).cast("string").alias(name) for name, column in columns.items() if column))
    return articles.mapInArrow(_analyze, _ddl(_REPORTS))


def analyze(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    date: str | None = None,
    title: str | None = None,
    persist: StorageLevel | None = StorageLevel.MEMORY_AND_DISK,
) -> dict[str, DataFrame]:
    """Analyses a DataFrame of articles and gives a DataFrame for each table of `SCHEMAS`, and two more.

    Every table has the columns `source`, the article's id, and `published`. `failures` has the rows that could not be
    analysed, with `error`; `reports` has the reports as JSON. The reports are persisted at the level `persist`, so that
    several tables cost one analysis; `unpersist()` the DataFrame `reports` in the end.
    """
    found = reports(df, text, id, date, title)
    if persist is not None:
        found = found.persist(persist)
    good = found.where("error is null").select("report")
    facts = {name: good.mapInArrow(_Flatten(name), schema) for name, schema in SCHEMAS.items()}
    return {**facts, "failures": found.where("error is not null").select("source", "error"), "reports": found}


def _analyze(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    # Spark runs a worker for each core already.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    for batch in batches:
        articles = batch.to_pylist()
        outcomes = analyze_many(articles, errors="keep", batch=len(articles) or 1)
        rows = [_row(article["id"], outcome) for article, outcome in zip(articles, outcomes)]
        yield pyarrow.RecordBatch.from_pylist(rows, schema=_REPORTS)


def _row(id: str, outcome: object) -> dict[str, str | None]:
    failed = isinstance(outcome, RecordError)
    return {"source": id, "report": None if failed else outcome.json, "error": str(outcome) if failed else None}


@dataclass(frozen=True)
class _Flatten:
    """Reports to the rows of one table; a class, because Spark sends it to its workers."""

    table: str

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            tables = _native.tables(batch.column(0).to_pylist())
            yield from pyarrow.table(tables[self.table]).to_batches()
