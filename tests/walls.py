"""The house plan as rules over one module's source: who may import whom, and who may touch what.

The plan stands first, as data. `trespasses` judges one module; the tests apply it
to every module of the house and to planted offenders.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "pipeline/everyform"
SEARCH = os.pathsep.join((str(HOUSE.parent), str(ROOT)))
"""PYTHONPATH for a process that uses the house and its tests as they lie here."""

# Room -> the rooms it may look into, besides itself. Data flows one way.
FLOOR = {
    *("diagnostics", "inline", "document", "walk", "columns", "sentences", "slugs"),
    *("resources", "languages", "files", "glue", "clinic", "qr", "beside"),
}
WORDS = {"edition", "labels", "phrases"}
MAY_IMPORT: dict[str, set[str]] = {
    # The floor, and the types that stand on it.
    "diagnostics": set(),
    "inline": set(),
    "document": {"diagnostics", "inline"},
    "walk": {"inline", "document"},
    "columns": {"inline", "document", "walk"},
    "sentences": set(),
    "readability": {"inline", "document", "sentences", "walk"},
    "slugs": set(),
    "glue": set(),
    "languages": set(),
    "clinic": set(),
    "beside": {"inline", "document", "walk"},
    "qr": set(),
    "files": set(),
    "resources": set(),
    "canonical": {"diagnostics", "inline", "document"},
    "phrases": set(),
    "publisher": set(),
    "edition": {"languages", "phrases"},
    "labels": {"document"},
    "credits": {"diagnostics", "inline", "document", "walk", "publisher"} | WORDS,
    "publication": {"inline", "document", "walk", "publisher", "credits", "beside"} | WORDS,
    # The rooms.
    "reader": FLOOR,
    "meaning": FLOOR,
    "editions": FLOOR | WORDS | {"meaning"},
    "sheets": FLOOR | WORDS | {"credits", "publication", "readability"},
    "narration": FLOOR | WORDS | {"credits", "publication"},
    "voices": FLOOR | {"narration"},
    "writers": FLOOR | WORDS | {"publication", "narration", "voices"},
    "proof": FLOOR | WORDS | {"publication", "narration", "voices"},
}
# These two tie the rooms together and may look into all; nobody looks into them.
MAY_IMPORT["production"] = set(MAY_IMPORT)
MAY_IMPORT["cli"] = set(MAY_IMPORT)
MAY_IMPORT["__main__"] = {"cli"}
MAY_IMPORT["__init__"] = {"production"}

# A room of several modules is entered by its own name; these modules stand open beside it.
OPEN = {
    "narration.utterances",
    "voices.recording",
    "writers.format",
    "writers.page",
    "proof.findings",
    "production.door",  # for `everyform` itself
}

# Within writers: pieces that several formats share, and rooms that they enter by their door.
SHARED = ("format", "page", "bidi", "scripts", "sheet", "tables", "pdf")
LISTS = {"writers.__init__", "writers.formats"}
"""What names every writer; the first is the door."""

# Foreign library -> the modules that own it.
OWNERS: dict[str, tuple[str, ...]] = {
    "babel": ("languages", "meaning.*", "editions.*"),
    "distributed": ("production.cluster",),
    "docx": ("writers.docx.*",),
    "ebooklib": ("writers.epub.*",),
    "espeakng_loader": ("voices.*",),
    "frontmatter": ("reader.*",),
    "jinja2": ("writers.page",),
    "jsonschema": ("canonical.*", "reader.*", "production.manifest"),
    "langcodes": ("languages",),
    "lameenc": ("writers.audio.*",),
    "lxml": ("writers.*", "proof.*", "editions.xliff*", "reader.page.tree"),
    "markdown_it": ("reader.*",),
    "mutagen": ("writers.audio.*", "proof.*"),
    "numpy": ("voices.*", "writers.audio.*", "proof.*"),
    "phonenumbers": ("reader.*", "cli.clinic"),
    "pikepdf": ("writers.*", "proof.*"),
    "polib": ("editions.*",),
    "pydyf": ("writers.pdf.*",),
    "pyttsx3": ("voices.*",),
    "rich": ("cli.*",),
    "sentencex": ("sentences",),
    "segno": ("qr",),
    "soundfile": ("proof.sound",),
    "soxr": ("voices.*", "writers.audio.*"),
    "typer": ("cli.*",),
    "weasyprint": ("writers.pdf.private",),
    "yaml": ("reader.*",),
}

# What reaches outside the process, and the modules that may: files, clock, chance, other programs.
OUTSIDE = (
    *("asyncio", "concurrent", "ctypes", "getpass", "glob", "http", "locale", "logging"),
    *("multiprocessing", "os", "pathlib", "platform", "random", "secrets", "select", "shutil"),
    *("signal", "socket", "subprocess", "tempfile", "threading", "time", "urllib.request"),
    # Imports that no wall could read.
    *("importlib.import_module", "importlib.machinery", "importlib.util", "runpy", "pkgutil"),
)
# Names that do the same without an import of their own.
OUTSIDE_CALLS = {"print", "open", "input", "breakpoint", "exec", "eval", "__import__"}
OUTSIDE_ATTRIBUTES = {
    "import_module",
    "now",
    "today",
    "utcnow",
    "uuid1",
    "uuid4",
    "stdout",
    "stderr",
}
MAY_TOUCH: dict[str, tuple[str, ...]] = {
    "cli.*": ("*",),
    "production.*": ("*",),
    "voices.*": ("*",),
    "editions.*": ("pathlib.Path",),  # finding and loading catalogs
    "editions.desk": ("pathlib.Path", "shutil*", "stderr", "subprocess*"),  # GNU msgmerge
    "resources": ("pathlib.Path",),
    "files": ("pathlib.Path", "os"),  # the one way to read what somebody else made
    "writers.audio.audiobook": ("concurrent.futures*",),  # threads that only encode
    "writers.pdf.engine": ("logging",),  # to hear what the engine says only to a log
}
# Types of `pathlib` that are names of files and nothing more.
HARMLESS = {"pathlib.PurePath", "pathlib.PurePosixPath"}

# Words that only those who make files, judge files or start everything may know.
FORMAT_WORDS = re.compile(r"(?<![a-z])(pdf|epub|daisy|mp3)(?![a-z])", re.IGNORECASE)
KNOW_FORMATS = {"writers", "proof"}


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the house. `name` is dotted and without the package: "reader.lists"."""

    name: str
    source: str = field(repr=False)

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def imports(self) -> frozenset[str]:
        """Every name imported; `from a import b` counts as `a`, and as `a.b` unless `a` offers it.

        A package may offer a function that has the name of the module it comes from.
        """
        names = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                taken = {alias.name for alias in node.names} - OFFERS.get(base, frozenset())
                names |= {base, *(f"{base}.{name}" for name in taken)}
        return frozenset(names)

    @property
    def offers(self) -> frozenset[str]:
        """What `__all__` lists."""
        for node in self.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                    return frozenset(ast.literal_eval(value))
        return frozenset()


