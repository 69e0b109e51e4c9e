"""Whether a sentence is in the passive voice, by a form of "to be" and a participle."""

from __future__ import annotations

import re

# Participles that do not end in -ed.
_IRREGULAR = (
    "begun|born|broken|brought|built|caught|chosen|cut|done|drawn|driven|eaten|fallen|felt|"
    "fought|found|frozen|given|gone|grown|heard|held|hidden|hurt|kept|known|laid|led|left|lost|"
    "made|meant|met|paid|put|read|run|said|seen|sent|set|shown|shrunk|spent|split|spread|stuck|"
    "swollen|taken|taught|thought|thrown|told|understood|worn|written"
)
# Words in -ed that say what something is, and not what is done to it.
_STATES = "advanced|aged|interested|needed|related|tired|used to|worried|concerned|scared"
_PASSIVE = {
    "en": re.compile(
        r"\b(?:am|is|are|was|were|be|been|being|gets?|got)\s+(?:not\s+|n't\s+)?(?:\w+ly\s+|often\s+"
        rf"|also\s+|then\s+|usually\s+)?(?!(?:{_STATES})\b)(?:\w{{2,}}ed|{_IRREGULAR})\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:es|son|fue|fueron|era|eran|será|serán|sea|sean|ser|sido|siendo)\s+(?:\w+mente\s+)?"
        r"(?:\w{2,}[aií]d[oa]s?|hech[oa]s?|dich[oa]s?|vist[oa]s?|puest[oa]s?|escrit[oa]s?)\b",
        re.IGNORECASE,
    ),
}


def passive(sentence: str, language: str) -> bool:
    """Is something done in the sentence by nobody who is named? Never in an unknown language."""
    pattern = _PASSIVE.get(language.partition("-")[0])
    return pattern is not None and pattern.search(sentence) is not None
