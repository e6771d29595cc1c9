"""The Python package gives the command line's answers."""

import copy
import doctest
import html
import importlib
import json
import pickle
from dataclasses import fields
from decimal import Decimal

import factbox
import pytest
from conftest import ARTICLES, day


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("offsets", ["char", "byte", "utf16"])
def test_same_bytes_as_the_command_line(article, offsets, factbox_program):
    options = ["--offsets", offsets] + (["--date", day(article)] if day(article) else [])
    report = factbox.analyze(article.read_bytes().decode(), day(article), id=str(article), offsets=offsets)
    assert report.to_json() + "\n" == factbox_program("--format", "jsonl", *options, article)
    assert report.to_json(pretty=True) == factbox_program("--format", "json", *options, article)


def test_records_give_the_bytes_of_json_lines(factbox_program):
    records = [{"id": path.stem, "date": day(path), "text": path.read_bytes().decode()} for path in ARTICLES] * 20
    lines = "".join(json.dumps(record) + "\n" for record in records)
    expected = factbox_program("--input-format", "jsonl", "--format", "jsonl", text=lines.encode())
    assert "".join(report.json + "\n" for report in factbox.analyze_many(records, batch=7)) == expected


def test_classes_read_all_that_the_report_says():
    def plain(value):
        if hasattr(value, "__dataclass_fields__"):
            return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return float(value) if isinstance(value, Decimal) else value

    for article in ARTICLES:
        report = factbox.analyze(article.read_bytes().decode(), day(article))
        whole = report.to_dict()
        for key in ("article", "entities", "quotes", "figures", "dates", "warnings", "source", "offsets"):
            assert plain(getattr(report, key)) == whole[key], key
        assert set(whole) == {"schema_version", "source", "offsets", "article", "entities", "quotes", "figures", "dates", "warnings"}


def test_every_fact_is_its_slice_of_the_text():
    for article in ARTICLES:
        text = article.read_bytes().decode()
        report = factbox.analyze(text, day(article))
        mentions = [mention for entity in report.entities for mention in entity.mentions]
        for fact in [*mentions, *report.quotes, *report.figures, *report.dates]:
            assert text[fact.start : fact.end] == fact.text


def test_figures_are_exact():
    values = [figure.value for figure in factbox.analyze("It rose 0.1 per cent to $3.2bn, or 3.25 per cent.").figures]
    assert values == [Decimal("0.1"), 3_200_000_000, Decimal("3.25")]


@pytest.mark.parametrize("article", ["", " ", "\0", "a\rb", "😀 “x” 5%", "“" * 1000, "\N{RIGHT-TO-LEFT OVERRIDE}May"])
def test_any_text_has_a_report(article):
    assert json.loads(factbox.analyze(article).json)["article"]["counts"]["characters"] == len(article)


def test_bad_arguments_say_what_to_do():
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        factbox.analyze("x", "18/03/2022")
    with pytest.raises(ValueError, match="utf16"):
        factbox.analyze("x", offsets="words")
    with pytest.raises(ValueError, match="keep"):
        next(factbox.analyze_many(["x"], errors="ignore"))


def test_bad_articles_keep_their_place():
    bad = [{"text": None, "id": 7}, {}, 3, {"text": "x", "date": "soon", "id": "a"}, {"text": "\ud800"}]
    some = list(factbox.analyze_many(["One.", *bad, "Two."], errors="keep"))
    assert [isinstance(each, factbox.RecordError) for each in some] == [False, True, True, True, True, True, False]
    assert "7: the text is NoneType" in str(some[1]) and "a: " in str(some[4])
    with pytest.raises(factbox.RecordError, match="YYYY-MM-DD"):
        list(factbox.analyze_many([bad[3]]))


def test_reports_travel():
    report = factbox.analyze("It cost £3.")
    for other in (copy.deepcopy(report), pickle.loads(pickle.dumps(report))):
        assert other == report and other.figures == report.figures


def test_many_articles_are_taken_a_batch_at_a_time():
    taken = []

    def articles():
        for number in range(100):
            taken.append(number)
            yield f"It cost £{number}."

    reports = factbox.analyze_many(articles(), batch=10)
    assert next(reports).figures[0].value == 0 and len(taken) == 10


def test_schema_is_the_published_one(factbox_program):
    assert factbox.schema() == json.loads(factbox_program("schema"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("offsets", ["char", "utf16"])
def test_pages_are_those_of_the_command_line(article, offsets, factbox_program):
    options = ["--date", day(article)] if day(article) else []
    report = factbox.analyze(article.read_bytes().decode(), day(article), id=str(article), offsets=offsets)
    assert report.to_html() == factbox_program("view", *options, article)


def test_notebooks_show_the_page_in_a_frame():
    report = factbox.analyze("<script>alert(1)</script> “It rained,” said Anna \"Nan\" Gow.")
    frame = report._repr_html_()
    start, rest = frame.split('srcdoc="')
    page, end = rest.split('"')
    assert start.startswith('<iframe sandbox="allow-scripts"') and end == "></iframe>"
    assert html.unescape(page) == report.to_html()
    assert "<script>alert" not in report.to_html()


def test_reports_without_their_article_have_no_page():
    report = factbox.Report(factbox.analyze("It rained.").json)
    assert report._repr_html_() is None
    with pytest.raises(ValueError, match="no article"):
        report.to_html()
    with pytest.raises(ValueError):
        factbox.Report(factbox.analyze("It cost £3.").json, "It cost nothing.").to_html()


@pytest.mark.parametrize("module", ["factbox", "factbox.arrow"])
def test_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(importlib.import_module(module), raise_on_error=True).attempted > 0
