"""Settling a seed by its page: what is aligned, what becomes a decision, what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyform.diagnostics import Diagnostic, PipelineError, Reported
from everyform.inline import Text
from everyform.reader import Source, draft, read
from everyform.reader.comparison import Differs
from everyform.reader.fixes import read_fixes
from everyform.reader.fixes_file import with_fixes
from everyform.reader.kinds import PAGE as PAGE_KIND
from everyform.reader.markdown import parse
from everyform.reader.settle import settle, settle_by
from everyform.reader.settlement import Settlement
from everyform.reader.units import Kind
from tests.reading import framed, tree

_, BEFORE = framed("")
PAGE = "saved/knee.html"


def page(body: str) -> draft.Blocks:
    """A page with true nesting: here, Markdown whose indentation is right."""
    source, _ = framed(body)
    _, *blocks = parse(source.text.split("\n---\n", 1)[1], PAGE).value
    return tuple(blocks)  # without the title of the site


def settled(
    body: str, true: str, fixes: str | None = None, *, force: bool = False
) -> Reported[Settlement]:
    source, _ = framed(body)
    beside = None if fixes is None else Source("seeds/small.en.fixes.yaml", fixes)
    return settle_by(source, page(true), PAGE, beside, force=force)


def fix(line: int, words: str, under: int | str) -> str:
    place = under if isinstance(under, str) else BEFORE + under
    return f"- line: {BEFORE + line}\n  words: {words}\n  under: {place}\n"


def refused(body: str, true: str, fixes: str | None = None) -> list[Diagnostic]:
    with pytest.raises(PipelineError) as caught:
        settled(body, true, fixes)
    return list(caught.value.diagnostics)


def changes(result: Settlement) -> list[tuple[int, int | None, int | None, bool]]:
    """The changes with lines counted as in the body."""
    return [
        (
            c.line - BEFORE,
            c.before and c.before - BEFORE,
            c.after and c.after - BEFORE,
            c.confirmed,
        )
        for c in result.changes
    ]


def right(result: Settlement) -> tuple[int, int, int, int]:
    """The tally of items."""
    (tally,) = (t for t in result.tallies if t.kind is Kind.ITEM)
    return tally.count, tally.found, tally.right_before, tally.right_after


DOUBTFUL = "## Care\n\n- a lump that:\n\n- hurts\n- grows\n- swelling\n"
INSIDE = "## Care\n\n- a lump that:\n  - hurts\n  - grows\n  - swelling\n"
OUTSIDE = "## Care\n\n- a lump that:\n  - hurts\n  - grows\n- swelling\n"

# The last two may lie anywhere; whatever the reader thinks of them, it cannot be sure.
UNSURE = "## Care\n\n- Surgery with:\n\n- Chemotherapy.\n- Radiation.\n- Chemotherapy.\n"

DOUBTS = ("list-nesting", "list-nesting-unsure", "item-end-unsure")


def entries(text: str | None) -> dict[int, int | None]:
    """What a fixes file says: the line over each line, counted as in the body."""
    if text is None:
        return {}
    found = read_fixes(Source("x.fixes.yaml", text)).values()
    return {f.line - BEFORE: f.under and f.under - BEFORE for f in found}


def reading(body: str, text: str | None) -> tuple[str, list[str]]:
    """The tree that a body becomes with a fixes file, and the reader's doubts."""
    source, _ = framed(body)
    document, found = read(source, None if text is None else Source("x.fixes.yaml", text))
    return tree(document), [d.code for d in found if d.code in DOUBTS]


@pytest.mark.parametrize(
    ("body", "true"),
    [
        (DOUBTFUL, INSIDE),
        (DOUBTFUL, OUTSIDE),
        (UNSURE, "## Care\n\n- Surgery with:\n  - Chemotherapy.\n- Radiation.\n- Chemotherapy.\n"),
        (UNSURE, UNSURE.replace("\n\n- C", "\n  - C").replace("\n- R", "\n  - R")),
        ("## Care\n\n- Rest.\n\n- Sleep.\n- Naps.\n", "## Care\n\n- Rest.\n  - Sleep.\n- Naps.\n"),
    ],
)
def test_the_seed_becomes_what_the_page_is_by_the_fewest_decisions(body: str, true: str) -> None:
    result, found = settled(body, true)
    assert found == ()
    truth = reading(true, None)
    assert reading(body, result.text) == (truth[0], [])
    assert bool(result.text) is (reading(body, None) != (truth[0], []))
    written = Source("x.fixes.yaml", result.text or "lists: []")
    for line in read_fixes(written):
        assert reading(body, with_fixes(written, (), {}, dropped=[line])) != (truth[0], [])


