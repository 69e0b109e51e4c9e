"""Faults to plant in finished files, each with the check that must find it.

A fault is planted as a faulty writer or template would make it: before the manifest is
written. The digests are those of the wrong file, so that only a check of content can tell.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import mutagen.id3
import pikepdf

from everyform.document import Block, BulletList, Section, Segment
from everyform.inline import LineBreak, SegmentId, Text
from everyform.labels import NoticeId
from everyform.publication import Publication
from everyform.walk import map_blocks, plain_text

id3: Any = mutagen.id3

Change = Callable[[bytes], bytes]

_PARAGRAPH = r"<p( id=\"p-[^\"]*\")(>.*?</p>)"


@dataclass(frozen=True, slots=True)
class Fault:
    """`plant` changes the finished bytes of a file of `format`; `code` must then be found."""

    name: str
    format: str
    code: str
    plant: Change
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Misprint:
    """`plant` changes what the writer is given, and the proof knows nothing of it."""

    name: str
    format: str
    code: str
    plant: Callable[[Publication], Publication]
    language: str = "en"


def swap(old: str, new: str, count: int = 1) -> Change:
    """Replace words of a text file, which must be there."""

    def plant(data: bytes) -> bytes:
        text = data.decode()
        assert old in text, old
        return text.replace(old, new, count).encode()

    return plant


def rewrite(pattern: str, new: str) -> Change:
    """Replace the first match of a pattern in a text file."""

    def plant(data: bytes) -> bytes:
        text, count = re.subn(pattern, new, data.decode(), count=1, flags=re.DOTALL)
        assert count, pattern
        return text.encode()

    return plant


def in_book(name: str, change: Change) -> Change:
    """Change one file of a book; the others stay as they are."""

    def plant(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            (wanted,) = (entry for entry in old.namelist() if entry.endswith(name))
            for entry in old.infolist():
                content = old.read(entry)
                new.writestr(entry, change(content) if entry.filename == wanted else content)
        return out.getvalue()

    return plant


def in_sheet(change: Change) -> Change:
    """Change the text of a Word document, in a container like that of the writer."""

    def plant(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                content = old.read(entry)
                main = entry.filename == "word/document.xml"
                new.writestr(entry, change(content) if main else content)
        return out.getvalue()

    return plant


def in_document(change: Callable[[pikepdf.Pdf], None]) -> Change:
    """Change the objects of a PDF."""

    def plant(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as document:
            change(document)
            document.save(out)
        return out.getvalue()

    return plant


def in_tags(change: Callable[[Any], None]) -> Change:
    """Change the tags of a file of sound; its frames stay."""

    def plant(data: bytes) -> bytes:
        file = io.BytesIO(data)
        tags = id3.ID3(file)
        change(tags)
        file.seek(0)
        tags.save(file, v1=0, v2_version=4)
        return file.getvalue()

    return plant


def clips(change: Callable[[list[Any]], None]) -> Change:
    """Change the table that says where the clips lie."""

    def plant(tags: Any) -> None:
        (frame,) = tags.getall("PRIV")
        table = json.loads(frame.data)
        change(table["clips"])
        frame.data = json.dumps(table).encode()

    return in_tags(plant)


def silenced(start: float, end: float) -> Change:
    """Frames of the middle of one part replaced by those of its silent start."""

    def plant(data: bytes) -> bytes:
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)
        )
        head, sound = data[: 10 + size], bytearray(data[10 + size :])
        frames = [m.start() for m in re.finditer(rb"\xff\xfb[\xb0-\xbf][\xc0-\xff]", sound)]
        first, last = frames[int(len(frames) * start)], frames[int(len(frames) * end)]
        silence = bytes(sound[frames[4] : frames[5]])
        filler = (silence * ((last - first) // len(silence) + 1))[: last - first]
        sound[first:last] = filler
        return head + bytes(sound)

    return plant


def _shift_chapter(tags: Any) -> None:
    frame = sorted(tags.getall("CHAP"), key=lambda f: f.start_time)[1]
    frame.start_time += 2_000


def _swap_clips(rows: list[Any]) -> None:
    """The table tells the other order: each of two neighbours is said to be the other."""
    rows[2][0], rows[3][0] = rows[3][0], rows[2][0]
    rows[2][1], rows[3][1] = rows[3][1], rows[2][1]


def _retitled(name: str) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = name

    return in_document(change)


def _relanguaged(document: pikepdf.Pdf) -> None:
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Document":
            thing["/Lang"] = pikepdf.String("fr")


def _dead_end(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            if "/URI" not in annotation.get("/A", pikepdf.Dictionary()):
                annotation["/Dest"] = pikepdf.String("nowhere")
                if "/A" in annotation:
                    del annotation["/A"]
                return
    raise AssertionError("no link inside")


def _twins(document: pikepdf.Pdf) -> None:
    found = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/ID" in o]
    named = [o for o in found if o.get("/Type") == "/StructElem"]
    named[-1]["/ID"] = named[-2]["/ID"]


def _flipped(data: bytes) -> bytes:
    """One byte in the middle, in a compressed page."""
    at = data.index(b"/FlateDecode", len(data) // 3) + 90
    return data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]


def words(old: str, new: str) -> Callable[[Publication], Publication]:
    """Print other words than the source's."""

    def change(segment: Segment) -> Segment:
        return replace(segment, content=(Text(plain_text(segment.content).replace(old, new)),))

    return lambda publication: replace(publication, body=map_blocks(publication.body, change))


