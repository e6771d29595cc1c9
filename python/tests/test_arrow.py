"""Tables hold what the reports hold, and everybody who reads Arrow reads them."""

import datetime

import duckdb
import factbox
import pandas
import polars
import pyarrow
import pytest
from conftest import ARTICLES, day


@pytest.fixture(scope="module")
def reports():
    records = [factbox.Record(path.read_bytes().decode(), path.stem, day(path)) for path in ARTICLES]
    return list(factbox.analyze_many(records))


@pytest.fixture(scope="module")
def tables(reports):
    return factbox.to_arrow(reports)


def test_tables_hold_every_fact(reports, tables):
    def count(facts):
        return sum(len(facts(report)) for report in reports)

    assert {name: len(table) for name, table in tables.items()} == {
        "articles": len(reports),
        "entities": count(lambda report: list(report.entities)),
        "mentions": count(lambda report: [mention for entity in report.entities for mention in entity.mentions]),
        "quotes": count(lambda report: report.quotes),
        "figures": count(lambda report: report.figures),
        "dates": count(lambda report: report.dates),
    }


def test_rows_say_what_the_classes_say(reports, tables):
    rows = iter(pyarrow.table(tables["quotes"]).to_pylist())
    for report in reports:
        for quote in report.quotes:
            row = next(rows)
            assert (row["source"], row["text"], row["kind"], row["rule"]) == (
                report.source, quote.text, quote.kind, quote.rule,
            )  # fmt: skip
            assert (row["span_start"], row["span_end"]) == (quote.start, quote.end)
            assert row["speaker_name"] == (quote.speaker and quote.speaker.name)
    rows = iter(pyarrow.table(tables["dates"]).to_pylist())
    for report in reports:
        for date in report.dates:
            row = next(rows)
            assert row["value"] == date.value
            assert row["first_day"] == (date.from_ and datetime.date.fromisoformat(date.from_))


def test_pyarrow_pandas_polars_and_duckdb_read_them(tables):
    quotes = pyarrow.table(tables["quotes"])
    assert quotes.schema.field("published").type == pyarrow.date32()
    frame = quotes.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and len(frame) == len(tables["quotes"])
    assert polars.DataFrame(tables["quotes"]).height == len(tables["quotes"])
    most = duckdb.sql("select speaker_name, count(*) n from quotes group by all order by n desc, speaker_name").fetchall()
    assert sum(n for _, n in most) == len(tables["quotes"])


def test_a_table_is_read_twice_from_the_same_memory(tables):
    def address(table):
        return table.column("text").chunk(0).buffers()[2].address

    one, two = pyarrow.table(tables["figures"]), pyarrow.table(tables["figures"])
    assert one.equals(two) and address(one) == address(two)


def test_no_reports_give_empty_tables():
    tables = factbox.to_arrow([])
    assert {len(table) for table in tables.values()} == {0}
    assert pyarrow.table(tables["dates"]).column_names[:2] == ["source", "published"]


def test_a_score_is_no_number():
    tables = factbox.to_arrow(factbox.analyze("Rovers beat United 3-2 at home on Saturday."))
    (row,) = pyarrow.table(tables["figures"]).to_pylist()
    assert row["kind"] == "score" and row["value"] is None and row["score"] == "3-2"