def test_an_entry_names_the_words_of_its_item_and_of_the_one_above() -> None:
    result, _ = settled(UNSURE, UNSURE.replace("\n\n- C", "\n  - C").replace("\n- R", "\n  - R"))
    entry = f"- line: {BEFORE + 6}\n  words: Radiation.\n  under: {BEFORE + 3}  # Surgery with:\n"
    assert entry in str(result.text)


def test_what_is_certain_and_right_needs_no_decision() -> None:
    flat = "## Care\n\n- Signs include:\n\n- fever;\n- chills; and\n- sweats.\n"
    nested = "## Care\n\n- Signs include:\n  - fever;\n  - chills; and\n  - sweats.\n"
    result, found = settled(flat, nested)
    assert (result.text, result.changes, found) == (None, (), ())
    assert right(result) == (4, 4, 4, 4)


def test_what_the_reader_has_wrong_is_moved_and_named() -> None:
    body = "## Care\n\n- Rest.\n\n- Sleep.\n- Naps.\n- Walks.\n"
    before = reading(body, None)[0]
    result, found = settled(body, "## Care\n\n- Rest.\n  - Sleep.\n  - Naps.\n- Walks.\n")
    moved = {line for line, was, now, _ in changes(result) if was != now}
    wrong = {n for n, words in ((5, "Sleep."), (6, "Naps.")) if f"\n  - {words}" in before}
    assert moved == wrong
    assert right(result) == (4, 4, 4 - len(moved), 4)
    assert found == ()


def test_a_seed_that_seems_nested_too_deep_to_be_read_is_settled() -> None:
    parts = range(30)
    body = "## Care\n\n" + "\n".join(f"- Part {n} has:\n\n- rest" for n in parts) + "\n"
    true = "## Care\n\n" + "\n".join(f"- Part {n} has:\n  - rest" for n in parts) + "\n"
    result, _ = settled(body, true)
    assert reading(body, result.text) == (reading(true, None)[0], [])


# Alignment


STAGES = "".join(
    f"## Stage {n}\n\nTreatment of stage {n} may include:\n\n"
    "- Surgery with one of these:\n\n- Chemotherapy.\n- Radiation.\n- Chemotherapy.\n\n"
    for n in ("one", "two", "three")
)


def nested(text: str) -> str:
    """The stages with their first two treatments inside the item before."""
    return text.replace(
        "these:\n\n- Chemotherapy.\n- Radiation.", "these:\n  - Chemotherapy.\n  - Radiation."
    )


def test_words_said_many_times_are_aligned_in_their_section() -> None:
    without = STAGES.replace(
        "- Chemotherapy.\n- Radiation.\n- Chemotherapy.", "- Radiation.\n- Chemotherapy.", 1
    )
    result, _ = settled(without, nested(STAGES))
    assert right(result) == (11, 11, right(result)[2], 11)
    (gone,) = result.differences
    assert (gone.how, gone.page_words) == (Differs.THERE, "Chemotherapy.")


def test_words_that_may_be_either_of_two_settle_nothing() -> None:
    body = "## Care\n\n- Drugs for:\n\n- pain\n- Surgery for:\n\n- pain\n"
    true = "## Care\n\n- Drugs for:\n  - pain\n\n## Other\n\nNothing.\n"
    result, _ = settled(body.replace("- Drugs for:\n\n", ""), true.replace("- Drugs for:\n  ", ""))
    reasons = {one.line - BEFORE: one.reason for one in result.open}
    assert reasons[3] == "more than one text of the page may be it"


