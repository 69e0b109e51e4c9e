"""Hostile and broken input: each case ends in a named finding at its line, or in the words."""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping

import pytest
from markdown_it import MarkdownIt

from everyform.canonical import from_json, to_json
from everyform.diagnostics import PipelineError, Reported, Severity
from everyform.document import Document
from everyform.inline import Slot, SlotName
from everyform.reader import Source, decode, read
from everyform.reader.parser import new_parser
from everyform.reader.read import document_name
from everyform.walk import document_segments, plain_text
from tests.reading import canonical_words, framed, source_words, unexplained

SMALL = framed("## Care\n\nRest helps.\n")[0].text


def errors(source: Source) -> list[tuple[str, int]]:
    with pytest.raises(PipelineError) as caught:
        read(source)
    found = [d for d in caught.value.diagnostics if d.severity is Severity.ERROR]
    assert found
    return [(d.code, d.location.line) for d in found]


def changed(old: str, new: str) -> Source:
    assert old in SMALL
    return Source("seeds/small.en.md", SMALL.replace(old, new))


def codes(result: Reported[Document]) -> set[str]:
    return {d.code for d in result.diagnostics}


# Bytes


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("---\nñ".encode("latin-1"), "ISO 8859-1"),
        ("---\n“ñ”".encode("cp1252"), "Windows-1252"),
        ("---\nx".encode("utf-16"), "UTF-16"),
        ("---\nx".encode("utf-32"), "UTF-32"),
        ("---\nñañaña".encode("utf-16-le"), "UTF-16 without"),
        (b"\x81\x8d\x8f\x90\xff", "binary"),
    ],
)
def test_other_encodings_are_named(data: bytes, said: str) -> None:
    with pytest.raises(PipelineError) as caught:
        decode("x.md", data)
    (finding,) = caught.value.diagnostics
    assert finding.code == "encoding"
    assert said in finding.message


def test_the_line_of_a_wrong_byte_is_given() -> None:
    with pytest.raises(PipelineError) as caught:
        decode("x.md", b"---\nfine\nna\xefve\n")
    assert caught.value.diagnostics[0].location.line == 3


@pytest.mark.parametrize("shape", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
def test_byte_order_mark_and_carriage_returns_change_nothing(
    shape: Callable[[str], str],
) -> None:
    plain = read(Source("seeds/small.en.md", SMALL))
    assert read(decode("seeds/small.en.md", shape(SMALL).encode())) == plain
    assert read(Source("seeds/small.en.md", shape(SMALL))) == plain


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x7f", "\x85", "\ufffe"])
def test_control_characters_are_errors(character: str) -> None:
    line = SMALL[: SMALL.index("Rest")].count("\n") + 1
    assert errors(changed("Rest", f"R{character}est")) == [("control-character", line)]


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f"])
def test_bidi_characters_are_warned_of_and_kept(character: str) -> None:
    result = read(changed("Rest", f"R{character}est"))
    assert "bidi-character" in codes(result)
    assert any(character in plain_text(s.content) for s in document_segments(result.value))


def test_too_large() -> None:
    assert errors(changed("Rest", "x" * 4_000_001))[0][0] == "too-large"
    assert errors(changed("Rest", "x" * 200_001))[0][0] == "too-large"


@pytest.mark.parametrize(
    ("end", "severity"),
    [
        ("See [the desk](https://exam", Severity.ERROR),
        ("See [the de", Severity.ERROR),
        ("Rest helps all kn", Severity.ERROR),
        ("Rest helps all knees,", Severity.ERROR),
        ("Rest helps all\n", Severity.WARNING),
        ("## Care\n", Severity.WARNING),
        ("## Ca", Severity.WARNING),
        ("- Rest\n- Ice and ta", Severity.WARNING),
        ("- Rest\n- Ice\n", None),
        ("Rest helps.", None),
        ("Rest helps (a lot).\n", None),
        ("Site: [example.org](https://example.org/)", None),
        ("It says: “rest.”", None),
    ],
)
def test_a_text_that_was_cut_off(end: str, severity: Severity | None) -> None:
    source = Source("x.md", SMALL + "\n" + end)
    try:
        found = read(source).diagnostics
    except PipelineError as refused:
        found = refused.diagnostics
    cuts = [d for d in found if d.code == "cut-off"]
    assert [d.severity for d in cuts] == ([severity] if severity else [])
    assert all(d.location.line == source.text.rstrip().count("\n") + 1 for d in cuts)


def test_a_character_that_was_cut_off() -> None:
    with pytest.raises(PipelineError) as caught:
        decode("x.md", "---\nñandú".encode()[:-1])
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.location.line) == ("encoding", 2)
    assert "cut off" in finding.message


