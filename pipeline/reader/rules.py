"""The publisher's habits and their repairs, in the order in which they apply.

Pictures come out of their words before lists are rebuilt, as a caption may stand between
two items; key points are nested by headings, so headings in disguise must be found first,
and whatever key points leave is nested by evidence.
"""

from __future__ import annotations

from pipeline.reader.figures import figures
from pipeline.reader.headings import no_navigation, one_title, strong_headings
from pipeline.reader.key_points import key_points
from pipeline.reader.lists import nested_lists
from pipeline.reader.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("one title", one_title),
    Rule("no navigation line", no_navigation),
    Rule("figures", figures),
    Rule("strong headings", strong_headings),
    Rule("key points", key_points),
    Rule("nested lists", nested_lists),
)