def test_a_reworded_item_is_aligned_and_said() -> None:
    true = INSIDE.replace("a lump that:", "a lump in the knee that:").replace("hurts", "hurts more")
    body = DOUBTFUL.replace("a lump that:", "a lump in a knee that:").replace("hurts", "hurts now")
    result, found = settled(body, true)
    assert [(d.how, d.line - BEFORE) for d in result.differences] == [
        (Differs.REWORDED, 3),
        (Differs.HERE, 5),
        (Differs.THERE, -BEFORE),
    ]
    (warning,) = found
    assert warning.code == "page-differs"
    assert "3 texts: 1 reworded, 1 only in the seed, 1 only on the page" in warning.message


def test_a_stage_is_no_other_stage_reworded() -> None:
    body = "## Stages\n\nThe stages say how far it has spread.\n\n- Stage IIA is large.\n"
    result, _ = settled(body, body.replace("IIA", "IIB"))
    assert [d.how for d in result.differences] == [Differs.HERE, Differs.THERE]


def test_a_paragraph_glued_to_its_item_is_no_difference() -> None:
    true = "## Tests\n\n- Biopsy: The cells are looked at.\n\n  They are also counted.\n- X-ray\n"
    body = "## Tests\n\n- Biopsy: The cells are looked at.They are also counted.\n- X-ray\n"
    result, found = settled(body, true)
    assert (result.differences, found) == ((), ())
    assert right(result) == (2, 2, 2, 2)


def test_a_paragraph_glued_to_a_single_word_is_no_difference() -> None:
    true = "## Tests\n\n- Scan:\n\n  A picture is made of the inside.\n- X-ray\n"
    body = "## Tests\n\n- Scan:A picture is made of the inside.\n- X-ray\n"
    result, found = settled(body, true)
    assert (result.differences, found, right(result)) == ((), (), (2, 2, 2, 2))


def test_an_item_that_holds_only_a_list_is_no_place() -> None:
    source, _ = framed("## Care\n\n- Rest.\n\n- sleep\n")
    words = draft.List((draft.Item(9, (draft.Paragraph(9, (Text("sleep"),)),)),))
    empty = draft.List((draft.Item(9, (words,)),))
    rest = draft.Item(9, (draft.Paragraph(9, (Text("Rest."),)), empty))
    true = tuple(
        draft.List((rest,)) if isinstance(block, draft.List) else block
        for block in page("## Care\n\n- x\n")
    )
    result, _ = settle_by(source, true, PAGE, None)
    assert entries(result.text) == {5: 3}


def test_an_item_that_a_heading_parts_from_its_owner_stays_open() -> None:
    body = "## Care\n\n- Ways to rest:\n\n## More\n\n- sleep in the day\n- a walk\n"
    true = "## Care\n\n- Ways to rest:\n  - sleep in the day\n- a walk\n"
    result, _ = settled(body, true)
    reasons = {one.line - BEFORE: one.reason for one in result.open}
    assert reasons == {7: f"a heading parts it from the item it lies in there (line {BEFORE + 3})"}


def test_an_item_that_stands_before_its_own_owner_stays_open() -> None:
    walk, ways = "a long and quick walk in the park", "These are ways to move about each day:"
    body = f"## Care\n\n- {walk}\n- {ways}\n- sleep\n"
    result, _ = settled(body, f"## Care\n\n- {ways}\n  - {walk}\n- sleep\n")
    (one,) = result.open
    assert (one.line, one.reason.startswith("the item it lies in there follows it")) == (
        BEFORE + 3,
        True,
    )


def test_what_moved_within_its_section_keeps_its_place() -> None:
    one, other = "a long and quick walk in the park", "a short and slow walk at home"
    body = f"## Care\n\n- It can be:\n\n- {one}\n- {other}\n- sleep\n"
    true = f"## Care\n\n- It can be:\n  - {other}\n  - {one}\n  - sleep\n"
    result, _ = settled(body, true)
    assert right(result)[1] == right(result)[3] == 4


def test_an_item_whose_owner_is_not_in_the_seed_stays_open() -> None:
    body = "## Care\n\n- Rest.\n\n- sleep in the daytime\n- a walk in the park\n"
    true = "## Care\n\n- Rest.\n- Something else entirely:\n  - sleep in the daytime\n"
    true += "- a walk in the park\n"
    result, _ = settled(body, true)
    (one,) = (one for one in result.open if one.line == BEFORE + 5)
    assert "Something else entirely" in one.reason