def lists(change: Callable[[BulletList], BulletList]) -> Callable[[Publication], Publication]:
    """Print the first long list otherwise than the source has it."""

    def plant(publication: Publication) -> Publication:
        done = False

        def go(block: Block) -> Block:
            nonlocal done
            if isinstance(block, Section):
                return replace(block, blocks=tuple(map(go, block.blocks)))
            if isinstance(block, BulletList) and len(block.items) > 1 and not done:
                done = True
                return change(block)
            return block

        return replace(publication, body=tuple(map(go, publication.body)))

    return plant


def drop_item(block: BulletList) -> BulletList:
    return BulletList(block.items[1:])


def turn_around(block: BulletList) -> BulletList:
    return BulletList(tuple(reversed(block.items)))


def double(publication: Publication) -> Publication:
    """A paragraph printed twice, the second time under no name of the source."""
    first = publication.body[0]
    assert isinstance(first, Section)
    (again,) = [b for s in first.blocks if isinstance(s, Section) for b in s.blocks][-1:]
    twin = map_blocks((again,), lambda s: replace(s, id=SegmentId(f"{s.id}-twin")))
    return replace(
        publication, body=(replace(first, blocks=(*first.blocks, *twin)), *publication.body[1:])
    )


def broken(publication: Publication) -> Publication:
    """A word over two lines, as a column that is too narrow for it would have it."""

    def change(segment: Segment) -> Segment:
        text = plain_text(segment.content)
        if "picture" not in text:
            return segment
        before, _, after = text.partition("picture")
        return replace(segment, content=(Text(f"{before}pic"), LineBreak(), Text(f"ture{after}")))

    return replace(publication, body=map_blocks(publication.body, change))


def without(notice: NoticeId) -> Callable[[Publication], Publication]:
    return lambda p: replace(
        p,
        credits=tuple(n for n in p.credits if n.id is not notice),
        opening=tuple(n for n in p.opening if n.id is not notice),
    )


def identified(publication: Publication) -> Publication:
    """The source's own title as the title of the work."""
    assert publication.source_title is not None
    content = publication.source_title.content
    return replace(publication, title=replace(publication.title, content=content))


def unremarked(publication: Publication) -> Publication:
    """Without a word on the language of the text."""
    return replace(publication, language_note=None)


def unmarked(publication: Publication) -> Publication:
    """Without the mark of a draft on its pages; its notice stays."""
    edition = publication.edition
    phrases = replace(edition.phrases, draft_mark=edition.phrases.title_page)
    return replace(publication, edition=replace(edition, phrases=phrases))


