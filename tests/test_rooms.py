"""The walls of the house stand, and each of them stops an intruder."""

from __future__ import annotations

import pytest

from tests.walls import HOUSE, MAY_IMPORT, OWNERS, Module, modules, trespasses

LONGEST = 300  # lines; past that it is two modules
MODULES = modules()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_module_keeps_to_its_room(module: Module) -> None:
    assert trespasses(module) == ()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_no_module_is_too_long_to_read(module: Module) -> None:
    lines = module.source.count("\n")
    assert lines <= LONGEST


def test_the_plan_names_rooms_that_exist() -> None:
    rooms = {path.stem for path in HOUSE.glob("*.py")}
    rooms |= {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert set(MAY_IMPORT) == rooms


def test_every_foreign_library_on_the_plan_is_used() -> None:
    used = {name.partition(".")[0] for module in MODULES for name in module.imports}
    assert set(OWNERS) <= used


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("walk", "from everyform.reader import read", "walk may not look into reader"),
        ("writers.web", "import everyform.editions", "writers may not look into editions"),
        ("writers.web", "from everyform import reader", "writers may not look into reader"),
        ("document", "from everyform.walk import plain_text", "document may not look into walk"),
        ("proof.pages", "from everyform.writers import FORMATS", "proof may not look into writers"),
        ("reader.lists", "from everyform.cli import main", "reader may not look into cli"),
        ("cellar", "", "cellar is not on the house plan"),
        ("reader.lists", "from . import rule", "imports name the whole way"),
        ("production.make", "from everyform.reader.read import read", "reader.read is not a door"),
        (
            "production.make",
            "from everyform.reader import read as r, links",
            "reader.links is not a",
        ),
        (
            "writers.web",
            "from everyform.writers.epub.book import FORMAT",
            "belongs to another writer",
        ),
        ("writers.web", "from everyform.writers.epub import package", "epub.package belongs to"),
        ("reader.lists", "import weasyprint", "weasyprint belongs to writers.pdf.private"),
        ("writers.web", "from lxml import etree\nimport jinja2", "jinja2 belongs to writers.page"),
        ("reader.lists", "def f():\n    import requests", "requests has no owner"),
        ("labels", "from datetime import date\nd = date.today()", "today reaches outside"),
        ("reader.read", "from pathlib import Path", "pathlib.Path reaches outside"),
        ("writers.web", "import os", "os reaches outside"),
        ("writers.pdf.engine", "import os, logging", "os reaches outside"),
        ("narration.rules", "import urllib.request", "urllib.request reaches outside"),
        ("editions.ui", "from os import environ", "os.environ reaches outside"),
        ("reader.lists", "print('x')", "print reaches outside"),
        ("writers.page", "open('x')", "open reaches outside"),
        ("reader.lists", "import importlib\nimportlib.import_module('x')", "import_module reaches"),
        ("reader.lists", "from importlib import import_module", "importlib.import_module reaches"),
        ("reader.lists", "from importlib.util import find_spec", "importlib.util reaches outside"),
        ("reader.lists", "__import__('everyform.cli')", "__import__ reaches outside"),
        ("reader.lists", "exec('import os')", "exec reaches outside"),
        ("labels", "TITLE = 'a PDF'", "line 1 says 'PDF'"),
        ("phrases", "summary_epub: str", "line 1 says 'epub'"),
    ],
)
def test_an_intruder_is_caught(name: str, source: str, found: str) -> None:
    assert any(found in trespass for trespass in trespasses(Module(name, source)))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("reader.read", "from pathlib import PurePath\nfrom urllib.parse import urlsplit"),
        ("production.make", "from everyform.reader import read"),
        ("production.make", "from everyform.voices.recording import Recording\nimport os"),
        ("writers.epub.book", "from everyform.writers import epub, page\nimport ebooklib"),
        ("writers.pdf.private", "from weasyprint import pdf\nWORD = 'pdf'"),
        ("labels", "LINK = 'https://www.cancer.gov/pdq'\nkind = 'pdfs'"),
        ("cli.commands", "print(open('x'))"),
    ],
)
def test_a_guest_is_let_in(name: str, source: str) -> None:
    assert trespasses(Module(name, source)) == ()
