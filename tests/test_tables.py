"""How tables are shown: as grids where each word has room, else row by row; and their proof."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from everyform.columns import cell_heads
from everyform.document import BulletList, ListItem, Row, Table
from everyform.inline import Inline, LineBreak, Phone, Text
from everyform.writers import large_print, web
from everyform.writers.epub import book as epub
from everyform.writers.tables import grid_from, least_em, name
from tests import tables, xhtml
from tests.pdf_geometry import Margins, beyond, overlaps
from tests.pdf_structure import Element, read_structure
from tests.publications import para
from tests.tables import cell, findings, heads, page, publication, row, sheet, styles, table
from tests.xhtml import XHTML

ROOMY, CROWDED, LOST = tables.roomy(), tables.crowded(), tables.lost()
on_screens = pytest.mark.parametrize("format", ["web", "epub"])
wherever_shown = pytest.mark.parametrize("format", ["web", "epub", "large-print"])


@cache
def written(shown: Table, format: str, tag: str = "en") -> bytes:
    return tables.written(publication(shown, tag=tag), format)


def structure(shown: Table) -> Element:
    return read_structure(written(shown, "large-print"))


# Room for a grid on a screen


def em(*content: Inline | str) -> int:
    """What a table needs with this in its second column."""
    return least_em(table(Row((cell("a"), cell(*content))), header=()))


def test_a_grid_needs_the_longest_word_of_each_column() -> None:
    assert em("immunotherapy") > em("a") + 4
    assert em("short words " * 40 + "immunotherapy") == em("immunotherapy")
    both = table(row("immunotherapy", "immunotherapy"), header=())
    assert least_em(both) > em("immunotherapy") + 4
    assert least_em(table(row("a", "b"), header=(heads("x", "immunotherapy"),))) > em("b") + 4


def test_a_column_of_short_words_has_room_for_more_than_a_letter_a_line() -> None:
    narrow, wide = (least_em(table(row("a", *["i"] * n), header=())) for n in (1, 11))
    assert wide - narrow >= 10 * 3


def test_a_line_may_end_at_a_break_after_a_dash_and_between_letters_that_fill_a_square() -> None:
    assert em("surgery", LineBreak(), "chemotherapy") == em("chemotherapy")
    assert em("chemotherapy–induced") < em("chemotherapyxinduced")
    assert em("化学疗法化学疗法化学疗法") == em("化学")


def test_a_telephone_number_is_one_word() -> None:
    assert em(Phone("1 800 422 6237", "18004226237")) > em(Text("1 800 422 6237"))


def test_a_list_takes_room_for_its_marks() -> None:
    item = BulletList((ListItem((para("immunotherapy"),)),))
    listed = table(Row((cell("a"), replace(cell(), blocks=(item,)))), header=())
    assert least_em(listed) > em("immunotherapy")


def test_a_grid_is_never_wider_than_its_place_nor_in_a_list_nor_of_lost_cells() -> None:
    needed = least_em(ROOMY)
    assert grid_from((ROOMY,), 60) == {name(ROOMY): needed}
    assert grid_from((ROOMY,), needed - 1) == {name(ROOMY): None}
    assert grid_from((BulletList((ListItem((para("x"), ROOMY)),)),), 60) == {name(ROOMY): None}
    assert grid_from((LOST,), 60) == {name(LOST): None}


# Screens


@on_screens
def test_a_screen_gets_a_grid_that_can_come_apart(format: str) -> None:
    data = written(ROOMY, format)
    (shown,) = page(data, format).iter(f"{XHTML}table")
    frame = shown.getparent()
    assert frame is not None
    assert frame.get("class") == f"table from-{least_em(ROOMY)}"
    cells = [" ".join(xhtml.words(c).split()) for c in shown.iter(f"{XHTML}td", f"{XHTML}th")]
    assert cells == [
        *("Lump", "Sign", "Care", "Lump: Small", "Sign: pain", "Care: rest"),
        *("Lump: Large", "Sign: fever", "Care: an operation"),
    ]
    rule = {"web": "@media (min-width: ", "epub": "@container (min-width: "}[format]
    chosen = styles(data, format).partition(f".from-{least_em(ROOMY)} > table {{")[0]
    assert rule in chosen.splitlines()[-2]


def test_a_book_measures_in_the_letters_that_its_reader_chose() -> None:
    rule = f"@container (min-width: {least_em(ROOMY)}em)"
    assert rule in styles(written(ROOMY, "epub"), "epub")


def test_a_window_has_the_width_that_the_grid_needs() -> None:
    """Its margins are a rem or 4 % of it, and its letters 1.25 rem high (see web.css)."""
    before = styles(written(ROOMY, "web"), "web").partition(f".from-{least_em(ROOMY)} ")[0]
    window_rem = float(before.rpartition("(min-width: ")[2].partition("rem")[0])
    margins_rem = 2 * max(1, 0.04 * window_rem)
    assert window_rem - margins_rem >= least_em(ROOMY) * 1.25


@on_screens
def test_a_table_that_fits_no_window_is_rows_at_once(format: str) -> None:
    wide = table(row(*["immunohistochemistry"] * 6), header=(heads(*"abcdef"),))
    root = page(tables.written(publication(wide), format), format)
    assert list(root.iter(f"{XHTML}table")) == []
    (rows,) = (u for u in root.iter(f"{XHTML}ul") if u.get("class") == "rows")
    assert " ".join(xhtml.words(rows).split()).startswith("a: immunohistochemistry b: ")


@on_screens
def test_a_table_that_has_lost_cells_is_never_a_grid_and_the_doubt_comes_first(format: str) -> None:
    root = page(written(LOST, format), format)
    assert list(root.iter(f"{XHTML}table")) == []
    (text,) = (s for s in root.iter(f"{XHTML}section") if "swelling" in xhtml.words(s))
    phrases, url = publication().phrases, publication().attribution.url
    said = (
        phrases.table_lost,
        f"{phrases.table_online} {url}",
        f"{phrases.table_headings} Lump Sign Care",
        "Lump: Small Sign: pain Care: rest",
        f"{phrases.place_lost} swelling ice",
        "Lump: Large Sign: fever Care: an operation",
    )
    assert " ".join(xhtml.words(text).split()) == f"Care {' '.join(said)}"
    assert [a.get("href") for a in text.iter(f"{XHTML}a")] == [url]


# Paper


def test_paper_shows_a_grid_where_each_word_has_room() -> None:
    (shown,) = structure(ROOMY).find("Table")
    assert [" ".join(kid.text().split()) for kid in shown.find("TD")] == [
        *("pain", "rest", "fever", "an operation"),
    ]


def test_paper_shows_rows_where_a_word_has_no_room() -> None:
    top = structure(CROWDED)
    assert list(top.find("Table")) == []
    (rows,) = (kid for kid in top.find("L") if "hospitalization" in kid.text())
    first, second = rows.elements()
    assert (first.role, second.role) == ("LI", "LI")
    assert [" ".join(kid.text().split()) for kid in first.find("P")] == [
        "Kind of lump: Osteochondroma",
        "Where care is given: hospitalization",
        "What is done there: immunohistochemistry",
    ]


def test_what_has_no_room_in_large_print_has_it_on_a_sheet() -> None:
    (shown,) = read_structure(tables.written(sheet(CROWDED), "handout")).find("Table")
    assert "hospitalization" in shown.text()


@pytest.mark.parametrize("profile", list(large_print.profiles()))
def test_each_profile_measures_in_its_own_letters(profile: str) -> None:
    made = publication(ROOMY, CROWDED)
    (file,) = large_print.write(made, profile=profile)
    assert len(list(read_structure(file.data).find("Table"))) == 1
    assert findings(file.data, made, "large-print") == []


@pytest.mark.parametrize("shown", [ROOMY, CROWDED, LOST], ids=["roomy", "crowded", "lost"])
@pytest.mark.parametrize("tag", ["en", "ar"])
@wherever_shown
def test_every_word_has_room_and_is_proved(format: str, tag: str, shown: Table) -> None:
    data = written(shown, format, tag)
    assert findings(data, publication(shown, tag=tag), format) == []
    if format == "large-print":
        assert beyond(data, Margins(71, 0, 71, 0), Margins(0, 0, 0, 0)) == []
        assert overlaps(data) == []


@wherever_shown
def test_a_table_of_sixty_columns_is_proved(format: str) -> None:
    texts = [f"cell {number}" for number in range(60)]
    wide = table(row(*texts), header=(heads(*(f"head {number}" for number in range(60))),))
    made = publication(wide)
    assert findings(tables.written(made, format), made, format) == []


def test_notes_on_a_table_stand_below_it() -> None:
    noted = replace(ROOMY, footer=(Row((cell("Note: ask your doctor."), cell())),))
    made = publication(noted)
    for format in ("web", "large-print"):
        assert findings(tables.written(made, format), made, format) == []
    root = page(tables.written(made, "web"), "web")
    (below,) = (d for d in root.iter(f"{XHTML}div") if d.get("class") == "table-foot")
    assert xhtml.words(below).strip() == "Note: ask your doctor."


# Proof of heads


def _misled(monkeypatch: pytest.MonkeyPatch, **names: object) -> None:
    """Have the templates see tables otherwise than they are."""
    from everyform.writers import page as module

    for key, function in names.items():
        monkeypatch.setitem(module._environment().globals, key, function)


@wherever_shown
def test_a_head_of_another_column_is_found(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = CROWDED if format == "large-print" else ROOMY
    _misled(monkeypatch, cell_heads=lambda t: tuple(h[::-1] for h in cell_heads(t)))
    found = findings(tables.written(publication(shown), format), publication(shown), format)
    assert {f.code for f in found} == {"cell-heads"}


@wherever_shown
@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r"<td></td>\s*", ""),  # what follows an empty cell moves to the left
        (r"(<t[dh](?=>|[^>]*row)((?!</t[dh]>).)*</t[dh]>)\s*(<td>((?!</td>).)*</td>)", r"\3\1"),
    ],
    ids=["an empty cell left out", "two cells swapped"],
)
def test_a_cell_in_another_column_is_found(
    format: str, pattern: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer: Any = {"web": web, "epub": epub, "large-print": large_print}[format]
    shown = table(row("Small", "", "rest"), row("Large", "fever", "ice"))
    made = publication(shown)
    assert findings(tables.written(made, format), made, format) == []
    render = writer.render

    def careless(template: str, **values: object) -> str:
        text = render(template, **values)
        return str(re.sub(pattern, new, text, count=1, flags=re.DOTALL))

    monkeypatch.setattr(writer, "render", careless)
    found = findings(tables.written(made, format), made, format)
    assert "cell-heads" in {f.code for f in found}


@wherever_shown
def test_a_head_before_a_cell_that_lost_its_place_is_found(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bold(shown: Table) -> object:
        return cell_heads(replace(shown, rows=tuple(replace(r, ragged=False) for r in shown.rows)))

    _misled(monkeypatch, cell_heads=bold)
    found = findings(tables.written(publication(LOST), format), publication(LOST), format)
    assert [f.code for f in found] == ["cell-heads"] * 2
    assert all("not after ''" in f.message for f in found)


@wherever_shown
def test_a_table_without_its_doubt_is_found(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from everyform.writers import page as module

    monkeypatch.setitem(module._environment().tests, "lost", lambda _: False)
    found = findings(tables.written(publication(LOST), format), publication(LOST), format)
    assert [f.code for f in found] == ["cell-heads"]
    assert "have lost their place" in found[0].message
