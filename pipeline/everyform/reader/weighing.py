"""What speaks for each place that a block of a section may have, and against it.

Weights are in the unit of `evidence`, set on summaries whose nesting is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyform.reader import draft
from everyform.reader.evidence import Evidence, total
from everyform.reader.scene import Level, Scene, State
from everyform.reader.shapes import Opening, senses

_STAY = 0.5  # an item without a trace is more often a further sibling than a return
_RETURN = -0.5  # most items return nowhere
_ALONE = -1.5  # a nested list of one item is rare
_SHORT = -2.5  # fewer items than the sentence above has announced
_FULL = 1.5  # as many as announced: the list is complete
_OVERFULL = -1.0  # an item more than announced
_NAMED = 2.5  # that sentence says the whole label of the item
_SENSELESS = -1.5  # all siblings take up such a word, the item does not
_NAMES = 1.0  # the item and its siblings name again what is named above them
_NAMES_NOT = -0.5  # the siblings do, the item does not
_COUSIN = 1.0  # the item begins like one in a nested list beside this one
_PART = 2.0  # stage IIIA under stage III
_NO_PART = -6.0  # stage IIIB under stage IIIA
_ANNOUNCED = 4.0  # an empty line after a colon
_LEAD_IN = 3.0  # "... such as"
_COUNTED = 3.5  # "There are two types of ..." without a colon
_UNANNOUNCED = -4.0  # a list under an item that announces none
_NAMED_BEFORE = 5.0  # the item says a sibling again: it explains it, and is not below it
_ADDRESS = 4.0  # a whole address after an empty line: nobody lists addresses under an item
_CONTACTS = 2  # ways to reach somebody that make an address
_SEPARATE = -3.5  # two lists, one right after the other
_BESIDE = -4.5  # ... inside one item
_AKIN = 0.5  # the share of a likeness that speaks for two lists being parts of one
_OTHER = 0.3  # the share of an unlikeness that speaks for two lists
_UNMARKED = -4.0  # a list opens without its empty line
_UNFULFILLED = -4.0  # an item announces a list and has none
_INSIDE = -5.0  # a paragraph inside an item
_AFTER_COLON = -3.5  # ... that announces a list of its own
_AFTER_LABEL = -1.5  # ... after an item that has a label
_UNDER_TITLE = 8.0  # ... whose item is strong words and nothing else
_UNDER_WORDS = 1.0  # ... whose item is a few words, without a mark
_HEADLESS = -3.0  # ... right after an item with no label
_TAKEN_UP = 4.0  # ... that takes up the words of the item
_AS_BEFORE = 1.0  # ... as in the item's siblings
_GOES_ON = 2.5  # ... that already holds a paragraph
_GOES_ON_TITLE = 6.0  # ... and is only a title itself
_JOINS = 5.0  # "or" after a list inside the item: between it and another one
_OPENING = 160  # characters of a paragraph that tell what it is about
_REACH = 24  # items that are looked at, ahead or beside: keeps time linear


def outside(state: State, scene: Scene) -> Iterator[Evidence]:
    """What speaks against text outside all lists: an item that announces one and has none."""
    if not state.text and state.levels and scene.shape(state.levels[-1].last).opens:
        yield Evidence(_UNFULFILLED, "the colon before it announces a list")


def inside(
    block: draft.Block, level: Level, depth: int, state: State, scene: Scene
) -> Iterator[Evidence]:
    """What speaks for a block lying inside the last item of this list."""
    shape = scene.shape(level.last)
    line = scene.line(level.last)
    yield Evidence(_INSIDE, "text after a list is seldom inside it")
    innermost = depth == len(state.levels)
    bare = innermost and not state.text
    if bare and shape.title_strong:
        yield Evidence(_UNDER_TITLE, f"line {line} is a title")
    elif bare and shape.title:
        yield Evidence(_UNDER_WORDS, f"line {line} is like a title")
    if innermost and state.text:
        weight = _GOES_ON_TITLE if shape.title_strong else _GOES_ON
        yield Evidence(weight, f"line {line} has a paragraph already")
    elif level.texts:
        yield Evidence(_AS_BEFORE, f"items beside line {line} have paragraphs")
    if not isinstance(block, draft.Paragraph):
        return
    text = draft.words(block.content)
    if text.strip(" .,;:").casefold() in scene.habits.joiners:
        if not innermost:
            yield Evidence(_JOINS, f"{text!r} joins the list before it and another one")
        return
    about = shape.heads(scene.habits)
    if bare and not about and shape.opening is Opening.PLAIN and not shape.title:
        yield Evidence(_HEADLESS, f"line {line} is nothing that text would be about")
    taken = len(about & senses(text[:_OPENING], scene.habits)) / len(about) if about else 0.0
    if taken > 0.5:
        yield Evidence(_TAKEN_UP * taken, f"takes up the words of line {line}")
    if text.endswith(":") and not (taken > 0.5 or shape.title_strong):
        weight = _AFTER_LABEL if shape.label_mark else _AFTER_COLON
        yield Evidence(weight, "it announces a list of its own")


def after_text(index: int, item: draft.Item, state: State, scene: Scene) -> Iterator[Evidence]:
    """What speaks for a list that opens after text, or at the beginning of the section."""
    if state.closed is not None and state.closed.ordered == scene.ordered[index]:
        alike = total(scene.belonging(index, state.closed))
        if state.levels and alike:
            how = "like" if alike > 0 else "unlike"
            line = scene.line(state.closed.last)
            yield Evidence(alike * _AKIN, f"{how} the list that ended in line {line}")
    if not item.after_blank and state.closed is not None:
        lead = scene.blocks[index - 1]
        announced = isinstance(lead, draft.Paragraph) and scene.shape(index - 1).opens
        weight = _UNMARKED if announced else _UNMARKED + _UNANNOUNCED
        yield Evidence(weight, "no empty line opens a list here")
    if state.levels:
        yield from _by_stage(index, state.levels[-1].last, scene)


def beside(index: int, state: State, depth: int, scene: Scene) -> Iterator[Evidence]:
    """What speaks for a list right after the one at this depth."""
    level = state.levels[depth]
    above = state.levels[depth - 1] if depth else None
    yield from _unfulfilled(state, scene)
    yield Evidence(_BESIDE if depth else _SEPARATE, "one list right after another")
    alike = total(scene.belonging(index, level))
    how, share = ("like", _AKIN) if alike > 0 else ("unlike", -_OTHER)
    if alike:
        said = f"{how} the list of line {scene.line(level.first)}"
        yield Evidence(round(alike * share, 1), said)
    yield from _set_apart(index, level, scene)
    if above is not None:
        yield from _by_stage(index, above.last, scene)


def under(index: int, state: State, scene: Scene, *, blank: bool) -> Iterator[Evidence]:
    """What speaks for a list that opens under the item before."""
    level = state.levels[-1]
    above, line = scene.shape(level.last), scene.line(level.last)
    if not blank:
        yield Evidence(_UNMARKED, "no empty line opens a list here")
    if above.opens:
        yield Evidence(_ANNOUNCED, f"line {line} ends with a colon")
    elif above.leads:
        yield Evidence(_LEAD_IN, f"line {line} ends like the beginning of a list")
    elif above.announced:
        yield Evidence(_COUNTED, f"line {line} announces {above.announced}")
    else:
        yield Evidence(_UNANNOUNCED, f"line {line} announces no list")
        yield from _set_apart(index, level, scene, -1.0)
    yield from _by_stage(index, level.last, scene)
    if cousin := _cousin(index, level, scene):
        yield Evidence(_COUSIN, f"begins like line {cousin} of a list beside it")


def going_on(index: int, state: State, depth: int, scene: Scene) -> Iterator[Evidence]:
    """What speaks for an item without a trace being the next of the list at this depth."""
    yield from _unfulfilled(state, scene)
    yield from _continuing(index, state, depth, scene)


def other_kind(state: State, depth: int, scene: Scene) -> Iterator[Evidence]:
    """What speaks for a numbered list after one with bullets, or the other way round."""
    yield from _unfulfilled(state, scene)
    yield Evidence(_BESIDE if depth else _SEPARATE, "a list of the other kind begins")


def _continuing(index: int, state: State, depth: int, scene: Scene) -> Iterator[Evidence]:
    level = state.levels[depth]
    above = state.levels[depth - 1] if depth else None
    innermost = depth == len(state.levels) - 1
    yield from scene.belonging(index, level, not innermost)
    if innermost and not state.text:
        yield Evidence(_STAY, "the list before it goes on")
    announced = _announced(level, scene)
    if announced is not None and level.size >= announced:
        yield Evidence(_OVERFULL, f"one more than line {scene.line(level.lead or 0)} announces")
    for closed in state.levels[depth + 1 :]:
        yield Evidence(_RETURN, f"the list of line {scene.line(closed.first)} would end")
        promised = _announced(closed, scene)
        if promised is not None:
            complete = closed.size == promised
            if complete:
                yield Evidence(_FULL, f"that list has the {promised} items announced")
            elif closed.size < promised:
                yield Evidence(_SHORT, f"that list has {closed.size} of {promised} items announced")
        elif closed.size == 1:
            yield Evidence(_ALONE, "lists seldom have one item")
    if level.owner is not None:
        yield from _by_stage(index, level.owner, scene)
        yield from _names(index, level, level.owner, above, scene)
    if level.lead is not None:
        lead, shape = scene.shape(level.lead), scene.shape(index)
        label = senses(shape.label, scene.habits)
        siblings = [scene.shape(sibling) for sibling in level.near]
        if label and label <= lead.senses and shape.stage is None:
            yield Evidence(_NAMED, f"its label is named in line {scene.line(level.lead)}")
        elif (
            level.size > 1
            and not shape.senses & lead.senses
            and all(sibling.senses & lead.senses for sibling in siblings)
        ):
            said = f"takes up no word of line {scene.line(level.lead)}, the siblings do"
            yield Evidence(_SENSELESS, said)
    if above is not None and (cousin := _cousin(index, above, scene)):
        yield Evidence(_COUSIN, f"begins like line {cousin} of a list beside it")


def _set_apart(index: int, level: Level, scene: Scene, sign: float = 1.0) -> Iterator[Evidence]:
    """What shows that an item after an empty line begins something else."""
    words = scene.shape(index).words
    if any(scene.shape(sibling).words == words for sibling in level.near):
        yield Evidence(sign * _NAMED_BEFORE, "it says an item of the list before again")
    if _is_address(index, scene):
        yield Evidence(sign * _ADDRESS, "an address begins")


def _by_stage(index: int, owner: int, scene: Scene) -> Iterator[Evidence]:
    """What the names of stages say of an item under another."""
    mine, above = scene.shape(index).stage, scene.shape(owner).stage
    if mine is not None and above is not None:
        if above.has(mine):
            yield Evidence(_PART, f"stage {mine} is a part of stage {above}")
        else:
            yield Evidence(_NO_PART, f"stage {mine} is no part of stage {above}")


def _names(
    index: int, level: Level, owner: int, above: Level | None, scene: Scene
) -> Iterator[Evidence]:
    """Whether the item names what its list is about: "Cancer pain" under "Pain".

    Only words count that tell the owner from the items beside it.
    """
    about = scene.shape(owner).heads(scene.habits)
    for sibling in above.near if above is not None else ():
        if sibling != owner:
            about -= scene.shape(sibling).senses

    def names(item: int) -> bool:
        return 2 * len(about & scene.shape(item).senses) >= len(about)

    if not about or not all(map(names, level.near)):
        return
    line = scene.line(owner)
    if names(index):
        yield Evidence(_NAMES, f"names what line {line} names, as the siblings do")
    elif level.size > 1:
        yield Evidence(_NAMES_NOT, f"does not name what line {line} names, the siblings do")


def _announced(level: Level, scene: Scene) -> int | None:
    return None if level.lead is None else scene.shape(level.lead).announced


def _unfulfilled(state: State, scene: Scene) -> Iterator[Evidence]:
    """What speaks against leaving the item before without the list it announces."""
    if state.text or not state.levels:
        return
    last = state.levels[-1].last
    shape, line = scene.shape(last), scene.line(last)
    if shape.opens or shape.leads:
        yield Evidence(_UNFULFILLED, f"line {line} announces a list")


def _cousin(index: int, above: Level, scene: Scene) -> int | None:
    """The line of an item that begins alike, in a list nested beside the present one."""
    shape = scene.shape(index)
    if not shape.words or not shape.begins_with_sense:
        return None
    # An item between two of the list above lies somewhere inside the first of them.
    inner = range(max(above.near[0], above.last - _REACH), above.last)
    for at in inner:
        block = scene.blocks[at]
        if at in above.near or not isinstance(block, draft.Item):
            continue
        if scene.shape(at).words[:1] == shape.words[:1]:
            return block.line
    return None


def _is_address(index: int, scene: Scene) -> bool:
    """Whether the item and those after it are the lines of an address: "Telephone: ..."."""
    lines: list[str] = []
    for at in range(index, min(index + _REACH, len(scene.blocks))):
        item = scene.blocks[at]
        if not isinstance(item, draft.Item) or (at > index and item.after_blank):
            break
        lines.append(draft.own_words(item))
    labels = [re.split(r"[:(]", line)[0].strip().casefold() for line in lines]
    return sum(label in scene.habits.contact_labels for label in labels) >= _CONTACTS
