"""What the publisher's page settles of a summary's Markdown: which item lies in which.

The Markdown has lost where nested lists close; a page saved from the publisher's site has
not. Only what the reader gets wrong or doubts becomes a decision in the fixes file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
    clipped,
    failure,
)
from everyform.reader import draft
from everyform.reader.comparison import PLACED, Comparison, Difference, Differs, compare
from everyform.reader.fixes import Fix, read_fixes, stale
from everyform.reader.fixes_file import first_words, with_fixes
from everyform.reader.front_matter import split_front_matter
from everyform.reader.habits import habits
from everyform.reader.kinds import MARKDOWN, PAGE, kind_of
from everyform.reader.lists import nested_lists
from everyform.reader.markdown import parse
from everyform.reader.metadata import read_metadata
from everyform.reader.page import parse_page
from everyform.reader.page_fit import check_page
from everyform.reader.rule import Setting
from everyform.reader.settlement import Open, Review, Settlement
from everyform.reader.source import Source, check_characters, check_size, normalized
from everyform.reader.trial import needed, outcome
from everyform.reader.units import Kind, Unit, units


def settle(
    seed: Source, page: Source, fixes: Source | None, *, force: bool = False
) -> Reported[Settlement]:
    """Compare a seed with its page, saved from the publisher's site; see `settle_by`.

    Raises:
        PipelineError: also `settle-needless` for a seed that is such a page itself, and if
            the page cannot be read, is not the publisher's or not whole (see `parse_page`).
    """
    if kind_of(seed.path).nested:
        said = "the seed is a page of the publisher, whose lists are nested as they should be"
        raise failure("settle-needless", said, Location(seed.path), "there is nothing to settle")
    page = Source(page.path, normalized(page.text))
    _stop_on_error(list(check_size(page, PAGE.max_characters)))
    blocks, noticed = parse_page(page.text, page.path)
    settlement, found = settle_by(seed, blocks, page.path, fixes, force=force)
    loose = tuple(finding for finding in noticed if finding.code == "list-loose")
    return Reported(settlement, (*loose, *found))


def settle_by(
    seed: Source,
    page: draft.Blocks,
    page_path: str,
    fixes: Source | None,
    *,
    force: bool = False,
) -> Reported[Settlement]:
    """Compare a seed with the draft of its page on the publisher's site.

    `fixes` is the fixes file there is; what stands in it stays. With `force` the page goes
    before it, and entries that no longer fit the seed are dropped.

    Raises:
        PipelineError: the seed cannot be read, the page cannot settle it (see `check_page`),
            or entries stand in the way: `fix-contradicts`, `fix-stale`, `fix-impossible`.
    """
    blocks, setting = _draft(seed)
    comparison = compare(blocks, page, setting.habits)
    check_page(page, page_path, blocks, comparison, setting)
    known = read_fixes(fixes)
    kept, found = _kept(known, blocks, setting, comparison, force)
    new: dict[int, Fix] = {}
    listed: dict[int, Unit] = {}
    for section in _sections(blocks):
        inside = {u.line: u for u in units(section) if u.kind in PLACED}
        if any(unit.kind is Kind.ITEM for unit in inside.values()):
            listed |= inside
            new |= _chosen(section, inside, setting, kept, comparison)
    review = Review(
        listed,
        frozenset(_movable(blocks)),
        comparison,
        outcome(blocks, setting, kept),
        outcome(blocks, setting, {**kept, **new}),
        new,
    )
    words = {line: unit.words for line, unit in listed.items()}
    text = None
    if new or len(kept) < len(known):
        text = with_fixes(fixes, new.values(), words, known.keys() - kept.keys())
    left = tuple(review.open())
    found += [_unsettled(one, seed.path) for one in left if one.doubted]
    found += _differing(comparison.differences, page_path)
    changes, tallies = tuple(review.changes()), tuple(review.tallies())
    settled = Settlement(text, changes, comparison.differences, left, tallies, words)
    return Reported(settled, tuple(found))


def _draft(seed: Source) -> tuple[draft.Blocks, Setting]:
    """A seed as the rule about lists meets it."""
    seed = Source(seed.path, normalized(seed.text))
    found = [*check_size(seed), *check_characters(seed)]
    _stop_on_error(found)
    front = split_front_matter(seed)
    (language, metadata), _ = read_metadata(front)
    setting = Setting(seed.path, language, habits(language), metadata)
    blocks, _ = parse(front.body, seed.path)
    for rule in takewhile(lambda rule: rule.apply is not nested_lists, MARKDOWN.rules):
        blocks, found[:] = rule.apply(blocks, setting)
        _stop_on_error(found)
    return blocks, setting


def _stop_on_error(found: list[Diagnostic]) -> None:
    if any(finding.severity is Severity.ERROR for finding in found):
        raise PipelineError(*found)


def _sections(blocks: draft.Blocks) -> Iterator[draft.Blocks]:
    """The blocks from each heading to the next."""
    section: list[draft.Block] = []
    for block in blocks:
        if isinstance(block, draft.Heading):
            yield tuple(section)
            section = []
        section.append(block)
    yield tuple(section)


def _movable(blocks: draft.Blocks) -> Iterator[int]:
    """The lines that the rule about lists places: what stands there is nested in nothing yet."""
    for block in blocks:
        if isinstance(block, draft.Paragraph):
            yield block.line
        elif isinstance(block, draft.List) and not any(map(_is_tied, block.items)):
            yield from (item.line for item in block.items)


def _is_tied(item: draft.Item) -> bool:
    """Whether a heading or indentation has said already what lies in the item."""
    inside = any(isinstance(block, draft.List | draft.Paragraph) for block in item.blocks[1:])
    return inside or item.repeats is not None


def _chosen(
    section: draft.Blocks,
    inside: Mapping[int, Unit],
    setting: Setting,
    kept: Mapping[int, Fix],
    comparison: Comparison,
) -> Mapping[int, Fix]:
    """The decisions that a section needs to become what the page says."""
    places = {line: comparison.places[line] for line in inside if line in comparison.places}
    own = {line: kept[line] for line in inside if line in kept}
    offered = {
        line: Fix(line, first_words(inside[line].words), under, _NOWHERE)
        for line, under in places.items()
        if inside[line].words and line not in own
    }
    return needed(section, setting, own, offered, places)


_NOWHERE = Location("")  # of a decision that no file holds yet


def _kept(
    known: Mapping[int, Fix],
    blocks: draft.Blocks,
    setting: Setting,
    comparison: Comparison,
    force: bool,
) -> tuple[Mapping[int, Fix], list[Diagnostic]]:
    """The entries of the fixes file that stand, and a warning for each that `force` drops."""
    wrong = {line: found for line, fix in known.items() if (found := stale({line: fix}, blocks))}
    fresh = {line: fix for line, fix in known.items() if line not in wrong}
    _, tried = nested_lists(blocks, replace(setting, fixes=fresh))
    for finding in tried:
        if finding.severity is Severity.ERROR and finding.location.line in fresh:
            wrong[finding.location.line] = (finding,)
    for line, fix in fresh.items():
        if line not in wrong and comparison.places.get(line, fix.under) != fix.under:
            wrong[line] = (_contradiction(fix, comparison.places[line]),)
    if wrong and not force:
        raise PipelineError(*(finding for found in wrong.values() for finding in found))
    kept = {line: fix for line, fix in known.items() if line not in wrong}
    dropped = [
        Diagnostic(
            Severity.WARNING,
            "fix-dropped",
            f"dropped the entry of line {line}: {found[0].message}",
            known[line].origin,
        )
        for line, found in wrong.items()
    ]
    return kept, dropped


def _place(under: int | None) -> str:
    return "in no item" if under is None else f"in the item of line {under}"


def _contradiction(fix: Fix, under: int | None) -> Diagnostic:
    said = f"line {fix.line} lies {_place(fix.under)} by this entry, {_place(under)} by the page"
    hint = "correct the entry, or give --force to go by the page"
    return Diagnostic(Severity.ERROR, "fix-contradicts", said, fix.origin, hint)


def _unsettled(one: Open, path: str) -> Diagnostic:
    said = f"{clipped(one.words, 40)!r} is not settled: {one.reason}"
    hint = "look at the page, and settle it by hand in the fixes file"
    return Diagnostic(Severity.WARNING, "settle-open", said, Location(path, one.line), hint)


def _differing(differences: tuple[Difference, ...], path: str) -> list[Diagnostic]:
    """One warning for all that the two say otherwise."""
    if not differences:
        return []
    counts = Counter(difference.how for difference in differences)
    parts = ", ".join(f"{counts[how]} {how.value}" for how in Differs if counts[how])
    said = f"the page and the seed differ in {len(differences)} texts: {parts}"
    hint = "the page may be of another date than the seed; get the text of the newer one"
    return [Diagnostic(Severity.WARNING, "page-differs", said, Location(path), hint)]
