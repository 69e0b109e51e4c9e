"""XLIFF 1.2 against the strict schema of OASIS: what `everyform send` writes of every catalog.

Debian carries the schema in a package of which nothing is installed or run: it is
unpacked into the cache, and known by its hash. What the strict schema accepts the
transitional one accepts too; that only allows deprecated things besides.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from everyform.diagnostics import PipelineError
from everyform.editions import translations
from everyform.production import find_seeds, read_seed
from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop, kept

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "php-symfony-translation"
SCHEMA, IMPORTED = "xliff-core-1.2-strict.xsd", "xml.xsd"
SHA256 = {
    SCHEMA: "be380cd73e632f358f8082b4304d435282494e5a01a3432639610568b323d552",
    IMPORTED: "4811c301144dd763dca0cd9f8d0b4029c0a4ad1d84c73132c2531ec5f06ac340",
}


def make(folder: Path) -> Sequence[Path]:
    """Send every catalog of every seed."""
    made: list[Path] = []
    try:
        for seed in find_seeds([ROOT / "seeds"]):
            document = read_seed(seed).value.document
            for tag in translations(document):
                file = folder / f"{document.name}.{document.language}.{tag}.xlf"
                command = (sys.executable, "-m", "everyform", "send", seed, "--language", tag)
                _run(*command, "--output", file, at=ROOT)
                made.append(file)
    except (PipelineError, subprocess.CalledProcessError) as error:
        raise CannotJudge(str(error)) from error
    return made


def examine(_: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """Each file by itself; one that is no XML is a complaint, too."""
    try:
        schema = read_schema(kept(f"xliff-{SHA256[SCHEMA][:16]}", fetch))
    except (OSError, subprocess.CalledProcessError, etree.LxmlError) as error:
        raise CannotJudge(f"no schema: {error}") from error
    for file in files:
        yield Verdict(file, tuple(complaints(schema, file)))


def complaints(schema: etree.XMLSchema, file: Path) -> Iterator[Complaint]:
    """What the schema has against a file, by libxml2's names of its rules."""
    try:
        tree = etree.parse(file, _parser())
    except etree.XMLSyntaxError as error:
        yield Complaint("XML", str(error))
        return
    schema.validate(tree)
    for entry in schema.error_log:
        yield Complaint(entry.type_name, entry.message, f"line {entry.line}")


def read_schema(folder: Path) -> etree.XMLSchema:
    """The schema, with the one that it imports from the web taken from beside it."""
    tree = etree.parse(folder / SCHEMA, _parser())
    for imported in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", (folder / IMPORTED).as_uri())
    return etree.XMLSchema(tree)


def fetch(folder: Path) -> None:
    """Bring the schemas into `folder`; needs a Debian, but no rights on it.

    Raises:
        CannotJudge: the package holds other schemas than those we know.
        subprocess.CalledProcessError: apt or dpkg failed; its output has said why.
    """
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        apt = ("apt-get", "-qq", "-o", "APT::Sandbox::User=")
        try:
            _run(*apt, "download", PACKAGE, at=scratch)
        except subprocess.CalledProcessError:  # no lists of packages yet: a private set of them
            for needed in ("state/lists/partial", "cache/archives/partial"):
                (scratch / needed).mkdir(parents=True)
            own = (*apt, "-o", f"Dir::State={scratch}/state", "-o", f"Dir::Cache={scratch}/cache")
            _run(*own, "update", at=scratch)
            _run(*own, "download", PACKAGE, at=scratch)
        [package] = scratch.glob("*.deb")
        _run("dpkg", "-x", package, scratch / "unpacked", at=scratch)
        for schema, known in SHA256.items():
            [found] = (scratch / "unpacked").rglob(schema)
            if hashlib.sha256(found.read_bytes()).hexdigest() != known:
                raise CannotJudge(f"{package.name} holds another {schema}")
            shutil.copy(found, folder)


def plant(_: Workshop, folder: Path) -> Path:
    """A state that no list of XLIFF has."""
    file = folder / "planted.xlf"
    file.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
        '<file original="a" source-language="en" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>a</source><target state="done">b</target></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    return file


def _parser() -> etree.XMLParser:
    return etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)


def _run(*command: str | Path, at: Path) -> None:
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=at,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:  # what it says is of interest only then
        print(done.stdout + done.stderr, file=sys.stderr)
        done.check_returncode()


JUDGE = Judge(
    name="XLIFF",
    standard="XLIFF 1.2 strict",
    suffix=".xlf",
    version=lambda _: f"{SCHEMA} {SHA256[SCHEMA][:12]}",
    examine=examine,
    fault="SCHEMAV_CVC_DATATYPE_VALID_1_2_3",
    plant=plant,
    make=make,
)