# Front matter


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty", 0),
        (" \n\n", "empty", 0),
        ("# Title\n", "front-matter-missing", 1),
        ("\n---\ntitle: x\n---\n", "front-matter-missing", 1),
        ("---\ntitle: x\n", "front-matter-unterminated", 1),
        ("---\njust words\n---\n", "front-matter-not-mapping", 2),
        ("---\n- a\n---\n", "front-matter-not-mapping", 2),
        ("---\n---\n", "front-matter-not-mapping", 2),
        ("---\ntitle: [x\n---\n", "front-matter-syntax", 3),
        ("---\ntitle: x\nday: 2025-13-45\n---\n", "front-matter-value", 3),
        ("---\ntitle: x\nday:\n- 2025-01-01 25:00:00\n---\n", "front-matter-value", 4),
        (f"---\ntitle: x\nlastReviewed: {'1' * 5000}\n---\n", "front-matter-value", 3),
        ("---\ntitle: x\nurl: y\ntitle: z\n---\n", "front-matter-duplicate-key", 4),
        ("---\na: 1\ntitle: !!python/name:os.system\n---\n", "front-matter-unsafe", 3),
        ("---\na: &x [1]\nb: *x\n---\n", "front-matter-unsafe", 2),
        ("---\n? [a]\n: b\n---\n", "front-matter-not-mapping", 2),
    ],
)
def test_broken_headers(text: str, code: str, line: int) -> None:
    assert errors(Source("x.md", text))[0] == (code, line)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("title: Knee Tumors - NCI\n", "", "metadata-missing", 1),
        ("license: public_domain", "license: ''", "metadata-missing", 8),
        ("license: public_domain", "license: all_rights_reserved", "licence", 8),
        ("license: public_domain", "license: not public domain", "licence", 8),
        ("license: public_domain", "license: CC BY 4.0", "licence", 8),
        ("license: public_domain", "license: [public_domain]", "metadata-type", 8),
        ("license: public_domain\n", "", "metadata-missing", 1),
        ("language: en", "language: no", "metadata-type", 6),
        ("language: en", "language: fr", "metadata-language", 6),
        ("source: NCI", "source: 12", "metadata-type", 10),
        ("cancerTypes:\n- knee", "cancerTypes: knee", "metadata-type", 3),
        ("'2025-12-30'", "'2025-02-30'", "metadata-date", 7),
        ("'2025-12-30'", f"'{'1' * 5000}'", "metadata-date", 7),
        ("'2025-12-30'", "1" * 4000, "metadata-date", 7),
        ("'2025-12-30'", f"0x{'f' * 5000}", "metadata-date", 7),
        ("'2025-12-30'", "0205-12-30", "metadata-date", 7),
        ("title: Knee", f"title: 0x{'f' * 5000} # Knee", "metadata-type", 15),
        ("'2025-12-30'", "2025-12-30 10:00:00", "metadata-date", 7),
        ("quarterly", "sometimes", "metadata-frequency", 9),
        ("audienceLevel: patient", "audienceLevel: health-professional", "metadata-audience", 2),
        (
            "url: https://www.cancer.gov/",
            "url: https://www.cancer.gov.evil.org/",
            "metadata-url",
            16,
        ),
        ("url: https://www.cancer.gov/", "url: ftp://www.cancer.gov/", "metadata-url", 16),
        ("url: https://", "url: 'https://[", "front-matter-syntax", 18),
        ("version: v1", "accessed: yesterday", "metadata-date", 17),
        ("version: v1", "alternates: https://www.cancer.gov/es", "metadata-type", 17),
        ("version: v1", "alternates: {es: 1}", "metadata-type", 17),
        ("version: v1", "alternates: {en: https://www.cancer.gov/x}", "metadata-language", 17),
        ("version: v1", "alternates: {fr: https://www.cancer.gov/x}", "metadata-language", 17),
        ("version: v1", "alternates: {es: https://example.org/x}", "metadata-url", 17),
    ],
)
def test_wrong_metadata(old: str, new: str, code: str, line: int) -> None:
    found = errors(Source("x.md", SMALL.replace(old, new, 1)))
    assert found[0] == (code, line)


