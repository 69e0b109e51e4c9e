"""The web page, read back: whole, credited, self-contained, readable in light and dark."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from everyform.document import BulletList, ListItem, Paragraph
from everyform.inline import Emph, Inline, Link, SegmentId, Text
from everyform.languages import Direction
from everyform.publication import Publication
from everyform.resources import TEMPLATES
from everyform.walk import plain_text
from everyform.writers.format import Narrated
from everyform.writers.formats import WEB
from everyform.writers.web import write
from tests import xhtml
from tests.publications import HOSTILE, every_node, para, publication, section, words
from tests.xhtml import XHTML


def page(of: Publication) -> bytes:
    (file,) = write(of)
    return file.data


def read(data: bytes) -> list[tuple[str, etree._Element]]:
    return [("", xhtml.parse(data))]


@pytest.fixture(params=["en", "es"])
def made(request: pytest.FixtureRequest) -> Publication:
    return publication(tag=request.param)


def outside(data: bytes) -> list[str]:
    """What the page would fetch or run."""
    root = xhtml.parse(data)
    complaints = [
        f"<{element.tag!s} {name!s}={value!r}>"
        for element in root.iter(f"{XHTML}*")
        for name, value in element.attrib.items()
        if name in {"src", "srcset", "poster", "data", "action", "background", "ping"}
        or name.startswith("on")
        or (name == "href" and element.tag != f"{XHTML}a")
    ]
    scripts = root.iter(f"{XHTML}script")
    complaints += [f"script {s.get('type')}" for s in scripts if s.get("type") != _DATA]
    style = "".join(xhtml.words(s) for s in root.iter(f"{XHTML}style"))
    return complaints + re.findall(r"url\(|@import|expression\(", style)


_DATA = "application/ld+json"


def described(data: bytes) -> dict[str, object]:
    (script,) = xhtml.parse(data).iter(f"{XHTML}script")
    found: dict[str, object] = json.loads(script.text or "")
    return found


def test_the_row_of_the_registry() -> None:
    assert (WEB.name, WEB.suffix, WEB.media_type) == ("web", ".html", "text/html")
    assert WEB.whole and WEB.narrated is Narrated.NEVER and not WEB.in_folder


def test_the_page_loses_nothing_and_credits_the_source(made: Publication) -> None:
    pages = read(page(made))
    assert xhtml.lost(made, pages) == []
    assert xhtml.uncredited(made, pages) == []
    assert xhtml.misled(pages) == []
    assert xhtml.mislabelled(made, pages) == []
    assert outside(page(made)) == []


def test_what_the_templates_do_not_know_is_never_left_out() -> None:
    class Aside(Paragraph):
        """A node that was added to the tree and to no template."""

    class Small(Emph):
        """Another, inside of a line."""

    for block in (Aside(words("p-1", Text("one"))), para(Small((Text("one"),)))):
        with pytest.raises(TypeError, match=r"^the templates do not know (Aside|Small)$"):
            page(replace(publication(), body=(block,)))


def test_a_question_that_leads_somewhere_itself_is_no_second_link() -> None:
    def links(*content: Inline) -> list[str]:
        line = ListItem((Paragraph(words("p-1", *content)),), SegmentId("h-1"))
        blocks = (BulletList((line,)), section("h-1", "Two", 2, para("two")))
        (held,) = xhtml.parse(page(publication(blocks=blocks))).xpath("//*[@id='p-1']/..")
        assert not held.xpath(".//*[local-name()='a']//*[local-name()='a']")
        return list(held.xpath("descendant-or-self::*[local-name()='a']/@href"))

    assert links(Text("one")) == ["#h-1"]
    assert links(Link((Text("one"),), "https://example.org/")) == ["https://example.org/"]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"Quoted words.", b"Quoted word."),
        (b"outer</p>", b"</p>"),
        (b">Deep</a></p>", b">Deeper</a></p>"),
        (b"Title of the source: <cite id=", b"<cite data-id="),
    ],
)
def test_a_lost_word_is_found(good: bytes, bad: bytes) -> None:
    made = publication()
    assert xhtml.lost(made, read(page(made).replace(good, bad))) != []


def test_swapped_units_are_found() -> None:
    made = publication(blocks=(para("one"), para("two")))
    swapped = publication(blocks=(para("two"), para("one")))
    assert xhtml.lost(made, read(page(swapped))) != []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"PDQ is a registered trademark.", b"PDQ."),
        (b"PDQ\xc2\xae Example Board", b"A board"),
        (b'class="notice n-stale"', b'class="n-stale"'),
        (b'<p class="links">', b'<p class="notice n-extra">'),
    ],
)
def test_a_wrong_credit_is_found(good: bytes, bad: bytes) -> None:
    made = publication()
    assert good in page(made)
    assert xhtml.uncredited(made, read(page(made).replace(good, bad))) != []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"</main>", b"<script>1</script></main>"),
        (b"</main>", b'<img src="https://example.org/x.png" alt=""/></main>'),
        (b"</head>", b'<link rel="stylesheet" href="https://example.org/x.css"/></head>'),
        (b":root {", b"@import 'x.css'; :root {"),
        (b"<main ", b'<main onload="x()" '),
    ],
)
def test_a_page_that_fetches_or_runs_is_found(good: bytes, bad: bytes) -> None:
    assert outside(page(publication()).replace(good, bad, 1)) != []


def test_a_dead_link_and_a_repeated_id_are_found() -> None:
    data = page(publication())
    assert xhtml.misled(read(data.replace(b'id="text"', b'id="body"'))) != []
    assert xhtml.misled(read(data.replace(b'id="text"', b'id="important"'))) != []


def test_a_wrong_language_is_found() -> None:
    made = publication(tag="es")
    data = page(made).replace(b'<main id="text" tabindex="-1" lang="en" xml:lang="en"', b"<main")
    assert xhtml.mislabelled(made, read(data)) != []


def test_hostile_words_come_out_as_words() -> None:
    (main,) = xhtml.parse(page(publication())).iter(f"{XHTML}main")
    assert all(words in xhtml.words(main) for words in HOSTILE)
    assert "49" not in xhtml.words(main)


def test_hostile_words_stay_inside_the_description() -> None:
    made = publication()
    made = replace(made, title=section("title-0001", HOSTILE[0], 2).title)
    data = page(made)
    assert described(data)["name"] == HOSTILE[0]
    assert data.count(b"</script>") == 1


def test_the_description_for_machines() -> None:
    made = publication(tag="es", updated=date(2026, 1, 15))
    found = described(page(made))
    assert found["@type"] == "MedicalWebPage"
    assert found["inLanguage"] == "en"
    assert found["citation"] == plain_text(made.citation)
    assert found["isBasedOn"] == made.attribution.url
    assert found["license"] == "#heading-use1"
    assert found["copyrightNotice"] == "PDQ es una marca registrada."
    assert (found["lastReviewed"], found["dateModified"]) == ("2025-12-30", "2026-01-15")
    assert "PDQ" not in str(found["name"])
    assert found["accessibilitySummary"] == made.phrases.accessibility_summary_page


def test_no_review_date_is_made_up() -> None:
    made = publication()
    made = replace(made, metadata=replace(made.metadata, last_reviewed=None))
    assert "lastReviewed" not in described(page(made))


def test_stale_comes_before_the_text_and_before_all_other_notices() -> None:
    root = xhtml.parse(page(publication()))
    ids = [e.get("id") for e in root.iter(f"{XHTML}*") if e.get("id")]
    assert ids.index("n-stale") < ids.index("n-notpdq") < ids.index("text") < ids.index("n-src")


def test_the_summary_itself_carries_its_own_title_once() -> None:
    made = publication(stale=False)
    root = xhtml.parse(page(made))
    (heading,) = root.iter(f"{XHTML}h1")
    assert (heading.get("id"), xhtml.words(heading)) == (
        "title-0000",
        "Example Treatment (PDQ®)–Patient Version",
    )
    assert b"Title of the source" not in page(made)
    assert b'id="important"' not in page(made)
    assert xhtml.lost(made, read(page(made))) == []


def test_the_page_says_its_languages_and_directions() -> None:
    root = xhtml.parse(page(publication(tag="es")))
    (main,) = root.iter(f"{XHTML}main")
    assert (root.get("lang"), root.get("dir")) == ("es", "ltr")
    assert (main.get("lang"), main.get("dir")) == ("en", None)


def test_a_right_to_left_edition_runs_right_to_left() -> None:
    made = publication()
    edition = replace(made.edition, language="ar", direction=Direction.RIGHT_TO_LEFT)
    assert xhtml.parse(page(replace(made, edition=edition))).get("dir") == "rtl"


def test_every_chapter_and_part_is_in_the_contents() -> None:
    root = xhtml.parse(page(publication()))
    (nav,) = root.iter(f"{XHTML}nav")
    links = [a.get("href") for a in nav.iter(f"{XHTML}a")]
    assert [link and link.removeprefix("#heading-") for link in links] == [
        "aaa1",
        "qqq1",
        "rrr1",
        "bbb1",
        "ccc1",
        "use1",
    ]


def test_a_text_without_headings_has_no_empty_contents() -> None:
    root = xhtml.parse(page(publication(blocks=(para("Only this."),))))
    assert list(root.iter(f"{XHTML}nav")) == []
    assert b"dotted" not in page(publication(blocks=(para("Only this."),))).partition(b"<body")[2]


def test_a_reference_to_nowhere_is_words_and_no_link() -> None:
    root = xhtml.parse(page(publication()))
    assert "nowhere" in xhtml.words(root)
    assert "nowhere" not in [xhtml.words(a) for a in root.iter(f"{XHTML}a")]


def test_same_bytes_twice() -> None:
    assert page(publication()) == page(publication(blocks=every_node()))


# Contrast, as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

_TEXT = ("ink", "link", "visited")
_GROUND = ("paper", "panel", "warning")


def faint(css: str) -> list[str]:
    """Pairs below 7:1 for text (1.4.6) and below 3:1 for edges (1.4.11), in each scheme."""
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.S)[:2]
    ]
    pairs = [(text, ground, 7.0) for text in _TEXT for ground in _GROUND]
    pairs += [(edge, "paper", 3.0) for edge in ("edge", "rule")]
    return [
        f"{front} on {back}: {ratio:.1f}"
        for scheme in schemes
        for front, back, least in pairs
        if (ratio := _contrast(scheme[front], scheme[back])) < least
    ]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_and_edges_stand_out_in_light_and_dark() -> None:
    css = (TEMPLATES / "web.css").read_text("utf-8")
    assert faint(css) == []
    assert css.count("--ink: #") == 3  # light, dark, print


@pytest.mark.parametrize(("good", "bad"), [("#1c1b19", "#8c8b89"), ("#eeebe3", "#777777")])
def test_a_faint_colour_is_found(good: str, bad: str) -> None:
    assert faint((TEMPLATES / "web.css").read_text("utf-8").replace(good, bad)) != []
