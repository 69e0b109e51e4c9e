"""The entry of NCI's dictionary in the language of an edition, where the institute has one.

The dictionary has each of its entries in English and in Spanish under one CDR number; which of
them a link opens stands in its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from everyform.inline import Inline, Term
from everyform.walk import map_inlines

# Primary language -> how the address calls it.
_LANGUAGES = {"en": "English", "es": "Spanish"}
_ASKED = re.compile(r"(?<=[?&]language=)[A-Za-z]+")


def in_own_language(content: Iterable[Inline], language: str) -> tuple[Inline, ...]:
    """The content with each term led to its entry in a BCP 47 language.

    A term stays as it is where the dictionary has no entries in the language, or its address
    names none.
    """
    primary = language.partition("-")[0].lower()
    called = _LANGUAGES.get(primary)

    def own(node: Inline) -> Inline:
        if called is None or not isinstance(node, Term) or not _ASKED.search(node.target):
            return node
        return replace(node, language=primary, target=_ASKED.sub(called, node.target))

    return map_inlines(content, own)
