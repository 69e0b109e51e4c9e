"""The files inside a Word document: exactly those of ours, joined as ours are (ISO/IEC 29500-2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from everyform.proof import container
from everyform.proof.docx_markup import R, declared, local
from everyform.proof.markup import parsed

MAIN, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
SETTINGS, FOOT = "word/settings.xml", "word/footer.xml"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_TYPES, _ROOTS = "[Content_Types].xml", "_rels/.rels"
_JOINTS = "word/_rels/document.xml.rels"

_OFFICE = R.strip("{}")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE_SPACE = f"{{{_PACKAGE}/content-types}}"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"
_HYPERLINK = f"{_OFFICE}/hyperlink"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Part -> what its file is.
_KINDS = {
    MAIN: f"{_WORD}.document.main+xml",
    STYLES: f"{_WORD}.styles+xml",
    NUMBERING: f"{_WORD}.numbering+xml",
    SETTINGS: f"{_WORD}.settings+xml",
    FOOT: f"{_WORD}.footer+xml",
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
# (id, type, target) of every relationship but those that lead out.
_FROM_ROOT = {
    ("main", f"{_OFFICE}/officeDocument", MAIN),
    ("core", f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
    ("custom", f"{_OFFICE}/custom-properties", CUSTOM),
}
_FROM_MAIN = {
    ("styles", f"{_OFFICE}/styles", "styles.xml"),
    ("numbering", f"{_OFFICE}/numbering", "numbering.xml"),
    ("settings", f"{_OFFICE}/settings", "settings.xml"),
    ("foot", f"{_OFFICE}/footer", "footer.xml"),
}


class Parts:
    """A file taken to pieces. `links` are the addresses that it leads to, by their ids."""

    def __init__(self, data: bytes) -> None:
        """Unpack and parse all of it.

        Raises:
            ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError: it is none.
        """
        self.held = container.opened(data)
        self._container = tuple(container.foreign(data, frozenset(self._listed()), _TYPES))
        self.trees = {name: parsed(self.held[name]) for name in self._listed()}
        relations = list(self.trees[_JOINTS].iter(_RELATION))
        self.links: Mapping[str, str] = {
            one.get("Id", ""): one.get("Target", "")
            for one in relations
            if one.get("Type") == _HYPERLINK
        }

    @staticmethod
    def _listed() -> tuple[str, ...]:
        return (_TYPES, _ROOTS, _JOINTS, *_KINDS)

    def foreign(self) -> Iterator[str]:
        """What in the container and in its joints no file of ours has, in words."""
        yield from self._container
        for name in (_TYPES, _ROOTS, _JOINTS):
            yield from (
                f"{words} in {name}" for words in declared(self.held[name], self.trees[name])
            )
        if Counter(self._types()) != Counter(_types_of_ours()):
            yield "parts of other types"
        yield from _joints(self.trees[_ROOTS], _FROM_ROOT)
        yield from _joints(self.trees[_JOINTS], _FROM_MAIN)

    def _types(self) -> Iterator[tuple[str, ...]]:
        for one in self.trees[_TYPES]:
            yield (str(one.tag), *(value for _, value in sorted(one.items())))


def _types_of_ours() -> Iterator[tuple[str, ...]]:
    for suffix, kind in _DEFAULTS.items():
        yield (f"{_TYPE_SPACE}Default", kind, suffix)
    for name, kind in _KINDS.items():
        yield (f"{_TYPE_SPACE}Override", kind, f"/{name}")


def _joints(root: etree._Element, wanted: set[tuple[str, str, str]]) -> Iterator[str]:
    """Relationships other than these, except addresses, each of which leads out of the file."""
    held = Counter[tuple[str, str, str]]()
    names = Counter(one.get("Id", "") for one in root)
    for one in root:
        kind, target = one.get("Type", ""), one.get("Target", "")
        if one.tag != _RELATION or set(one.keys()) - {"Id", "Type", "Target", "TargetMode"}:
            yield f"the element <{local(one)}> among relationships"
        elif kind == _HYPERLINK and one.get("TargetMode") == "External":
            if not one.get("Id", "").startswith("link"):
                yield f"an address that is called {one.get('Id')!r}"
        elif one.get("TargetMode"):
            yield f"a part that lies elsewhere: {target!r}"
        else:
            held[one.get("Id", ""), kind, target] += 1
    if held != Counter(wanted):
        yield "parts that are joined otherwise"
    if any(count > 1 for count in names.values()):
        yield "two relationships of one name"