@pytest.mark.parametrize(
    "licence",
    ["public domain", "Public Domain", "public-domain", "Public domain (U.S.)", "'public_domain '"],
)
def test_the_public_domain_has_several_names(licence: str) -> None:
    text = SMALL.replace("license: public_domain", f"license: {licence}")
    assert read(Source("x.md", text)).value.metadata.licence == licence.strip("' ")


def test_no_message_is_longer_than_a_person_reads() -> None:
    for old, new in [
        ("'2025-12-30'", "1" * 5000),
        ("'2025-12-30'", f"'{'1' * 5000}'"),
        ("quarterly", "q" * 5000),
        ("url: https", "url: x" + "y" * 5000),
        ("language: en", "language: " + "e" * 5000),
        ("license: public_domain", "license: " + "x" * 5000),
        ("title: Knee", '"' + "x" * 5000 + '": 1\ntitle: Knee'),
    ]:
        with pytest.raises(PipelineError) as caught:
            read(changed(old, new))
        assert all(len(str(finding)) < 300 for finding in caught.value.diagnostics), old


def test_all_metadata_errors_come_at_once() -> None:
    text = SMALL.replace("language: en", "language: xx").replace("quarterly", "daily")
    assert [code for code, _ in errors(Source("x.md", text))] == [
        "metadata-language",
        "metadata-frequency",
    ]


@pytest.mark.parametrize("key", ["lastReviewed: '2025-12-30'\n", "reviewFrequency: quarterly\n"])
def test_unknown_review_is_a_warning(key: str) -> None:
    assert "metadata-review" in codes(read(changed(key, "")))


def test_a_text_in_another_language_is_noticed() -> None:
    spanish = "La rodilla es una de las partes del cuerpo que se usan para andar. " * 8
    found = read(framed(f"## Rodilla\n\n{spanish}\n")[0]).diagnostics
    (finding,) = (d for d in found if d.code == "language-mismatch")
    assert finding.location.line == 6
    assert "language-mismatch" not in codes(read(Source("x.md", SMALL)))
    assert "language-mismatch" not in codes(read(framed(f"{spanish}\n", "es")[0]))


def test_cancer_types_that_the_title_does_not_bear_out() -> None:
    result = read(changed("- knee\n", "- knee\n- bone\n- lung\n"))
    (finding,) = (d for d in result.diagnostics if d.code == "metadata-cancer-types")
    assert (finding.severity, finding.location.line) == (Severity.NOTE, 3)
    assert "bone, lung" in finding.message
    assert result.value.metadata.doubtful_types == ("bone", "lung")
    assert from_json(to_json(result.value)) == result.value
    fine = changed("# Knee Tumor Treatment", "# Bone and Lung Treatment").text
    fine = fine.replace("- knee\n", "- knee\n- bone\n- lung\n")
    assert "metadata-cancer-types" not in codes(read(Source("x.md", fine)))
    assert read(Source("x.md", fine)).value.metadata.doubtful_types == ()


