"""Judge everything in a folder of outputs, print a table, write `validation.json` there.

usage: python -m tests.judges [FOLDER]      (default: output)

Exit 0: every judge rejected its planted fault and accepts every file; 1: anything
else, also when there was no file to judge.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.judges import ace, acx, axe, epubcheck, nu, overflow, paper, verapdf, xliff
from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop, open_workshop

JUDGES = (
    epubcheck.JUDGE,
    ace.JUDGE,
    verapdf.JUDGE,
    axe.JUDGE,
    nu.JUDGE,
    acx.JUDGE,
    xliff.JUDGE,
    overflow.PAGES,
    overflow.BOOKS,
    paper.JUDGE,
)
SCHEMA = "everyform/validation/1"
SHOWN = 5  # complaints of one file on the screen; validation.json has all


@dataclass(frozen=True, slots=True)
class Session:
    """One judge's work on one folder. `trouble` says why the judge cannot be believed."""

    judge: Judge
    version: str
    verdicts: tuple[Verdict, ...]
    trouble: str = ""

    @property
    def passed(self) -> bool:
        """Is the judge to be believed, and content?"""
        return not self.trouble and not any(v.complaints for v in self.verdicts)

    @property
    def outcome(self) -> str:
        """The last column of the table; a judge without a file has passed nothing."""
        if not self.passed:
            return "FAIL"
        return "pass" if self.verdicts else "no file"


def hold(judge: Judge, workshop: Workshop, files: Sequence[Path]) -> Session:
    """Have `judge` examine `files`, and before them the fault planted for it."""
    version = judge.version(workshop)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        try:
            files = [*files, *judge.make(scratch)]
            plant = judge.plant(workshop, scratch)
            planted, *verdicts = judge.examine(workshop, [plant, *files])
        except CannotJudge as error:
            return Session(judge, version, (), f"could not judge: {error}")
    if not any(complaint.rule == judge.fault for complaint in planted.complaints):
        named = ", ".join(c.rule for c in planted.complaints) or "nothing"
        return Session(judge, version, (), f"{judge.fault} was planted, and it found {named}")
    if [verdict.file for verdict in verdicts] != files:
        return Session(judge, version, (), "it has left out a file")
    return Session(judge, version, tuple(verdicts))


def report(sessions: Sequence[Session], folder: Path) -> dict[str, object]:
    """What goes into `validation.json`; no clock, so that equal outputs give equal reports."""
    return {
        "schema": SCHEMA,
        "passed": all(session.passed for session in sessions),
        "judges": [
            {
                "name": session.judge.name,
                "version": session.version,
                "standard": session.judge.standard,
                "planted_fault": session.judge.fault,
                "trouble": session.trouble,
                "files": [
                    {
                        "file": _named(verdict.file, folder),
                        "complaints": [_row(complaint) for complaint in verdict.complaints],
                    }
                    for verdict in session.verdicts
                ],
            }
            for session in sessions
        ],
    }


def _named(file: Path, folder: Path) -> str:
    """An output by its path in `folder`, a file made for the judge by its name alone."""
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name


def _row(complaint: Complaint) -> dict[str, str]:
    return {"rule": complaint.rule, "message": complaint.message, "place": complaint.place}


def table(sessions: Sequence[Session], folder: Path) -> str:
    """The sessions as text: what is wrong first, the totals last."""
    lines = []
    for session in sessions:
        if session.trouble:
            lines.append(f"{session.judge.name}: {session.trouble}")
        for verdict in filter(lambda v: v.complaints, session.verdicts):
            lines.append(f"{_named(verdict.file, folder)}: {session.judge.name}")
            lines += [f"    {complaint}" for complaint in verdict.complaints[:SHOWN]]
            if len(verdict.complaints) > SHOWN:
                lines.append(f"    and {len(verdict.complaints) - SHOWN} more")
    lines.append(f"{'judge':11}{'standard':24}{'files':>6}{'complaints':>12}  verdict")
    for session in sessions:
        complaints = sum(len(verdict.complaints) for verdict in session.verdicts)
        lines.append(
            f"{session.judge.name:11}{session.judge.standard:24}"
            f"{len(session.verdicts):6}{complaints:12}  {session.outcome}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str], judges: Sequence[Judge] = JUDGES) -> int:
    """Judge the folder that `arguments` name; the exit code."""
    folder = Path(arguments[0] if arguments else "output")
    work = [(judge, sorted(folder.rglob(f"*{judge.suffix}"))) for judge in judges]
    if not any(files for _, files in work):
        print(f"nothing to validate in {folder}/", file=sys.stderr)
        return 1
    workshop = open_workshop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        sessions = list(pool.map(lambda pair: hold(pair[0], workshop, pair[1]), work))
    whole = report(sessions, folder)
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (folder / "validation.json").write_text(text + "\n", encoding="utf-8")
    print(table(sessions, folder))
    return 0 if whole["passed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
