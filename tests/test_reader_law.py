"""The law: what another parser reads is what the document says, except what a finding drops."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from everyform.canonical import from_json, to_json
from everyform.diagnostics import PipelineError, Severity
from everyform.inline import Text
from everyform.reader import Source, decode, read
from everyform.walk import document_segments, map_segments
from tests.reading import canonical_words, framed, source_words, unexplained

SEED = Path(__file__).parent.parent / "seeds" / "osteosarcoma-treatment.en.md"
SOURCE = decode("seeds/osteosarcoma-treatment.en.md", SEED.read_bytes())


def test_the_seed_word_for_word() -> None:
    document, findings = read(SOURCE)
    words = source_words(SOURCE.text)
    assert len(words) > 4000
    assert unexplained(words, canonical_words(document), findings) == []


def test_the_law_sees_a_lost_a_changed_and_a_moved_word() -> None:
    document, findings = read(SOURCE)
    words = source_words(SOURCE.text)
    victim = list(document_segments(document))[20].id

    def with_words(text: str) -> list[str]:
        changed = map_segments(
            document, lambda s: replace(s, content=(Text(text),)) if s.id == victim else s
        )
        return canonical_words(changed)

    for text in ("", "Something else", "Another word"):
        assert unexplained(words, with_words(text), findings)
    moved = canonical_words(document)
    moved[100], moved[200] = moved[200], moved[100]
    assert unexplained(words, moved, findings)


def test_the_law_sees_a_drop_that_no_finding_reports() -> None:
    document, findings = read(SOURCE)
    silent = [finding for finding in findings if finding.code != "navigation"]
    assert unexplained(source_words(SOURCE.text), canonical_words(document), silent) == [
        "delete: 'Go to Health Professional Version' became ''"
    ]


def test_the_law_tells_like_cells_apart() -> None:
    rows = ("| a | • b • c |", "| a | • b • c |", "", "| a | b |", "| - | - |", "| • b • c | a |")
    source, _ = framed("## Start\n\n| a | b |\n| - | - |\n" + "\n".join(rows) + "\n| a | a |\n")
    document, findings = read(source)
    assert unexplained(source_words(source.text), canonical_words(document), findings) == []
    silent = [finding for finding in findings if finding.code != "table-bullets"]
    assert unexplained(source_words(source.text), canonical_words(document), silent)


phrases = st.sampled_from(
    [
        "an old injury",
        "Rest helps.",
        "having certain conditions, such as:",
        "**Pain**",
        "**Pain** hurts.",
        "For lumps that came back, treatment may include:",
        "[joint](/Common/PopUps/popDefinition.aspx?id=4&language=English)",
        "*or*",
        "Stage II: The lump is large",
        "(1) it is wide; or",
        "x.[Enlarge](/a.jpg)![Knee bones; drawing](/b.jpg)",
        "Knee bones. A drawing.",
        "a  \nb",
        "**What is rest?**",
        "Note: it is *RB1* or *KIT and MET*.",
        "Call 1-800-4-CANCER (1-800-422-6237).",
        "Rest helps.[[1](#cit/1)] It does [1,2].",
        "Apnea: A disorder that stops the breath.",
        "The [knee](/Common/PopUps/popDefinition.aspx?id=4&language=English) (a joint).",
        "3. Is it?",
        "[cisplatin](/about-cancer/treatment/drugs/cisplatin)",
        "10<sup>9</sup> knees<br>or *10^6^*",
        "~5 or H~2~O <!-- ice --> <b>tape</b>",
        "Call 911[^1]",
    ]
)
lines = st.one_of(
    phrases,
    phrases.map("- {}".format),
    phrases.map("- {}".format),
    st.tuples(st.integers(1, 4), phrases).map(lambda pair: f"{pair[0]}. {pair[1]}"),
    st.sampled_from(["## Care", "### Key Points", "### Rest helps.", "> said", "### References"]),
    st.sampled_from(["> Note: care", "> **Box**", "### 2. Is it?"]),
    st.lists(st.sampled_from(["a", "", "• b • c", "**d**", "* note", "- e - f"]), min_size=4).map(
        lambda cells: "\n".join(
            ["", "| a | b |", "| - | - |"]
            + [f"| {one} | {two} |" for one, two in zip(cells[::2], cells[1::2], strict=False)]
        )
    ),
)
bodies = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n"])), max_size=14).map(
    lambda pairs: "## Start\n\n" + "".join(line + end for line, end in pairs)
)


@settings(max_examples=150, deadline=None)
@example("## Start\n\n| a | b |\n| - | - |\n|  | a |\n|  | • b • c |\n| a | • b • c |\n")
@given(bodies)
def test_any_mixture_of_habits_keeps_its_words(body: str) -> None:
    source: Source = framed(body)[0]
    document, findings = read(source)
    # Each move of words that stand more than once multiplies what the comparison must try.
    assume(sum(finding.message.startswith("moved") for finding in findings) <= 2)
    assert unexplained(source_words(source.text), canonical_words(document), findings) == []
    assert from_json(to_json(document)) == document
    ids = [segment.id for segment in document_segments(document)]
    assert len(set(ids)) == len(ids)


SEED_LINES = SOURCE.text.split("\n")
FIRST = SEED_LINES.index("---", 1) + 1
places = st.integers(FIRST, len(SEED_LINES) - 1)
damages = st.tuples(st.sampled_from(["drop", "double", "swap", "cut", "part"]), places, places)


@settings(max_examples=40, deadline=None)
@example([("double", 22, 23)])
@given(st.lists(damages, min_size=1, max_size=8))
def test_a_damaged_seed_keeps_its_words_or_is_refused(
    damage: list[tuple[str, int, int]],
) -> None:
    lines = SEED_LINES.copy()
    for kind, at, other in damage:
        if max(at, other) >= len(lines):
            continue
        match kind:
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[other])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: other % (len(lines[at]) + 1)]
            case "part":
                lines.insert(at, "")
    text = "\n".join(lines)
    try:
        document, findings = read(Source("seeds/damaged.en.md", text))
    except PipelineError as refused:
        codes = {d.code for d in refused.diagnostics if d.severity is Severity.ERROR}
        assert codes <= {"permission-missing", "citation-missing", "title-missing", "cut-off"}
        return
    assert unexplained(source_words(text), canonical_words(document), findings) == []
    assert from_json(to_json(document)) == document
