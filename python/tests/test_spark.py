"""On a real Spark in local mode: the answers of the command line, and no row lost."""

import datetime
import json
import os
import sys

import factbox
import pytest
from conftest import ARTICLES, day

pyspark = pytest.importorskip("pyspark")

from factbox.spark import SCHEMAS, analyze, reports  # noqa: E402


@pytest.fixture(scope="module")
def spark():
    # Its workers are to find this package, wherever it is installed.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = pyspark.sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def articles(spark):
    rows = [(path.stem, day(path), path.read_bytes().decode()) for path in ARTICLES]
    return spark.createDataFrame(rows, "url string, published string, body string").repartition(3)


def test_reports_are_those_of_python(articles):
    found = {row.source: row.report for row in reports(articles, "body", "url", "published").collect()}
    expected = factbox.analyze_many(factbox.Record(p.read_bytes().decode(), p.stem, day(p)) for p in ARTICLES)
    assert found == {report.source: report.json for report in expected}


def test_tables_are_those_of_arrow(articles):
    facts = analyze(articles, text="body", id="url", date="published")
    expected = factbox.to_arrow(
        factbox.analyze_many(factbox.Record(p.read_bytes().decode(), p.stem, day(p)) for p in ARTICLES)
    )
    for name in SCHEMAS:
        assert facts[name].count() == len(expected[name]), name
    assert facts["failures"].count() == 0
    facts["quotes"].createOrReplaceTempView("quotes")
    most = articles.sparkSession.sql("select speaker_name, count(*) n from quotes group by 1 order by n desc, 1").first()
    assert most.n >= 1
    facts["reports"].unpersist()


def test_bad_rows_are_kept_with_their_error(spark):
    rows = [("a", "2022-03-18", "It cost £3 on Friday."), ("b", "soon", "x"), ("c", None, None), (None, None, "Fine.")]
    facts = analyze(spark.createDataFrame(rows, "id string, date string, text string"), date="date")
    assert {row.source: row.error for row in facts["failures"].collect()}.keys() == {"b", "c"}
    assert facts["articles"].count() == 2
    assert [row.first_day for row in facts["dates"].collect()] == [datetime.date(2022, 3, 18)]


def test_days_of_any_type_are_read(spark):
    rows = [("a", datetime.date(2022, 3, 18), "It opened on Friday.")]
    for kind in ("date", "timestamp"):
        df = spark.createDataFrame(rows, "id string, day date, text string").selectExpr("id", f"cast(day as {kind}) day", "text")
        (row,) = reports(df, date="day").collect()
        assert json.loads(row.report)["article"]["published"]["date"] == "2022-03-18"
