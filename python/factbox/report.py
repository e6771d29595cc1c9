"""The report: what factbox says about one article.

A `Report` keeps the JSON that the analysis gave and reads it when a field is first asked for, so that a program that
only passes reports on pays nothing for the classes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property, lru_cache
from html import escape
from types import NoneType, UnionType
from typing import Any, Iterator, Union, get_args, get_origin, get_type_hints

from . import _native

__all__ = [
    "Article", "Byline", "Counts", "Country", "CountryMention", "Date", "Dateline", "Entities", "Figure", "Mention",
    "Organization", "Person", "Place", "Published", "Quote", "Report", "Speaker", "Span", "Warning",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Words and where they stand: `text` is the slice `start:end` of the article."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One place that names a person, an organization or a place."""

    #: What found it.
    rule: str


@dataclass(frozen=True, slots=True)
class CountryMention(Span):
    """One place that names a country."""

    #: `name`, `abbreviation`, `demonym` or `metonym`.
    form: str
    #: What found it.
    rule: str


@dataclass(frozen=True, slots=True)
class Person:
    """A human being."""

    #: As `person:joe-biden`; the same within one article only.
    id: str
    #: The fullest form in the article.
    name: str
    #: Titles and appositives, as written.
    roles: list[Span]
    #: Every place that names the person.
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166 code."""

    #: As `country:CN`.
    id: str
    #: Common English name.
    name: str
    #: ISO 3166-1 alpha-2 code.
    alpha2: str
    #: ISO 3166-1 alpha-3 code.
    alpha3: str
    #: Every place that names it.
    mentions: list[CountryMention]


@dataclass(frozen=True, slots=True)
class Organization:
    """A company, party, ministry, club, agency, court or newspaper."""

    #: As `org:nato`.
    id: str
    #: The fullest form in the article.
    name: str
    #: `company`, `party`, `government` ..., where known.
    kind: str | None
    #: ISO 3166-1 alpha-2 code, where known.
    country: str | None
    #: Every place that names it.
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region, river, street or building."""

    #: As `place:lviv`.
    id: str
    #: The fullest form in the article.
    name: str
    #: `city`, `region`, `river` ..., where known.
    kind: str | None
    #: ISO 3166-1 alpha-2 code, where known.
    country: str | None
    #: Every place that names it.
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Entities:
    """Whom and what the article names, each in order of first mention."""

    people: list[Person]
    countries: list[Country]
    organizations: list[Organization]
    places: list[Place]

    def __iter__(self) -> Iterator[Person | Country | Organization | Place]:
        yield from self.people
        yield from self.countries
        yield from self.organizations
        yield from self.places


@dataclass(frozen=True, slots=True)
class Speaker(Span):
    """Who speaks: the words as written, and the name they lead to."""

    #: The person, organization or country; `None` when the article does not name the speaker.
    name: str | None
    #: Its id.
    id: str | None
    #: How the words lead to the name: `name`, `role`, `pronoun` or `carried`.
    via: str | None


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """Somebody's words, without the marks. A quote that its attribution breaks is two of them."""

    #: `direct`: a full clause; `partial`: a fragment in the reporter's sentence; `scare`: nobody is said to have spoken it.
    kind: str
    #: The words that attribute it.
    cue: Span | None
    #: Who speaks; `None` when nobody is said to.
    speaker: Speaker | None
    #: What found it.
    rule: str


@dataclass(frozen=True, slots=True)
class Figure(Span):
    """A stated quantity."""

    #: `count`, `money`, `percentage`, `measure`, `age`, `score`, `fraction`, `multiple` or `number`.
    kind: str
    #: Exact; a score's value is its text; `None` for a range.
    value: int | Decimal | str | None
    #: Lower end of a range.
    low: int | Decimal | None
    #: Upper end of a range.
    high: int | Decimal | None
    #: What is counted, an ISO 4217 code, or the name of the unit.
    unit: str | None
    #: What it is counted by: `share` in "65 cents a share".
    per: str | None
    #: `about`, `more than` ...; `vague` for "thousands of"; `None` when exact.
    approximation: str | None
    #: What found it.
    rule: str