def test_what_stands_between_two_of_an_item_lies_in_it() -> None:
    body = "## Care\n\n- **Young**\n\n- fever\n- **Rash on the leg**\n- chills\n- **Old**\n"
    true = "## Care\n\n- **Young**\n  - fever\n  - chills\n- **Old**\n"
    result, _ = settled(body, true)
    assert (6, None, 3, False) in changes(result)
    assert right(result)[3] == right(result)[1] == 4


# Pages that settle nothing


def test_a_page_of_another_summary() -> None:
    (error,) = refused(DOUBTFUL, "## Eyes\n\nThe eye sees.\n\n- Look up.\n")
    assert error.code == "page-other"
    assert error.location.path == PAGE
    assert "of the seed's words stand on this page" in error.message
    assert "'Knee Tumor Treatment (PDQ®)–Patient Version'" in error.message


def test_a_page_of_another_title_must_say_more() -> None:
    source, _ = framed(DOUBTFUL + "- nothing of this is there\n" * 2)
    other = tuple(
        block
        if not (isinstance(block, draft.Heading) and block.level == 1)
        else parse("# Elbow Tumor Treatment (PDQ®)–Patient Version\n", PAGE).value[0]
        for block in page(DOUBTFUL)
    )
    with pytest.raises(PipelineError, match=r"\[page-other\]"):
        settle_by(source, other, PAGE, None)
    assert settle_by(source, page(DOUBTFUL), PAGE, None).value.tallies


def test_the_page_for_professionals() -> None:
    source, _ = framed(DOUBTFUL)
    title = "# Knee Tumor Treatment (PDQ®)–Health Professional Version\n"
    with pytest.raises(PipelineError, match=r"\[title-professional\]: the page is"):
        settle_by(source, (*parse(title, PAGE).value, *page(INSIDE)), PAGE, None)


def test_a_page_that_is_cut_off() -> None:
    source, _ = framed(DOUBTFUL)
    whole = page(INSIDE)
    end = next(
        at
        for at, block in enumerate(whole)
        if isinstance(block, draft.Heading) and draft.words(block.content).startswith("About")
    )
    with pytest.raises(PipelineError, match=r"\[page-cut-off\]: the page ends within 'Care'"):
        settle_by(source, whole[:end], PAGE, None)


def test_a_page_without_lists() -> None:
    (error,) = refused(DOUBTFUL, "## Care\n\na lump that:\n\nhurts\n\ngrows\n\nswelling\n")
    assert error.code == "page-lists"


def test_a_seed_without_lists_has_nothing_to_settle() -> None:
    result, found = settled("## Care\n\nRest well.\n", "## Care\n\nRest well.\n")
    assert (result.text, result.open, found) == (None, (), ())


def test_a_seed_that_cannot_be_read() -> None:
    with pytest.raises(PipelineError, match=r"seeds/x.md:1: error\[front-matter-missing\]"):
        settle_by(Source("seeds/x.md", "# Knee\n"), page(INSIDE), PAGE, None)


# The fixes file that is there


def test_an_editors_entries_and_comments_stay() -> None:
    more = UNSURE.removeprefix("## Care\n\n")
    body = f"{UNSURE}\n## Rest\n\n{more}"
    true = "- Surgery with:\n  - Chemotherapy.\n- Radiation.\n- Chemotherapy.\n"
    mine = "# By Ana\nlists:\n# asked the board\n" + fix(15, "Chemo", "top") + "# the end\n"
    result, found = settled(body, f"## Care\n\n{true}\n## Rest\n\n{true}", mine)
    assert found == ()
    text = str(result.text)
    assert text.startswith("# By Ana\nlists:\n- line:")
    assert text.endswith("# asked the board\n" + fix(15, "Chemo", "top") + "# the end\n")
    assert entries(text)[6] is None
    again, _ = settled(body, f"## Care\n\n{true}\n## Rest\n\n{true}", text)
    assert again.text is None