def _recalled(document: Any) -> None:
    """The picture of a page is called by other words."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
            thing.Alt = pikepdf.String("A QR code that leads to https://example.org/")


FAULTS = (
    Fault("a code that is said to lead elsewhere", "handout", "picture", in_document(_recalled)),
    Fault(
        "a list item dropped", "web", "coverage", rewrite(r"<li><p id=[^>]*>having.*?</p>", "<li>")
    ),
    Fault(
        "a lost 'not'",
        "web",
        "coverage",
        rewrite(r"(<(?:main|body epub).*?)\bnot\b", r"\1"),
    ),
    Fault(
        "a lost 'not' in a book",
        "epub",
        "coverage",
        in_book("text-01.xhtml", rewrite(r"(<(?:main|body epub).*?)\bnot\b", r"\1")),
    ),
    Fault("a doubled paragraph", "web", "ids", rewrite(_PARAGRAPH, r"<p\1\2<p\1\2")),
    Fault(
        "a nameless paragraph doubled",
        "web",
        "extra",
        rewrite(_PARAGRAPH, r"<p\1\2<p\2"),
    ),
    Fault(
        "two chapters swapped in the spine",
        "epub",
        "order",
        in_book(
            "content.opf",
            rewrite(r'(<itemref idref="page-03"/>)(.*?<itemref idref="page-04"/>)', r"\2\1"),
        ),
    ),
    Fault(
        "an item at another level",
        "handout-docx",
        "nesting",
        in_sheet(swap('<w:ilvl w:val="0"/>', '<w:ilvl w:val="1"/>')),
    ),
    Fault(
        "a heading at another level",
        "handout-docx",
        "nesting",
        in_sheet(swap('<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>')),
    ),
    Fault(
        "a lost word in a sheet to edit",
        "handout-docx",
        "coverage",
        in_sheet(rewrite(r'(w:name="p_[^>]*><w:r><w:t [^>]*>)\w+ ', r"\1")),
    ),
    Fault(
        "hidden words in a sheet to edit",
        "handout-docx",
        "foreign",
        in_sheet(rewrite(r"<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    ),
    Fault("words of nobody", "web", "extra", swap("<main", "<p>Buy our tea instead.</p><main")),
    Fault(
        "words of nobody, read aloud only",
        "web",
        "extra",
        swap("<h2 ", '<h2 aria-label="Buy our tea instead" '),
    ),
    Fault(
        "a cell after the head of another column",
        "web",
        "cell-heads",
        swap('class="head">What it shows: ', 'class="head">Test: '),
    ),
    Fault(
        "a cell of a book after no head",
        "epub",
        "cell-heads",
        in_book("text-01.xhtml", swap('<span class="head">What it shows: </span>', "")),
    ),
    Fault("a script", "web", "foreign", swap("</main>", "<script>1</script></main>")),
    Fault("the citation removed", "web", "citation", rewrite(r"<p id=\"n-src\".*?</p>", "")),
    Fault(
        "an open date printed",
        "web",
        "citation",
        swap(
            "Updated date not recorded in our copy", "Updated <MM/DD/YYYY>".replace("<", "&lt;"), 9
        ),
    ),
    Fault(
        "a notice missing",
        "epub",
        "notices",
        in_book("credits.xhtml", rewrite(r"<p id=\"n-advice\".*?</p>", "")),
    ),
    Fault(
        "the notice of another row",
        "web",
        "notices",
        swap("<footer>", '<footer><p id="n-draft">Draft.</p>'),
    ),
    Fault(
        "the stale notice after the text",
        "web",
        "order",
        rewrite(r"(<p id=\"n-stale\".*?</p>)(.*)(</body>)", r"\2\1\3"),
    ),
    Fault(
        "PDQ in a title",
        "web",
        "identification",
        rewrite(r"<title>.*?</title>", "<title>Knee Tumor Treatment (PDQ®)</title>"),
    ),
    Fault(
        "PDQ in a book's title",
        "epub",
        "identification",
        in_book("content.opf", rewrite(r"(<dc:title[^>]*>).*?(</dc:title>)", r"\1Knee (PDQ®)\2")),
    ),
    Fault("PDQ in a PDF's title", "large-print", "identification", _retitled("Knee (PDQ®)")),
    Fault(
        "PDQ in an album's title",
        "audiobook",
        "identification",
        in_tags(lambda tags: tags.add(id3.TALB(text="Knee (PDQ®)"))),
    ),
    Fault(
        "a wrong language",
        "web",
        "language",
        swap('lang="es" xml:lang="es" dir', 'lang="en" xml:lang="en" dir'),
        "es",
    ),
    Fault("a wrong language in a PDF", "large-print", "language", in_document(_relanguaged)),
    Fault("a dead link", "web", "links", rewrite(r'href="#h-[0-9a-f]{8}', 'href="#h-00000000')),
    Fault("a dead link in a PDF", "large-print", "links", in_document(_dead_end)),
    Fault(
        "a root-relative link",
        "web",
        "links",
        rewrite(r'(<main.*?href=")https://www.cancer.gov/', r"\1/"),
    ),
    Fault(
        "a link that runs",
        "web",
        "links",
        rewrite(r'href="https://www[^"]*"', 'href="javascript:alert(1)"'),
    ),
    Fault(
        "a link to elsewhere",
        "web",
        "links",
        rewrite(r'(<main.*?href="https://)[^"]*"', r'\1example.org/"'),
    ),
    Fault("an identifier twice in a PDF", "large-print", "ids", in_document(_twins)),
    Fault(
        "contents that name another heading",
        "epub",
        "navigation",
        in_book("contents.xhtml", swap(">Small Tumors<", ">Large Tumors<")),
    ),
    Fault(
        "no source for machines",
        "epub",
        "credit",
        in_book("content.opf", rewrite(r"<dc:source.*?</dc:source>", "")),
    ),
    Fault(
        "no rights for machines",
        "large-print",
        "credit",
        in_document(
            lambda d: d.Root.Metadata.write(
                d.Root.Metadata.read_bytes().replace(b"registered", b"common")
            )
        ),
    ),
    Fault(
        "no language for machines", "audiobook", "credit", in_tags(lambda tags: tags.delall("TLAN"))
    ),
    Fault(
        "a notice missing in the tags",
        "audiobook",
        "notices",
        in_tags(lambda tags: tags.getall("COMM")[0].text.__setitem__(0, "Nothing.")),
    ),
    Fault("a clip missing", "audiobook", "coverage", clips(lambda rows: rows.__delitem__(3))),
    Fault("a clip twice", "audiobook", "coverage", clips(lambda rows: rows.insert(4, rows[3]))),
    Fault("two clips swapped", "audiobook", "sound", clips(_swap_clips)),
    Fault("a clip silenced half way", "audiobook", "sound", silenced(0.40, 0.42)),
    Fault("a file cut short", "audiobook", "sound", lambda data: data[: len(data) * 9 // 10]),
    Fault("a chapter shifted by 2 s", "audiobook", "chapters", in_tags(_shift_chapter)),
    Fault("a byte flipped in a PDF", "large-print", "readable", _flipped),
    Fault("a book cut short", "epub", "readable", lambda data: data[: len(data) // 2]),
)

MISPRINTS = (
    Misprint("a list item dropped", "large-print", "coverage", lists(drop_item)),
    Misprint("two items swapped", "large-print", "order", lists(turn_around)),
    Misprint("two items swapped in a sheet", "handout", "order", lists(turn_around)),
    Misprint("a lost 'not'", "large-print", "coverage", words(" not ", " ")),
    Misprint("a word over two lines", "large-print", "word-cut", broken),
    Misprint("a word over two lines of a sheet", "handout", "word-cut", broken),
    Misprint("two items swapped in a sheet to edit", "handout-docx", "order", lists(turn_around)),
    Misprint(
        "a notice removed from a sheet to edit", "handout-docx", "notices", without(NoticeId.PART)
    ),
    Misprint("a sheet to edit that is no draft", "handout-docx", "draft", unmarked, "fr"),
    Misprint("before for after", "handout", "coverage", words("before", "after")),
    Misprint("a doubled paragraph", "large-print", "extra", double),
    Misprint("the citation removed", "large-print", "citation", without(NoticeId.SOURCE)),
    Misprint("a notice removed", "handout", "notices", without(NoticeId.PART)),
    Misprint("PDQ as the name of the work", "large-print", "identification", identified),
    Misprint("PDQ as the name of the book", "epub", "identification", identified),
    Misprint("a part in another language", "web", "notices", unremarked, "es"),
    Misprint("a sheet that is no draft", "handout", "draft", unmarked, "fr"),
    Misprint("pages that are no draft", "large-print", "draft", unmarked, "fr"),
    Misprint("a chapter that is no draft", "epub", "draft", unmarked, "fr"),
    Misprint("a page that is no draft", "web", "draft", unmarked, "fr"),
    Misprint("another word spoken", "audiobook", "sound", words("not", "now")),
    Misprint("an item unspoken", "audiobook", "coverage", lists(drop_item)),
)
