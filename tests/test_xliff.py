"""XLIFF 1.2: out to an agency and back without loss, whatever its tools did to the file."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polib
import pytest
from lxml import etree

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity
from everyform.document import Document
from everyform.editions import content_path, desk
from everyform.editions.content import Entry, State, read_content
from everyform.editions.extract import Message, messages, template
from everyform.editions.review import Approval, Role, digest
from everyform.editions.xliff import Returned, from_xliff, to_xliff, unit_id
from everyform.reader import decode, read
from everyform.resources import LOCALES

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/fixtures/small.en.md"
SEED = ROOT / "seeds/osteosarcoma-treatment.en.md"
N = "{urn:oasis:names:tc:xliff:document:1.2}"

# The characters that some tool or other swallows, turns or doubles.
AWKWARD = (
    "plain",
    "\"double\" 'single' «angle» “curly”",
    "1 &lt; 2 &amp; 3 > 2 ]]> &amp;lt;",
    "one\ntwo\r\nthree\ttab",
    "440\u00a0mg\u202f/\u2009m²",
    "\u2067עצם\u2069 \u200fRTL\u200e \u202bembedded\u202c \u061c",
    "zero\u200bwidth\u200djoin\ufeff",
    "👩🏽‍⚕️ \U0001d4b3 e\u0301 é",
    "  spaces before and  between and after  ",
)


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode("small.en.md", SMALL.read_bytes())).value


@pytest.fixture
def catalog(document: Document, tmp_path: Path) -> Path:
    """A complete catalog whose translation of "x" is "«x»"."""
    file = template(document)
    file.metadata |= {"Language": "es", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for entry in file:
        entry.msgstr = f"«{entry.msgid}»"
    path = tmp_path / "small.po"
    file.save(str(path))
    return path


def edit(path: Path, msgid: str, **changes: object) -> None:
    file = polib.pofile(str(path))
    entry = file.find(msgid)
    assert entry is not None
    for name, value in changes.items():
        setattr(entry, name, value)
    file.save(str(path))


def entry_of(path: Path, msgid: str) -> polib.POEntry:
    found = polib.pofile(str(path)).find(msgid)
    assert found is not None
    return found


def send(path: Path, document: Document, language: str = "es") -> bytes:
    content = read_content(path, document, language).value
    source = document.language
    return to_xliff(document.name, source, language, messages(document), content.entries)


def take(data: bytes, document: Document) -> tuple[tuple[Returned, ...], tuple[Diagnostic, ...]]:
    return from_xliff("back.xlf", data, "es", messages(document))


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in found]


def unit_of(root: etree._Element, words: str) -> etree._Element:
    """The unit of a message without tags."""
    return next(u for u in root.iter(f"{N}trans-unit") if u.findtext(f"{N}source") == words)


def target_of(root: etree._Element, words: str) -> etree._Element:
    target = unit_of(root, words).find(f"{N}target")
    assert target is not None
    return target


def entry(msgid: str, msgstr: str) -> Entry:
    return Entry(msgid, msgstr, State.TRANSLATED, (), (), Location("x.po", 1))


# Out and back


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans"])
def test_a_whole_catalog_comes_back_as_it_left(tag: str, tmp_path: Path) -> None:
    document = read(decode(str(SEED), SEED.read_bytes())).value
    path = tmp_path / "catalog.po"
    path.write_bytes(content_path(document, tag, LOCALES).read_bytes())
    before = path.read_bytes()
    content = read_content(path, document, tag).value
    sent = send(path, document, tag)
    returned, found = from_xliff("back.xlf", sent, tag, messages(document))
    assert found == ()
    assert {unit.msgid: unit.msgstr for unit in returned} == {
        entry.msgid: entry.msgstr for entry in content.entries.values()
    }
    assert desk.take_back(path, returned) == 0
    assert path.read_bytes() == before


def test_states_go_out_and_come_back(document: Document, catalog: Path) -> None:
    edit(catalog, "surgery", flags=["fuzzy"])
    edit(catalog, "watching and waiting", msgstr="")
    sent = send(catalog, document)
    root = etree.fromstring(sent)
    assert target_of(root, "surgery").get("state") == "needs-review-translation"
    assert unit_of(root, "watching and waiting").find(f"{N}target") is None
    returned, found = take(sent, document)
    assert [(f.severity, f.code) for f in found] == [(Severity.NOTE, "xliff-empty")]
    back = {unit.msgid: unit.fuzzy for unit in returned}
    assert back["surgery"] is True
    assert "watching and waiting" not in back
    assert sum(map(bool, back.values())) == 1
    assert desk.take_back(catalog, returned) == 0
    assert send(catalog, document) == sent


def test_notes_and_segment_ids_are_the_translators(document: Document, catalog: Path) -> None:
    root = etree.fromstring(send(catalog, document))
    units = list(root.iter(f"{N}trans-unit"))
    for unit, message in zip(units, messages(document), strict=True):
        assert tuple(note.text for note in unit.iter(f"{N}note")) == message.notes
    assert "heading, level 2" in str(unit_of(root, "Treatment of Knee Tumors").findtext(f"{N}note"))


def test_each_unit_has_a_line_of_its_own(document: Document, catalog: Path) -> None:
    lines = send(catalog, document).decode().splitlines()
    assert sum("<trans-unit " in line for line in lines) == len(messages(document))
    assert max(line.count("<target") for line in lines) == 1


@pytest.mark.parametrize("words", AWKWARD)
@pytest.mark.parametrize("around", ['<g id="1">{}</g> {}<x id="2"/>', "{}"])
def test_every_character_comes_back(words: str, around: str) -> None:
    said = around.replace("{}", "words")
    put = around.replace("{}", words)
    data = to_xliff("d", "en", "es", [Message(said, ())], {said: entry(said, put)})
    (back,), found = from_xliff("x", data, "es", [Message(said, ())])
    assert found == ()
    assert back.msgstr == put


@pytest.mark.parametrize(
    ("put", "back"),
    [
        ("5 < 6", "5 &lt; 6"),
        ("a & b &quot;", "a &amp; b &amp;quot;"),
        ("<b>bold</b>", "&lt;b>bold&lt;/b>"),
        ("<!-- note -->", "&lt;!-- note -->"),
    ],
)
def test_an_entry_that_is_no_message_is_sent_as_words(put: str, back: str) -> None:
    data = to_xliff("d", "en", "es", [Message("a", ())], {"a": entry("a", put)})
    (unit,), _ = from_xliff("x", data, "es", [Message("a", ())])
    assert unit.msgstr == back


def test_an_entry_with_broken_tags_stays_as_it_was() -> None:
    said = 'See <g id="1">here</g>'
    data = to_xliff("d", "en", "es", [Message(said, ())], {said: entry(said, 'Ver <g id="1">')})
    returned, found = from_xliff("x", data, "es", [Message(said, ())])
    assert (returned, codes(found)) == ((), ["xliff-tags"])


def test_a_character_that_xml_cannot_hold_is_refused_at_its_line(
    document: Document, catalog: Path
) -> None:
    edit(catalog, "surgery", msgstr="ciru\x08gía")
    with pytest.raises(PipelineError, match=r"small\.po:\d+: error\[xliff-character\]: 'surgery'"):
        send(catalog, document)


# What an agency's tools do


def reindented(root: etree._Element) -> None:
    etree.indent(root, "\t")


def with_prefixes(root: etree._Element) -> None:
    root.set("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", "a b")
    for unit in root.iter(f"{N}trans-unit"):
        unit.set("{urn:tool}percent", "100")
        etree.SubElement(unit, "{urn:tool}metadata").text = "words of the tool"


def with_marks(root: etree._Element) -> None:
    for target in root.iter(f"{N}target"):
        mark = etree.Element(f"{N}mrk", mtype="seg", mid="0")
        mark.text, target.text = target.text, None
        mark.extend(list(target))
        target.append(mark)


def with_languages(root: etree._Element) -> None:
    for target in root.iter(f"{N}target"):
        target.set("{http://www.w3.org/XML/1998/namespace}lang", "es-MX")
    for file in root.iter(f"{N}file"):
        file.set("target-language", "es-MX")


def with_final_states(root: etree._Element) -> None:
    for target in root.iter(f"{N}target"):
        target.set("state", "final")
        target.set("state-qualifier", "exact-match")


def without_states(root: etree._Element) -> None:
    for target in root.iter(f"{N}target"):
        del target.attrib["state"]


def with_remarks(root: etree._Element) -> None:
    for target in root.iter(f"{N}target"):
        remark = etree.Comment("a remark")
        remark.tail, target.text = target.text, None
        target.insert(0, remark)
        target.append(etree.ProcessingInstruction("tool", "end"))


def with_alternatives(root: etree._Element) -> None:
    for unit in list(root.iter(f"{N}trans-unit")):
        group = etree.Element(f"{N}group")
        unit.getparent().replace(unit, group)  # type: ignore[union-attr]
        group.append(unit)
        match = etree.Element(f"{N}alt-trans")
        etree.SubElement(match, f"{N}target").text = "another"
        unit.insert(0, match)
        segments = copy.deepcopy(unit.find(f"{N}source"))
        assert segments is not None
        segments.tag = f"{N}seg-source"
        unit.insert(2, segments)


@pytest.mark.parametrize(
    "change",
    [
        *(reindented, with_prefixes, with_marks, with_languages, with_final_states),
        *(without_states, with_remarks, with_alternatives),
    ],
)
def test_what_a_tool_did_changes_no_words(
    document: Document, catalog: Path, change: Callable[[etree._Element], None]
) -> None:
    root = etree.fromstring(send(catalog, document))
    before = etree.tostring(root)
    change(root)
    assert etree.tostring(root) != before
    for encoding in ("UTF-8", "UTF-16"):
        returned, found = take(etree.tostring(root, encoding=encoding), document)
        assert found == ()
        assert desk.take_back(catalog, returned) == 0


def test_tags_on_lines_of_their_own_are_laid_out_and_no_words() -> None:
    said = '<g id="1"><g id="2">all</g></g> <g id="3">of</g> <x id="4"/>'
    data = to_xliff("d", "en", "es", [Message(said, ())], {said: entry(said, said)})
    root = etree.fromstring(data)
    etree.indent(root)
    assert b'\n          <g id="3">' in etree.tostring(root)
    (back,), found = from_xliff("x", etree.tostring(root), "es", [Message(said, ())])
    assert (back.msgstr, found) == (said, ())


def test_the_prefix_of_a_tool_is_as_good(document: Document, catalog: Path) -> None:
    text = send(catalog, document).decode()
    text = text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    returned, found = take(text.replace("xmlns=", "xmlns:x=").encode(), document)
    assert found == ()
    assert desk.take_back(catalog, returned) == 0


def test_a_state_that_is_not_there_says_nothing(document: Document, catalog: Path) -> None:
    edit(catalog, "surgery", flags=["fuzzy"], previous_msgid="surgeon")
    root = etree.fromstring(send(catalog, document))
    without_states(root)
    assert desk.take_back(catalog, take(etree.tostring(root), document)[0]) == 0
    assert entry_of(catalog, "surgery").fuzzy
    target_of(root, "surgery").text = "cirugía"
    assert desk.take_back(catalog, take(etree.tostring(root), document)[0]) == 1
    settled = entry_of(catalog, "surgery")
    assert (settled.msgstr, settled.fuzzy, settled.previous_msgid) == ("cirugía", False, None)


def test_an_approval_of_the_unit_settles_its_state(document: Document, catalog: Path) -> None:
    edit(catalog, "surgery", flags=["fuzzy"])
    root = etree.fromstring(send(catalog, document))
    unit_of(root, "surgery").set("approved", "yes")
    assert desk.take_back(catalog, take(etree.tostring(root), document)[0]) == 1
    assert not entry_of(catalog, "surgery").fuzzy


def test_a_source_that_a_tool_copied_is_no_translation(document: Document, catalog: Path) -> None:
    edit(catalog, "surgery", msgstr="")
    root = etree.fromstring(send(catalog, document))
    target = etree.Element(f"{N}target", state="needs-translation")
    target.text = "surgery"
    unit_of(root, "surgery").insert(1, target)
    returned, found = take(etree.tostring(root), document)
    assert codes(found) == ["xliff-empty"]
    assert desk.take_back(catalog, returned) == 0


# What comes back changed


def test_a_changed_target_is_taken_and_voids_its_approval(
    document: Document, catalog: Path
) -> None:
    for msgid in ("surgery", "watching and waiting"):
        own = digest(msgid, f"«{msgid}»")
        marks = (Approval(role, "Ana Ruiz", date(2026, 11, 23), own) for role in Role)
        edit(catalog, msgid, tcomment="\n".join(map(str, marks)))
    root = etree.fromstring(send(catalog, document))
    assert unit_of(root, "surgery").get("approved") == "yes"
    target = target_of(root, "surgery")
    assert target.get("state") == "signed-off"
    target.text = "cirugía"
    returned, found = take(etree.tostring(root), document)
    assert found == ()
    assert desk.take_back(catalog, returned) == 1
    content, noticed = read_content(catalog, document, "es")
    assert codes(noticed) == ["review-stale"]
    assert content.entries["surgery"].msgstr == "cirugía"
    assert content.entries["surgery"].state is State.TRANSLATED
    assert content.entries["watching and waiting"].state is State.APPROVED


def test_words_for_a_message_that_the_catalog_lacks_are_kept(
    document: Document, catalog: Path
) -> None:
    sent = send(catalog, document)
    file = polib.pofile(str(catalog))
    file[:] = [entry for entry in file if entry.msgid != "surgery"]
    file.save(str(catalog))
    assert desk.take_back(catalog, take(sent, document)[0]) == 1
    assert entry_of(catalog, "surgery").msgstr == "«surgery»"


def test_words_sent_before_an_edit_do_not_come_back_under_the_new_ones(
    document: Document, catalog: Path
) -> None:
    sent = send(catalog, document)
    now = [m for m in messages(document) if m.msgid != "surgery"]
    returned, found = from_xliff("back.xlf", sent, "es", now)
    assert codes(found) == ["xliff-stale"]
    assert sent.decode().splitlines()[found[0].location.line - 1].strip().startswith("<trans-unit")
    assert "surgery" not in {unit.msgid for unit in returned}


# Hostile and broken files


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "xliff-syntax", 1),
        (b"<xliff", "xliff-syntax", 1),
        (b"\n<other/>", "xliff-syntax", 2),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1"/>', "xliff-syntax", 1),
        (b'<?xml version="1.0"?>\n<!DOCTYPE xliff>\n<xliff/>', "xliff-syntax", 2),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "xliff-syntax", 1),
        (b'<!DOCTYPE x [<!ENTITY % e SYSTEM "http://x/"> %e;]><x/>', "xliff-syntax", 1),
        (
            b'\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
            b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>',
            "xliff-syntax",
            2,
        ),
        (b"<x>&undefined;</x>", "xliff-syntax", 1),
        (b"<xliff>\n</wrong>", "xliff-syntax", 2),
    ],
)
def test_what_is_no_xliff_is_refused_at_its_line(
    document: Document, data: bytes, code: str, line: int
) -> None:
    with pytest.raises(PipelineError) as caught:
        take(data, document)
    [found] = caught.value.diagnostics
    assert (found.code, found.location.path, found.location.line) == (code, "back.xlf", line)
    assert "\n" not in found.message


@pytest.mark.parametrize("language", ["fr", "", "es-simple", "ar", "*"])
def test_another_language_is_refused_at_its_line(
    document: Document, catalog: Path, language: str
) -> None:
    changed = send(catalog, document).replace(
        b'target-language="es"', b'target-language="%s"' % language.encode()
    )
    with pytest.raises(PipelineError, match=r"back\.xlf:3: error\[xliff-language\].*\n.*es"):
        take(changed, document)


def test_another_document_is_refused(document: Document, catalog: Path) -> None:
    others = [Message(f"other {number}", ()) for number in range(30)]
    sent = to_xliff("other", "en", "es", others, {})
    with pytest.raises(PipelineError, match=r"back\.xlf:3: error\[xliff-foreign\]: 0 of 30 units"):
        take(sent, document)


@pytest.mark.parametrize(
    ("put", "said"),
    [
        ("", "lost: g 1"),
        ('<g id="1">a</g><g id="1">b</g>', "added: g 1"),
        ('<g id="2">a</g>', "lost: g 1; added: g 2"),
        ('<x id="1"/>', "lost: g 1; added: x 1"),
        ("<g>a</g>", "lost: g 1; added: g"),
        ('<ph id="1">{b}</ph>', "lost: g 1; added: ph 1"),
        ('<g id="1"><bpt id="9">{b}</bpt>a</g>', "added: bpt 9"),
    ],
)
def test_broken_tags_leave_the_unit_out(document: Document, put: str, said: str) -> None:
    message = Message('See <g id="1">this</g>', ())
    data = to_xliff("d", "en", "es", [message], {})
    target = f"</source><target>Ver {put}</target>".encode()
    returned, [found] = from_xliff("x.xlf", data.replace(b"</source>", target), "es", [message])
    assert returned == ()
    assert str(found).startswith("x.xlf:5: warning[xliff-tags]: ")
    assert found.message.endswith(f"is not taken: {said}")


def test_a_unit_that_is_not_there_is_missed_once(document: Document, catalog: Path) -> None:
    root = etree.fromstring(send(catalog, document))
    for words in ("surgery", "watching and waiting"):
        unit = unit_of(root, words)
        unit.getparent().remove(unit)  # type: ignore[union-attr]
    returned, [found] = take(etree.tostring(root), document)
    assert (found.code, found.location.line) == ("xliff-missing", 2)
    assert found.message.startswith("2 of ")
    assert "'surgery'" in found.message
    assert desk.take_back(catalog, returned) == 0


def test_of_a_repeated_unit_the_first_is_taken(document: Document, catalog: Path) -> None:
    root = etree.fromstring(send(catalog, document))
    again = copy.deepcopy(unit_of(root, "surgery"))
    root[0][0].append(again)
    again[1].text = "otra"
    data = etree.tostring(root)
    returned, [found] = take(data, document)
    assert found.code == "xliff-duplicate"
    assert data.decode().splitlines()[found.location.line - 1].lstrip().startswith("<trans-unit")
    assert desk.take_back(catalog, returned) == 0


# What tools say of a unit in words of their own

TOOLS = (
    'xmlns:mq="MQXliff" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" '
    'xmlns:m="http://www.memsource.com/mxlf/2.0"'
)


def one_unit(attributes: str, target: str, beside: str = "", tag: str = "es") -> bytes:
    """A file whose one unit is "Rest. Drink water." with what a tool has written into it."""
    unit = unit_id("Rest. Drink water.")
    return (
        f'<xliff xmlns="{N[1:-1]}" {TOOLS} version="1.2"><file original="x" '
        f'source-language="en" target-language="{tag}" datatype="x"><body>'
        f'<trans-unit id="{unit}" {attributes}><source>Rest. Drink water.</source>{beside}'
        f"{target}</trans-unit></body></file></xliff>"
    ).encode()


def sent_back(data: bytes, tag: str = "es") -> tuple[Returned, list[Diagnostic]]:
    message = Message("Rest. Drink water.", ())
    (unit,), found = from_xliff("x.xlf", data, tag, [message])
    return unit, list(found)


WORDS = "<target>Descanse. Beba agua.</target>"


@pytest.mark.parametrize(
    ("attributes", "target", "beside", "reason"),
    [
        ('mq:status="Rejected"', WORDS, "", "memoQ says Rejected"),
        ('mq:status="PartiallyEdited"', WORDS, "", "memoQ says PartiallyEdited"),
        ('m:confirmed="0"', WORDS, "", "not confirmed"),
        (
            "",
            WORDS,
            '<sdl:seg-defs><sdl:seg id="1" conf="Draft"/></sdl:seg-defs>',
            "Trados says Draft of sentence 1",
        ),
        ("", WORDS, '<sdl:seg-defs><sdl:seg id="2"/></sdl:seg-defs>', "Trados says nothing"),
        (
            "",
            WORDS.replace(">D", ' state="translated" state-qualifier="mt-suggestion">D'),
            "",
            "mt",
        ),
        ("", WORDS.replace(">D", ' state="final" state-qualifier="rejected-grammar">D'), "", "rej"),
        ("", WORDS.replace(">D", ' state-qualifier="fuzzy-match">D'), "", "memory suggested"),
        (
            'approved="yes"',
            '<target><mrk mtype="seg" mid="1">Descanse.</mrk> <mrk mtype="seg" mid="2"/></target>',
            '<seg-source><mrk mtype="seg" mid="1">Rest.</mrk> '
            '<mrk mtype="seg" mid="2">Drink water.</mrk></seg-source>',
            "a sentence is empty: 'Drink water.'",
        ),
    ],
)
def test_what_a_tool_calls_unfinished_is_fuzzy(
    attributes: str, target: str, beside: str, reason: str
) -> None:
    unit, (finding,) = sent_back(one_unit(attributes, target, beside))
    assert unit.fuzzy is True
    assert finding.code == "xliff-unfinished"
    assert reason in finding.message


@pytest.mark.parametrize(
    ("attributes", "target", "beside"),
    [
        ('mq:status="ManuallyConfirmed"', WORDS, ""),
        ('m:confirmed="1"', WORDS, ""),
        ("", WORDS, '<sdl:seg-defs><sdl:seg id="1" conf="ApprovedSignOff"/></sdl:seg-defs>'),
        ("", WORDS.replace(">D", ' state="signed-off" state-qualifier="mt-suggestion">D'), ""),
        ('approved="yes"', WORDS.replace(">D", ' state-qualifier="leveraged-mt">D'), ""),
    ],
)
def test_what_a_tool_calls_finished_is(attributes: str, target: str, beside: str) -> None:
    unit, found = sent_back(one_unit(attributes, target, beside))
    assert not unit.fuzzy
    assert found == []


@pytest.mark.parametrize(
    ("tag", "first", "second", "between", "words"),
    [
        ("es", "Descanse.", "Beba agua.", " ", "Descanse. Beba agua."),
        ("es", "Descanse.", "Beba agua.", "", "Descanse. Beba agua."),
        ("zh-Hans", "休息。", "喝水。", " ", "休息。喝水。"),
    ],
)
def test_sentences_come_back_with_the_spaces_of_the_source(
    tag: str, first: str, second: str, between: str, words: str
) -> None:
    def marks(one: str, other: str, space: str) -> str:
        return f'<mrk mtype="seg" mid="1">{one}</mrk>{space}<mrk mtype="seg" mid="2">{other}</mrk>'

    source = f"<seg-source>{marks('Rest.', 'Drink water.', between)}</seg-source>"
    target = f"<target>{marks(first, second, '')}</target>"
    assert sent_back(one_unit("", target, source, tag), tag)[0].msgstr == words