def test_unquoted_dates_and_citation_dates() -> None:
    source = changed("'2025-12-30'", "2025-12-30\nupdated: 2025-11-01\naccessed: '2026-01-02'")
    metadata = read(source).value.metadata
    assert str(metadata.last_reviewed) == "2025-12-30"
    assert (str(metadata.updated), str(metadata.accessed)) == ("2025-11-01", "2026-01-02")


# What a summary must have


def test_title_missing() -> None:
    text = SMALL.replace("# Knee Tumors - NCI\n", "").replace("# Knee Tumor T", "Knee Tumor T")
    assert errors(Source("x.md", text))[0][0] == "title-missing"


def test_health_professional_version_is_refused() -> None:
    found = errors(changed("–Patient Version", "–Health Professional Version"))
    assert found == [("title-professional", 22)]


def test_unusual_title_is_a_warning() -> None:
    result = read(changed(" (PDQ®)–Patient Version", ""))
    assert "title-form" in codes(result)
    assert result.value.topic == "Knee Tumor Treatment"


def test_a_title_after_text_is_moved_and_says_so() -> None:
    title = "# Knee Tumor Treatment (PDQ®)–Patient Version\n"
    source, _ = framed("Text.\n")
    late = source.text.replace(title, "").replace("Text.\n", f"Text.\n\n{title}")
    document, findings = read(Source("x.md", late))
    assert plain_text(document.title.content).startswith("Knee Tumor")
    assert [d.severity for d in findings if d.code == "title-moved"] == [Severity.WARNING]
    assert unexplained(source_words(late), canonical_words(document), findings) == []


def test_permission_missing() -> None:
    found = errors(changed("### Permission to Use This Summary", "### Other"))
    assert [code for code, _ in found] == ["permission-missing"]


def test_citation_missing() -> None:
    source = changed("PDQ® Knee Editorial Board. PDQ", "The Knee Board.")
    line = SMALL[: SMALL.index("### Permission")].count("\n") + 1
    assert errors(source) == [("citation-missing", line)]


def test_citation_without_pmid_and_with_dates() -> None:
    text = SMALL.replace(" [PMID: 12345678]", "").replace("<MM/DD/YYYY>", "01/02/2026")
    attribution = read(Source("x.md", text)).value.attribution
    assert attribution.pmid is None
    assert attribution.board == "PDQ® Knee Editorial Board"


ENGLISH = "PDQ® Knee Editorial Board. PDQ Knee Tumor Treatment. "
SPANISH = "PDQ® sobre la rodilla. PDQ Tratamiento de los tumores de rodilla. "


def cited(language: str, *changes: tuple[str, str]) -> Reported[Document]:
    text = framed("Rest.\n", language)[0].text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(Source("x.md", text))


