"""The parts of a Word document held against their vocabulary (data/wordprocessing.toml).

What may stand in a part is listed there; all else is foreign, so that hidden words, text boxes,
remarks, changes that are tracked, pictures and programs need no rule of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from everyform.proof.findings import quoted
from everyform.proof.markup import UNSEEN
from everyform.proof.vocabulary import Rule

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SHOWN = 12  # of a part that is foreign altogether
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def declared(data: bytes, root: etree._Element) -> Iterator[str]:
    """What a part of XML says before and beside its elements, in words."""
    if not data.startswith(_DECLARATION) or root.getroottree().docinfo.doctype:
        yield "another declaration of what it is"
    if any(not isinstance(node.tag, str) for node in root.getroottree().iter()):
        yield "a comment or an instruction"


def foreign(data: bytes, root: etree._Element, kind: str) -> Iterator[str]:
    """What in a part of this `kind` no part of ours has, in words."""
    yield from declared(data, root)
    rules, count = _vocabulary(kind), 0
    for element in root.iter(etree.Element):
        for words in _element(element, rules):
            count += 1
            if count <= _SHOWN:
                yield words


def _element(element: etree._Element, rules: Mapping[str, Rule]) -> Iterator[str]:
    name = local(element)
    rule = rules.get(name)
    if rule is None or element.tag != f"{W}{name}":
        yield f"the element <{name}>"
        return
    around = [local(one) for one in element.iterancestors()]
    places = {"/".join(reversed(around[:depth])) for depth in range(1, 4)} if around else {""}
    if not places & rule.parents:
        yield f"<{name}> in <{'/'.join(reversed(around[:2]))}>"
    for attribute, value in element.items():
        known = rule.attributes.get(_attribute(attribute))
        if known is None or not known.fullmatch(value):
            yield f"<{name} {etree.QName(attribute).localname}={quoted(value)}>"
    text = "".join((element.text or "", *(child.tail or "" for child in element)))
    if name != "t" and text.strip():
        yield f"words in <{name}>: {quoted(text)}"
    if name == "t" and (unseen := UNSEEN.search(text)) is not None:
        yield f"the unseen character U+{ord(unseen[0]):04X}"
    if len(element) != len({child.tag for child in element}) and name.endswith("Pr"):
        yield f"a property twice in <{name}>"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def _attribute(name: str) -> str:
    """An attribute as the vocabulary calls it."""
    for space, prefix in ((W, ""), (R, "r:"), (_XML, "xml:")):
        if name.startswith(space):
            return prefix + name.removeprefix(space)
    return name if name.startswith("{") else f"?{name}"


@cache
def _vocabulary(kind: str) -> Mapping[str, Rule]:
    path = files("everyform.proof") / "data" / "wordprocessing.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    sets = data["sets"]
    return {name: _rule(row, sets) for name, row in (data["shared"] | data[kind]).items()}


def _rule(row: Mapping[str, str], sets: Mapping[str, str]) -> Rule:
    places = (place for word in row["in"].split() for place in _places(word, sets))
    patterns = {name: re.compile(value) for name, value in row.items() if name != "in"}
    return Rule(frozenset(places) or frozenset(("",)), patterns, ())


def _places(word: str, sets: Mapping[str, str]) -> list[str]:
    return sets[word[1:]].split() if word.startswith("@") else [word]
