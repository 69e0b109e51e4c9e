"""Attacks on finished recordings: in their tags, after their sound, and in what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mutagen.id3

from everyform.inline import SegmentId
from everyform.labels import NoticeId
from everyform.narration.utterances import Script
from tests.faults import Change, Fault, in_tags

id3: Any = mutagen.id3

_NOT = "You do not need a doctor."


def _more(frame: Any) -> Change:
    return in_tags(lambda tags: tags.add(frame))


def _without(name: str) -> Change:
    return in_tags(lambda tags: tags.delall(name))


def _chapter(tags: Any) -> None:
    tags.getall("CHAP")[0].sub_frames.add(id3.TIT3(text=_NOT))


def _table(tags: Any) -> None:
    tags.getall("CTOC")[0].sub_frames.add(id3.TIT2(text=_NOT))


PLANTED: tuple[tuple[str, str, Change], ...] = (
    ("words of a song", "foreign", _more(id3.USLT(lang="eng", text=_NOT))),
    ("a text of the user", "foreign", _more(id3.TXXX(desc="advice", text=_NOT))),
    ("a second remark", "foreign", _more(id3.COMM(lang="eng", desc="advice", text=_NOT))),
    ("a cover", "foreign", _more(id3.APIC(mime="image/png", type=3, desc="", data=b"x"))),
    ("an attached file", "foreign", _more(id3.GEOB(mime="text/html", filename="x", data=b"x"))),
    ("a private frame", "foreign", _more(id3.PRIV(owner="example", data=b"x"))),
    ("an address of the user", "foreign", _more(id3.WXXX(desc="", url="https://example.org/"))),
    ("an address to pay at", "foreign", _more(id3.WPAY(url="https://example.org/"))),
    ("a second narrator", "foreign", _more(id3.TPE2(text="Example"))),
    ("a subtitle", "foreign", _more(id3.TIT3(text=_NOT))),
    ("another genre", "foreign", _more(id3.TCON(text="Comedy"))),
    ("another institute", "foreign", _more(id3.TPE1(text="Example"))),
    ("another place among the parts", "foreign", _more(id3.TRCK(text="7/9"))),
    ("words in time", "foreign", _more(id3.SYLT(lang="eng", format=2, type=1, text=[(_NOT, 0)]))),
    ("a chapter with more words", "foreign", in_tags(_chapter)),
    ("a table of chapters with words", "foreign", in_tags(_table)),
    ("a rating", "foreign", _more(id3.POPM(email="x", rating=1))),
    ("no narrator", "credit", _without("TCOM")),
    ("no rights", "credit", _without("TCOP")),
    ("no institute", "credit", _without("TPE1")),
    ("an older tag at the end", "foreign", lambda data: data + b"TAG" + _NOT.encode().ljust(125)),
    ("a tag of another kind at the end", "foreign", lambda data: data + b"APETAGEX" + bytes(56)),
    ("bytes after the sound", "foreign", lambda data: data + _NOT.encode()),
    ("a web page before the sound", "readable", lambda data: b"<html>" + data),
    ("a second tag", "foreign", lambda data: data + data[:4_000]),
    ("a packed frame", "readable", lambda data: data[:19] + b"\x08" + data[20:]),
)

ATTACKS = tuple(Fault(name, "audiobook", code, plant) for name, code, plant in PLANTED)

Cut = Callable[[Script], Script]


def unsaid(*names: str) -> Cut:
    """A script without these segments."""

    def cut(script: Script) -> Script:
        parts = []
        for part in script.parts:
            chapters = [
                replace(
                    chapter,
                    utterances=tuple(u for u in chapter.utterances if u.segment not in names),
                )
                for chapter in part.chapters
            ]
            parts.append(replace(part, chapters=tuple(c for c in chapters if c.utterances)))
        return Script(tuple(part for part in parts if part.chapters))

    return cut


def silent(*names: str) -> Cut:
    """A script that shows these segments and does not say them."""

    def cut(script: Script) -> Script:
        return Script(
            tuple(
                replace(
                    part,
                    chapters=tuple(
                        replace(
                            chapter,
                            utterances=tuple(
                                replace(u, spoken=()) if u.segment in names else u
                                for u in chapter.utterances
                            ),
                        )
                        for chapter in part.chapters
                    ),
                )
                for part in script.parts
            )
        )

    return cut


def _late(script: Script) -> Script:
    """The opening after the text."""
    first, *rest = script.parts
    return Script((*rest[:-1], first, rest[-1]))


def _told(script: Script) -> Script:
    """A sentence of nobody at the end."""
    *parts, last = script.parts
    chapter = last.chapters[-1]
    said = chapter.utterances[-1]
    more = replace(said, id="say-tea.1", segment=SegmentId("say-tea"), shown="")
    longer = replace(chapter, utterances=(*chapter.utterances, more))
    return Script((*parts, replace(last, chapters=(*last.chapters[:-1], longer))))


_OPENING = ("n-draft", "n-stale", "n-notpdq", "n-exc")
SCRIPTS: tuple[tuple[str, str, Cut], ...] = (
    *((f"{n.value} unsaid", "notices", unsaid(n.value.lower())) for n in NoticeId),
    ("every opening notice unsaid", "notices", unsaid(*_OPENING)),
    ("every closing notice unsaid", "notices", unsaid("n-src", "n-tm", "n-advice", "n-fmt")),
    ("the citation unsaid", "citation", unsaid("n-src")),
    ("the title unsaid", "notices", unsaid("say-opening")),
    ("that a computer reads unsaid", "notices", unsaid("say-voice", "n-voice")),
    ("the end unsaid", "notices", unsaid("say-end")),
    ("a notice shown and not said", "notices", silent("n-stale")),
    ("the opening after the text", "order", _late),
    ("a sentence of nobody", "extra", _told),
)