@pytest.mark.parametrize(
    ("language", "head", "title"),
    [
        ("en", "PDQ® . PDQ Knee Tea. ", "PDQ Knee Tea"),
        ("en", "PDQ®. PDQ Knee Tea. ", "PDQ Knee Tea"),
        ("en", "PDQ Knee Tea. ", "PDQ Knee Tea"),
        ("en", "PDQ® Knee Tea. ", "PDQ® Knee Tea"),
        ("en", "National Cancer Institute: PDQ® Knee Tea. ", None),
        ("es", "PDQ® . PDQ Té de rodilla. ", "PDQ Té de rodilla"),
        ("es", "PDQ®  .  PDQ Té de rodilla . ", "PDQ Té de rodilla"),
        ("es", "PDQ. PDQ® Té: de rodilla. ", "PDQ® Té: de rodilla"),
    ],
)
def test_a_citation_without_a_board_is_taken_as_it_is(
    language: str, head: str, title: str | None
) -> None:
    document, found = cited(language, ({"en": ENGLISH, "es": SPANISH}[language], head))
    attribution = document.attribution
    assert attribution.board == ""
    assert attribution.title == (title or head.rstrip(". "))
    assert attribution.publisher == "Bethesda, MD: National Cancer Institute"
    assert plain_text(attribution.citation).startswith(" ".join(head.split()))
    assert [n.name for n in attribution.citation if isinstance(n, Slot)] == list(SlotName)
    assert [d.severity for d in found if d.code == "citation-board"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "change"),
    [
        ("en", ("Updated <", "Updated: <")),
        ("en", ("Updated <", "Date last modified <")),
        ("en", ("Available at: ", "Available at ")),
        ("en", ("Accessed <MM/DD/YYYY>. [PMID: 12345678]", "Accessed <MM/DD/YYYY>.")),
        ("en", ("[PMID: 12345678]", "[PMID:12345678].")),
        ("en", ("[PMID: 12345678]", "PMID 12345678. \\*")),
        ("en", ("<MM/DD/YYYY>", "<DD/MM/YYYY>")),
        ("en", (". Updated", ".\u00a0 Updated")),
        ("en", ("PDQ® Knee", "The preferred citation for this PDQ summary is: PDQ® Knee")),
        ("es", ("Actualización: ", "Actualización ")),
        ("es", ("Actualización: ", "Última actualización: ")),
        ("es", ("Actualización: ", "Actualizado: ")),
        ("es", ("Fecha de acceso: ", "Acceso: ")),
        ("es", ("<MM/DD/YYYY>", "<DD/MM/AAAA>")),
        ("es", ("Fecha de acceso: <MM/DD/YYYY>.", "Fecha de acceso: <MM/DD/YYYY>")),
        ("es", ("Fecha de acceso: <MM/DD/YYYY>.", "Fecha de acceso: <MM/DD/YYYY>. [PMID: 12]")),
    ],
)
def test_a_citation_may_be_worded_otherwise(language: str, change: tuple[str, str]) -> None:
    document, found = cited(language, change)
    boards = {"en": "PDQ® Knee Editorial Board", "es": "PDQ® sobre la rodilla"}
    assert document.attribution.board == boards[language]
    assert document.attribution.title == {"en": ENGLISH, "es": SPANISH}[language].split(". ")[1]
    slots = [n.name for n in document.attribution.citation if isinstance(n, Slot)]
    assert slots == list(SlotName)
    assert "citation-board" not in {d.code for d in found}


# Depth and size


@pytest.mark.parametrize(
    "body",
    [
        "> " * 25 + "deep\n",
        "".join("  " * n + "- x\n" for n in range(15)),
        "*a **b " * 60 + "x" + "** *" * 60 + "\n",
    ],
    ids=["quotations", "lists", "emphasis"],
)
def test_what_the_parser_would_lose_is_refused_or_kept(body: str) -> None:
    source, _ = framed(f"## Deep\n\n{body}")
    try:
        document = read(source).value
    except PipelineError as refused:
        assert [d.code for d in refused.diagnostics] == ["nesting-too-deep"]
    else:
        words = " ".join(plain_text(s.content) for s in document_segments(document))
        assert all(word in words for word in ("a", "b", "x"))


def test_the_depth_limit_itself() -> None:
    assert errors(framed("> " * 20 + "deep\n")[0])[0][0] == "nesting-too-deep"
    document = read(framed("> " * 15 + "deep\n")[0]).value
    assert any(plain_text(s.content) == "deep" for s in document_segments(document))


def test_lists_that_open_without_end_are_refused() -> None:
    source, before = framed("## Deep\n\n" + "- a:\n\n" * 500)
    assert errors(source) == [("nesting-too-deep", before + 3 + 2 * 20)]