def modules() -> tuple[Module, ...]:
    """Every module of the house, in order."""
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        found.append(Module(".".join(parts), path.read_text(encoding="utf-8")))
    return tuple(found)


NAMES = frozenset(module.name.removesuffix(".__init__") for module in modules())
OFFERS = {
    f"everyform.{module.name.removesuffix('.__init__')}": module.offers
    for module in modules()
    if module.name.endswith(".__init__")
}


def trespasses(module: Module) -> tuple[str, ...]:
    """What `module` does that its place in the house forbids; nothing for a good one."""
    return tuple(found for rule in RULES for found in rule(module))


def _own(module: Module) -> Iterator[str]:
    """The modules of the house that this one imports, without the package's name."""
    for name in sorted(module.imports):
        if name.startswith("everyform.") and name.removeprefix("everyform.") in NAMES:
            yield name.removeprefix("everyform.")


def one_way(module: Module) -> Iterator[str]:
    """A room looks only into rooms before it."""
    if module.room not in MAY_IMPORT:
        yield f"{module.room} is not on the house plan"
        return
    for name in _own(module):
        room = name.partition(".")[0]
        if room != module.room and room not in MAY_IMPORT[module.room]:
            yield f"{module.room} may not look into {room}"
    if any(name.startswith(".") for name in module.imports):
        yield "imports name the whole way, so that the walls can be read"


def by_the_door(module: Module) -> Iterator[str]:
    """Another room is entered by its own name, or by a module that stands open."""
    for name in _own(module):
        inside = "." in name and name.partition(".")[0] != module.room
        if inside and name not in OPEN:
            yield f"{name} is not a door"


def no_siblings(module: Module) -> Iterator[str]:
    """A writer uses shared pieces and pieces of its own, never another writer's."""
    if module.room != "writers" or module.name in LISTS:
        return
    family = module.name.split(".")[1]
    for name in _own(module):
        room, _, piece = name.partition(".")
        if room == "writers" and piece and piece not in SHARED and piece.split(".")[0] != family:
            yield f"{piece} belongs to another writer"


def owned(module: Module) -> Iterator[str]:
    """A foreign library is imported by its owners only, and has owners."""
    for name in sorted({name.partition(".")[0] for name in module.imports}):
        if not name or name in sys.stdlib_module_names or name == "everyform":
            continue
        if name not in OWNERS:
            yield f"{name} has no owner"
        elif not any(fnmatchcase(module.name, owner) for owner in OWNERS[name]):
            yield f"{name} belongs to {', '.join(OWNERS[name])}"


def pure(module: Module) -> Iterator[str]:
    """Files, clock, terminal and chance are for the few that may touch them."""
    allowed = [
        touch
        for place, touches in MAY_TOUCH.items()
        if fnmatchcase(module.name, place)
        for touch in touches
    ]
    touched = {name for name in module.imports if _outside(name)}
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in OUTSIDE_CALLS:
                touched.add(name)
            case ast.Attribute(attr=name) if name in OUTSIDE_ATTRIBUTES:
                touched.add(name)
    for name in sorted(touched):
        if not any(fnmatchcase(name, touch) for touch in allowed):
            yield f"{name} reaches outside"


def _outside(name: str) -> bool:
    if name in HARMLESS or name == "pathlib":
        return False  # what is taken from pathlib is judged by its own name
    return any(name == banned or name.startswith(f"{banned}.") for banned in OUTSIDE)


def no_format_words(module: Module) -> Iterator[str]:
    """Formats are the writers' business: no other room has a word for one."""
    if module.room in KNOW_FORMATS:
        return
    for number, line in enumerate(module.source.splitlines(), start=1):
        for word in FORMAT_WORDS.findall(line):
            yield f"line {number} says {word!r}"


RULES: tuple[Callable[[Module], Iterator[str]], ...] = (
    one_way,
    by_the_door,
    no_siblings,
    owned,
    pure,
    no_format_words,
)
