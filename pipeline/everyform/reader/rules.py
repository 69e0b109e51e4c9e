"""The publisher's habits and their repairs, in the order in which they apply.

Pictures come out of their words before lists are rebuilt, as a caption may stand between
two items; key points are nested by headings, so headings in disguise (questions, then strong
paragraphs, which stand under them) must be found first, and whatever key points leave is
nested by evidence. How items begin is evidence of that: remarks and lead-ins are told apart
after it.
"""

from __future__ import annotations

from everyform.reader.callouts import callouts
from everyform.reader.figures import figures
from everyform.reader.headings import no_navigation, one_title, strong_headings
from everyform.reader.key_points import key_points, nested_key_points
from everyform.reader.lead_ins import definitions, run_in_headings
from everyform.reader.lists import nested_lists
from everyform.reader.questions import numbered_headings, questions
from everyform.reader.rule import Rule
from everyform.reader.tables import tables, tables_in_place

RULES: tuple[Rule, ...] = (
    Rule("one title", one_title),
    Rule("no navigation line", no_navigation),
    Rule("figures", figures),
    Rule("tables", tables),
    Rule("questions", questions),
    Rule("strong headings", strong_headings),
    Rule("numbered headings", numbered_headings),
    Rule("key points", key_points),
    Rule("nested lists", nested_lists),
    Rule("callouts", callouts),
    Rule("run-in headings", run_in_headings),
    Rule("definitions", definitions),
)
"""Markdown, which has lost the nesting of lists."""

PAGE_RULES: tuple[Rule, ...] = (
    Rule("one title", one_title),
    Rule("no navigation line", no_navigation),
    Rule("figures", figures),
    Rule("tables", tables_in_place),
    Rule("strong headings", strong_headings),
    Rule("key points", nested_key_points),
    Rule("questions", questions),
    Rule("callouts", callouts),
    Rule("run-in headings", run_in_headings),
    Rule("definitions", definitions),
)
"""The publisher's own page: its lists are nested, its cells in their places already."""