@dataclass(frozen=True, slots=True)
class Date(Span):
    """A time expression."""

    #: `date`, `time`, `duration`, `recurring` or `vague`.
    kind: str
    #: TIMEX3 value.
    value: str
    # `from` is a word of Python.
    #: First day covered, YYYY-MM-DD (the JSON's `from`).
    from_: str | None
    #: Last day covered, YYYY-MM-DD.
    to: str | None
    #: What found it.
    rule: str


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication."""

    #: YYYY-MM-DD.
    date: str
    #: Where it is from: `option`, `record`, `dateline` or `text` (the JSON's `from`).
    from_: str


@dataclass(frozen=True, slots=True)
class Dateline(Span):
    """Where and when the article was filed."""

    #: As written.
    place: str
    #: As written.
    date: str | None
    #: As written.
    agency: str | None


@dataclass(frozen=True, slots=True)
class Byline(Span):
    """Who wrote or reported the article."""

    #: Ids of the people it names.
    people: list[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Sizes of the article."""

    characters: int
    words: int
    sentences: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Article:
    """The structure of the article."""

    title: Span | None
    published: Published | None
    dateline: Dateline | None
    bylines: list[Byline]
    #: Page furniture; no facts are taken from it.
    boilerplate: list[Span]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that had to be guessed or repaired."""

    #: A short name to grep for.
    kind: str
    #: A sentence.
    message: str


class Report:
    """What factbox says about one article. Comes from `factbox.analyze`.

    `json` is the report as the command line prints it with `--format jsonl`, byte for byte, and `to_json(pretty=True)`
    as it prints it with `--format json`. Fields are read from it when they are first asked for.
    """

    __slots__ = ("json", "_text", "__dict__")

    def __init__(self, report: str, text: str | None = None):
        """Takes a report's JSON; `text` is the article, for those who show it."""
        #: One line of JSON, without line break.
        self.json = report
        self._text = text

    @cached_property
    def _read(self) -> dict[str, Any]:
        return json.loads(self.json, parse_float=Decimal)

    @property
    def source(self) -> str:
        """The article's id, as given."""
        return self._read["source"]

    @property
    def offsets(self) -> str:
        """What `start` and `end` count: `char`, `byte` or `utf16`."""
        return self._read["offsets"]

    @cached_property
    def article(self) -> Article:
        """Title, day of publication, dateline, bylines, boilerplate, sizes."""
        return _build(Article, self._read["article"])

    @cached_property
    def entities(self) -> Entities:
        """People, countries, organizations and places."""
        return _build(Entities, self._read["entities"])

    @cached_property
    def quotes(self) -> list[Quote]:
        """Quoted words, in text order."""
        return _build(list[Quote], self._read["quotes"])

    @cached_property
    def figures(self) -> list[Figure]:
        """Stated quantities, in text order."""
        return _build(list[Figure], self._read["figures"])

    @cached_property
    def dates(self) -> list[Date]:
        """Time expressions, in text order."""
        return _build(list[Date], self._read["dates"])

    @cached_property
    def warnings(self) -> list[Warning]:
        """What had to be guessed or repaired."""
        return _build(list[Warning], self._read["warnings"])

    def to_dict(self) -> dict[str, Any]:
        """The report as plain dicts, lists, strings and numbers, with the keys of the JSON."""
        return json.loads(self.json)

    def to_json(self, pretty: bool = False) -> str:
        """The report as JSON: one line, or one fact a line."""
        return _native.pretty(self.json) if pretty else self.json

    def to_html(self) -> str:
        """A page for the browser with the article marked up, as `factbox view` makes it: one file that fetches nothing.

        Raises `ValueError` for a report that was made without its article.
        """
        if self._text is None:
            raise ValueError("this report has no article; give it as Report(json, text)")
        return _native.page(self.json, self._text, self.source)

    def _repr_html_(self) -> str | None:
        """The page in a frame of its own, for notebooks, where its styles and those around it stay apart."""
        if self._text is None:
            return None
        style = "width: 100%; height: 40rem; border: 0"
        return f'<iframe sandbox="allow-scripts" title="factbox" style="{style}" srcdoc="{escape(self.to_html())}"></iframe>'

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self.json == other.json

    def __hash__(self) -> int:
        return hash(self.json)

    def __repr__(self) -> str:
        entities = self.entities
        return (
            f"<Report {self.source}: {len(entities.people)} people, {len(entities.countries)} countries, "
            f"{len(entities.organizations)} organizations, {len(entities.places)} places, {len(self.quotes)} quotes, "
            f"{len(self.figures)} figures, {len(self.dates)} dates>"
        )


def _build(kind: Any, value: Any) -> Any:
    """Turns what JSON gave into the class that a type hint names."""
    if value is None or kind in (str, int, NoneType):
        return value
    if get_origin(kind) is list:
        (item,) = get_args(kind)
        return [_build(item, each) for each in value]
    if get_origin(kind) in (Union, UnionType):
        return _build(get_args(kind)[0], value) if not isinstance(value, (str, int, Decimal)) else value
    return kind(*(_build(hint, value[key]) for key, hint in _keys(kind)))


@lru_cache(maxsize=None)
def _keys(kind: type) -> list[tuple[str, Any]]:
    """The keys of the JSON object that becomes this class, in the order of its fields, with their type hints."""
    hints = get_type_hints(kind)
    return [(field.name.rstrip("_"), hints[field.name]) for field in fields(kind)]