def test_an_entry_that_the_page_contradicts_is_refused() -> None:
    (error,) = refused(DOUBTFUL, OUTSIDE, "lists:\n" + fix(7, "swelling", 3))
    assert error.code == "fix-contradicts"
    assert str(error.location) == "seeds/small.en.fixes.yaml:2"
    assert f"line {BEFORE + 7}" in error.message
    assert "in no item by the page" in error.message


def test_an_entry_that_the_page_knows_nothing_of_stays_and_may_be_in_the_way() -> None:
    body = "## Care\n\n- Ways to rest:\n\n- sleep\n- Naps help.\n- baths\n- Work.\n"
    true = "## Care\n\n- Ways to rest:\n  - sleep\n  - baths\n- Work.\n"
    mine = "lists:\n" + fix(6, "Naps help.", "top")
    result, found = settled(body, true, mine)
    assert entries(result.text or mine)[6] is None
    shown, _ = reading(body, result.text or mine)
    assert "  - Ways to rest:\n    - sleep\n  - Naps help.\n" in shown
    assert [d.code for d in found] == ["settle-open", "page-differs"]
    (one,) = result.open
    assert (one.line, "what stands between, and not on the page" in one.reason) == (
        BEFORE + 7,
        True,
    )


def test_force_goes_by_the_page() -> None:
    mine = "lists:\n" + fix(6, "grows", 3) + fix(7, "swelling", 3)
    result, found = settled(DOUBTFUL, OUTSIDE, mine, force=True)
    assert [d.code for d in found] == ["fix-dropped"]
    assert entries(result.text).items() >= {6: 3}.items()
    assert reading(DOUBTFUL, result.text) == (reading(OUTSIDE, None)[0], [])


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (fix(7, "another word", "top"), "fix-stale"),
        (fix(99, "swelling", "top"), "fix-stale"),
        (fix(7, "swelling", 99), "fix-impossible"),
    ],
)
def test_entries_that_fit_no_more_are_refused_or_dropped(entry: str, code: str) -> None:
    (error,) = refused(DOUBTFUL, OUTSIDE, "lists:\n" + entry)
    assert error.code == code
    result, found = settled(DOUBTFUL, OUTSIDE, "lists:\n" + entry, force=True)
    assert [d.code for d in found] == ["fix-dropped"]
    assert entry not in str(result.text)
    assert reading(DOUBTFUL, result.text) == (reading(OUTSIDE, None)[0], [])


def test_force_may_leave_nothing_in_the_file() -> None:
    result, _ = settled(INSIDE, INSIDE, "lists:\n" + fix(99, "gone", "top"), force=True)
    assert result.text == "lists: []\n"


def test_key_points_that_a_heading_settled_otherwise_stay_open() -> None:
    sections = "\n\n### One\n\nText of one.\n\n#### Two\n\nText of two.\n"
    body = "## Care\n\n### Key Points\n\n- One.\n- Two." + sections
    result, found = settled(body, body)
    assert result.text is None
    (warning,) = found
    assert (warning.code, warning.location.line) == ("settle-open", BEFORE + 6)
    assert "its heading has settled it otherwise" in warning.message


def test_a_doubt_about_what_the_page_lacks_stays_open() -> None:
    result, found = settled(
        UNSURE, "## Care\n\n- Surgery with:\n  - Chemotherapy.\n- Chemotherapy.\n"
    )
    warnings = [d.message for d in found if d.code == "settle-open"]
    assert warnings
    assert all("'Radiation.'" in said for said in warnings)
    assert all("its words are not on the page" in said for said in warnings)
    assert any(one.doubted for one in result.open)


# The law: whatever tree the copy has flattened, its page gives it back.


Tree = Sequence["tuple[str, Tree]"]

LABELS = st.sampled_from(
    [
        "Chemotherapy.",
        "surgery",
        "Having one of these:",
        "**Rest**",
        "a lump;",
        "fever",
        "Stage II:",
        "It lasts for a day.",
        "It may be said here and there:",
    ]
)
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.just(()),
    lambda inner: st.lists(st.tuples(LABELS, inner), min_size=1, max_size=4),
    max_leaves=9,
)


def is_text(words: str) -> bool:
    return words.startswith("It ")


