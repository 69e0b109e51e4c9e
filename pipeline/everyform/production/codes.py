"""Findings -> the exit code: refuted or refused is another thing than could not be built."""

from __future__ import annotations

from collections.abc import Iterable

from everyform.diagnostics import Diagnostic, Severity
from everyform.proof.findings import CHECKS

DONE, REFUTED, COULD_NOT_BUILD = 0, 1, 2

_CONTRADICTED = frozenset({"fix-contradicts"})  # two sources of one place, and neither overruled

REFUSALS = frozenset(
    {
        "release-stale",
        "release-unsure",
        "release-draft",
        "release-unproven",
        "release-not-plain",
    }
)
"""What a release can refuse."""

VERIFYING = frozenset(
    {
        "build-unfinished",
        "file-changed",
        "file-linked",
        "file-missing",
        "file-stray",
        "label-changed",
        "label-expired",
        "manifest-edited",
        "manifest-invalid",
        "manifest-missing",
        "output-outdated",
        "signature-invalid",
        "signature-missing",
        "signature-unknown",
        "output-unknown",
        "unproven",
    }
)
"""What verifying can find besides the checks of `proof`."""

_REFUTING = REFUSALS | VERIFYING | _CONTRADICTED | frozenset(CHECKS)


def exit_code(found: Iterable[Diagnostic]) -> int:
    """0: done, perhaps with warnings. 1: refuted or refused. 2: could not be built or read."""
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    if not errors:
        return DONE
    return REFUTED if errors <= _REFUTING else COULD_NOT_BUILD