@pytest.mark.parametrize(
    "body",
    ["[a](b" * 20_000, "[a](b (c" * 10_000],
    ids=["addresses", "titles"],
)
def test_what_would_take_ever_longer_is_given_up(body: str) -> None:
    start = time.process_time()
    assert errors(framed(f"## Much\n\n{body}\n")[0]) == [("reading-too-long", 0)]
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "url",
    [
        "/Common/PopUps/popDefinition.aspx?id=45215&version=patient&language=English",
        "https://www.cancer.gov/types/bone/hp#_1",
        "//www.cancer.gov/a",
        "HTTPS://Cancer.gov/%7Ea?b=%",
        "https://españa.example/año",
        "mailto:a@b.example",
        "#cit/section_1.2",
        "../up one",
        "",
        "http://[::1]:80/a^b",
    ],
)
def test_an_address_is_encoded_as_the_parser_would(url: str) -> None:
    mine = new_parser("", "x.md").normalizeLink(url)
    assert mine == MarkdownIt().normalizeLink(url)


@pytest.mark.parametrize(
    "text", ["(/a)", '(/a "t")', "(/a;b&amp;c)", "(<a b>)", "(a(b)c)", "(a\\)b)", "()", "(a", "(é)"]
)
def test_a_link_is_found_as_the_parser_would(text: str) -> None:
    def tokens(parser: MarkdownIt) -> list[MutableMapping[str, object]]:
        (inline,) = parser.parseInline(f"see [x]{text} y")
        return [token.as_dict() for token in inline.children or ()]

    assert tokens(new_parser("", "x.md")) == tokens(MarkdownIt("commonmark"))


PATHOLOGICAL: dict[str, Callable[[int], str]] = {
    "items": lambda n: "- x\n" * n,
    "traced items": lambda n: "- for a:\n\n- b\n- c\n" * (n // 3),
    "lists and paragraphs": lambda n: "- a\n- b\n\nText.\n\n" * (n // 3),
    "glued paragraphs": lambda n: "- **T**\n\nText.\n" * (n // 3),
    "numbers": lambda n: "".join(f"{k}. **q**\n\nText.\n" for k in range(1, n // 3)),
    "headings": lambda n: "### h\n\n" * (n // 2),
    "key points": lambda n: (
        "### Key Points\n\n" + "- h\n" * (n // 3) + "\n" + "### h\n\n" * (n // 3)
    ),
    "links": lambda n: "[a](/types/knee/patient/knee-treatment-pdq#_1) " * n,
    "pictures": lambda n: "[Enlarge](/a)![b](/c)\n\nb\n\n" * (n // 4),
    "brackets": lambda n: "[" * n,
    "stars": lambda n: "*a_ " * n,
    "backticks": lambda n: "".join("`" * k + "a" for k in range(1, 200)) + "x" * n,
    "pipes": lambda n: "|a" * (n // 8) + "|\n" + "|-" * (n // 8) + "|\n" + "|b|\n" * (n // 4),
    "tags": lambda n: "<b>" * n + "</i>" * n,
    "raised": lambda n: "a<sup>b " * n,
    "comments": lambda n: "a <!-- b --> c\n" * n + "<!--" * n,
    "carets": lambda n: "^a~b" * n,
    "footnotes": lambda n: "[^a]: b\n" * n,
    "bold paragraphs": lambda n: "**Word**\n\n" * (n // 2),
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_time_grows_with_the_text(name: str) -> None:
    """Eight times the text takes less than some 30 times as long, and never seconds."""

    def seconds(size: int) -> float:
        source, _ = framed("## Much\n\n" + PATHOLOGICAL[name](size) + "\n")
        start = time.process_time()
        read(source)
        return time.process_time() - start

    small, large = seconds(400), seconds(3200)
    assert large < max(30 * small, 2.0)


# Names


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("seeds/osteosarcoma-treatment.en.md", "osteosarcoma-treatment"),
        ("osteosarcoma-treatment-pdq.en.md", "osteosarcoma-treatment"),
        ("C:\\seeds\\Prevención del Cáncer.es.MD", "prevencion-del-cancer"),
        ("x/pdq/PDQ-late_effects.pdq.md", "late-effects"),
        ("pdq.en.md", "document"),
    ],
)
def test_document_names(path: str, name: str) -> None:
    assert document_name(path) == name