def flat(items: Tree, first: bool = True) -> Iterator[str]:
    """As the publisher's copy has it: an empty line where a list opens, none where it closes.

    Before and after a paragraph there is one; but an item goes on right after it.
    """
    opens = not first
    for words, inner in items:
        if is_text(words):
            yield from ("", words)
            opens = True
            continue
        if opens:
            yield ""
        opens = False
        yield f"- {words}"
        yield from flat(inner, False)


def marked_up(items: Tree) -> str:
    """As the publisher's page has it."""
    made = ""
    for listed, group in groupby(items, lambda item: not is_text(item[0])):
        if listed:
            inside = (f"<li>{html(words)}{marked_up(inner)}</li>" for words, inner in group)
            made += f"<ul>{''.join(inside)}</ul>"
        else:
            made += "".join(f"<p>{words}</p>" for words, _ in group)
    return made


def html(words: str) -> str:
    strong = words.strip("*")
    return words if strong == words else f"<strong>{strong}</strong>"


def saved(sections: Iterator[str]) -> Source:
    """A whole page of the summary that `framed` makes."""
    parts = "".join(f"<h2>Part {n}</h2>{text}" for n, text in enumerate(sections))
    _, about = framed("")[0].text.split("## About This PDQ Summary")
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in about.split("\n\n")[2:])
    title = "<h1>Knee Tumor Treatment (PDQ®)–Patient Version</h1>"
    end = f"<h2>About This PDQ Summary</h2><h3>Permission to Use This Summary</h3>{paragraphs}"
    return Source(PAGE, f"<html><body><article>{title}{parts}{end}</article></body></html>")


@settings(max_examples=60, deadline=None)
@given(st.lists(TREES.filter(bool), min_size=1, max_size=3))
def test_every_flattened_tree_is_settled(trees: list[Tree]) -> None:
    body = "".join(f"## Part {n}\n\n" + "\n".join(flat(t)) + "\n\n" for n, t in enumerate(trees))
    seed, _ = framed(body)
    page = saved(marked_up(t) for t in trees)
    result, found = settle(seed, page, None)
    assert all(t.count == t.found == t.right_after for t in result.tallies)
    assert [d for d in found if d.code != "page-differs"] == []
    assert {d.words[:5] for d in result.differences} <= {"PDQ® "}  # its links are addresses
    fixes = None if result.text is None else Source("x.fixes.yaml", result.text)
    assert settle(seed, page, fixes).value.text is None


# Saved pages


def test_a_page_of_another_publisher() -> None:
    page = saved(iter(["<ul><li>rest</li></ul>"]))
    seed, _ = framed("## Part 0\n\n- rest\n")
    assert settle(seed, page, None).value.tallies
    link = '<link rel="canonical" href="https://knee.example/x">'
    with pytest.raises(PipelineError, match=r"knee.html: error\[page-publisher\]"):
        settle(seed, Source(PAGE, link + page.text), None)


def test_a_page_that_ends_too_soon() -> None:
    page = saved(iter(["<ul><li>rest</li></ul>"]))
    seed, _ = framed("## Part 0\n\n- rest\n")
    for end in ("</ul>", "</article>"):
        cut = page.text[: page.text.index(end)]
        with pytest.raises(PipelineError, match=r"knee.html:\d+: error\[page-cut-off\]"):
            settle(seed, Source(PAGE, cut), None)


def test_items_that_lie_in_no_list_of_the_page_are_said() -> None:
    seed, _ = framed("## Part 0\n\n- rest\n- sleep\n")
    page = saved(iter(["<ul><li>rest</li></ul><div><li>sleep</li></div>"]))
    assert [d.code for d in settle(seed, page, None).diagnostics] == ["list-loose", "page-differs"]


def test_a_page_that_is_too_large() -> None:
    seed, _ = framed("## Part 0\n\n- rest\n")
    with pytest.raises(PipelineError, match=r"knee.html: error\[too-large\]"):
        settle(seed, Source(PAGE, " " * (PAGE_KIND.max_characters + 1)), None)


def test_a_seed_that_is_a_page_itself() -> None:
    page = saved(iter(["<ul><li>rest</li></ul>"]))
    with pytest.raises(PipelineError, match=r"x.en.html: error\[settle-needless\]"):
        settle(Source("seeds/x.en.html", page.text), page, None)
