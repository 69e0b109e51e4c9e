"""A request -> its outputs: read, planned by their keys, made where that is needed, concluded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity, failure
from everyform.editions import find_edition
from everyform.labels import is_stale
from everyform.production import keys
from everyform.production.composition import Terms
from everyform.production.concluding import begin, conclude, standing
from everyform.production.digests import sha256
from everyform.production.folder import locked
from everyform.production.knowing import known_seeds
from everyform.production.known import KnownSeed
from everyform.production.manifest import Manifest, OutputRecord
from everyform.production.manifest import diagnostics as told_again
from everyform.production.memo import Memo
from everyform.production.outcome import Outcome, Settings
from everyform.production.planning import Task, editions, ordered
from everyform.production.publish import unwritable, write_canonical
from everyform.production.reasons import Wanted, orphaned, orphans, refreshed, unfit, wanted
from everyform.production.release import refusals, without_drafts
from everyform.production.report import NAME as REPORT
from everyform.production.request import (
    Found,
    Made,
    Planned,
    Request,
    Result,
    Stopping,
    Tell,
    Waiting,
)
from everyform.production.running import run
from everyform.production.seeds import find_seeds
from everyform.production.standing import Standing
from everyform.production.told import Edition, Editions
from everyform.voices import fresh
from everyform.writers import FORMATS
from everyform.writers.format import Format, Narrated


def build(request: Request, tell: Tell = lambda event: None) -> Result:
    """Make every output that the request asks for and that does not stand yet; prove each.

    `tell` is called with each event, in this thread, as it comes.

    Raises:
        PipelineError: the request itself cannot be met: a format, an edition or a seed that
            does not exist, a store or an output folder that cannot be written.
    """
    return _Build(request, tell).result()


class _Build:
    def __init__(self, request: Request, tell: Tell) -> None:
        self._request, self._tell = request, tell
        self._formats = chosen(request.formats)
        self._asked = [find_edition(tag, request.locales) for tag in request.languages]
        self._terms = Terms(request.as_of, request.publisher, request.clinic)
        # What is released is found out, spoken and made now: a store could have been changed.
        self._memo = Memo(None if request.release else request.memo)
        self._standing = Standing(request.output, self._memo)
        self._found: list[Diagnostic] = []
        self._seen: set[Diagnostic] = set()
        self._editions = Editions(request, self._formats, self._memo)

    def result(self) -> Result:
        request = self._request
        paths = find_seeds(request.seeds)
        if (request.updated or request.accessed) and len(paths) != 1:
            said = f"the dates of a citation are given, and there are {len(paths)} seeds"
            hint = "name the one seed that they are for"
            raise failure("dates-of-several", said, Location("--accessed"), hint)
        seeds = self._seeds(paths)
        for seed in seeds:
            self._note(_staleness(seed, request))
        planned: list[Diagnostic] = []
        pairs = list(editions(seeds, self._asked, request.locales, planned))
        self._note(planned)
        told = list(self._editions_of(pairs))
        self._note(self._memo.damaged)
        if not seeds:
            return Result((), (), tuple(self._found), ())
        if request.dry_run:
            return self._dry(pairs, seeds, told)
        with self._folder():
            before, dropped = begin(request.output)
            self._note(dropped)
            return self._made(seeds, pairs, self._wanted(told, before), before)

    def _dry(
        self,
        pairs: Sequence[tuple[KnownSeed, str]],
        seeds: Sequence[KnownSeed],
        told: Sequence[tuple[KnownSeed, Edition]],
    ) -> Result:
        """What would be made; nothing is written."""
        request = self._request
        before = standing(request.output)
        steps = tuple(one.step for one in self._wanted(told, before))
        self._tell(Planned(steps))
        self._note(found for _, edition in told for found in edition.found)
        unasked = tuple(orphans(request, seeds, pairs, before))
        self._note(orphaned(unasked, replace(request, prune=False)))
        return Result(steps, (), tuple(self._found), unasked)

    def _editions_of(
        self, pairs: Sequence[tuple[KnownSeed, str]]
    ) -> Iterator[tuple[KnownSeed, Edition]]:
        """What each edition comes to, but for those whose words cannot be had, which is said."""
        for seed, tag in pairs:
            try:
                yield seed, self._editions.tell(seed, tag)
            except PipelineError as error:
                self._note(error.diagnostics)

    def _wanted(self, told: Sequence[tuple[KnownSeed, Edition]], before: Manifest) -> list[Wanted]:
        if self._request.formats:
            self._note(unfit(self._formats, told, self._request.locales))
        return wanted(self._request, self._formats, told, before, self._standing)

    def _seeds(self, paths: tuple[Path, ...]) -> list[KnownSeed]:
        """The seeds that can be read and released."""
        read, found = known_seeds(paths, self._request, self._memo)
        self._note(sorted(found, key=lambda finding: finding.location))
        if not self._request.release:
            return read
        kept = []
        for seed in read:
            allowed = self._request.allow_stale
            refused = tuple(refusals(seed, self._request.as_of, allow_stale=allowed))
            self._note(refused)
            kept += [] if refused else [seed]
        return kept

    def _made(
        self,
        seeds: Sequence[KnownSeed],
        pairs: Sequence[tuple[KnownSeed, str]],
        asked: Sequence[Wanted],
        before: Manifest,
    ) -> Result:
        """Everything made and written down; what is made so far also where somebody stops it."""
        request = self._request
        making = [one for one in asked if one.step.why]
        kept = [(one.seed, refreshed(one)) for one in asked if not one.step.why]
        steps = tuple(one.step for one in asked)
        unasked = tuple(orphans(request, seeds, pairs, before))
        self._tell(Planned(steps))
        self._note(finding for _, record in kept for finding in told_again(record.findings))
        self._note(orphaned(unasked, request))
        outcomes: list[Outcome] = []
        try:
            tasks = self._tasks(making)
            others = {seed.path for seed, record in kept if record not in before.outputs}
            others |= {one.seed.path for one in making}
            changed = self._canonical(seeds, others, before)
            with self._clips() as clips:
                settings = self._settings(clips, tasks, before)
                for outcome in run(tasks, settings, request.jobs, request.scheduler):
                    outcomes.append(outcome)
                    self._tell(Made(outcome))
                    self._note(outcome.diagnostics)
            self._conclude(changed, [record for _, record in kept], unasked, before)
            self._standing.keep()
        except Exception:
            raise
        except BaseException:
            self._tell(Stopping())
            begin(request.output)  # which takes over what the journal names
            raise
        return Result(steps, tuple(outcomes), tuple(self._found), unasked)

    def _conclude(
        self,
        changed: Sequence[KnownSeed],
        kept: Sequence[OutputRecord],
        unasked: Sequence[OutputRecord],
        before: Manifest,
    ) -> None:
        request = self._request
        gone = frozenset(record.key for record in unasked) if request.prune else frozenset()
        seeds = [seed.seed() for seed in changed]
        standing = Manifest(outputs=tuple(kept))
        try:
            _, found = conclude(seeds, request.output, request.signing_key, standing, gone, before)
        except PipelineError as error:
            found = error.diagnostics
        self._note(found)

    def _canonical(
        self, seeds: Sequence[KnownSeed], others: set[Path], before: Manifest
    ) -> list[KnownSeed]:
        """Write the canonical forms that do not stand; the seeds whose reports must be anew."""
        output, changed = self._request.output, list[KnownSeed]()
        records = {source.key: source for source in before.sources}
        for seed in seeds:
            record = records.get((seed.name, seed.language))
            key = _source_key(seed)
            stands = record is not None and record.inputs == key
            stands = stands and record is not None and self._standing.holds(record.canonical)
            if not stands:
                write_canonical(seed.seed(), output, key)
            if not stands or seed.path in others or not self._reported(before, seed.name):
                changed.append(seed)
        return changed

    def _reported(self, before: Manifest, document: str) -> bool:
        """Is the report on a document there as it was written?"""
        path = f"{document}/{REPORT}"
        return any(r.path == path and self._standing.holds(r) for r in before.reports)

    def _tasks(self, making: Sequence[Wanted]) -> tuple[Task, ...]:
        tasks = []
        for one in making:
            wording = self._editions.wording(one.seed, one.edition.tag)
            keyed = one.edition.keyed.get(one.format.name)
            tasks.append(Task(one.seed.seed(), wording, one.format, keyed, one.previous))
        if self._request.release:
            released, drafts = without_drafts(tasks, self._request.locales)
            self._note(drafts)
            return ordered(released)
        return ordered(tasks)

    def _settings(self, clips: Path, tasks: Sequence[Task], before: Manifest) -> Settings:
        request = self._request
        narrated = sum(task.format.narrated is not Narrated.NEVER for task in tasks)
        speaking = max(1, min(request.jobs, narrated))
        return Settings(
            request.output,
            clips,
            self._terms,
            request.release,
            request.allow_stale,
            frozenset(file.sha256 for file in before.files.values()),
            max(1, request.jobs // speaking),
        )

    def _clips(self) -> AbstractContextManager[Path]:
        clips = None if self._request.release else self._request.clips
        return fresh() if clips is None else nullcontext(clips)

    @contextlib.contextmanager
    def _folder(self) -> Iterator[None]:
        """The output folder for this build alone."""
        output = self._request.output
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(locked(output, lambda: self._tell(Waiting(output))))
            except OSError as error:
                raise unwritable(error, output) from error
            yield

    def _note(self, found: Iterable[Diagnostic]) -> None:
        for diagnostic in found:
            if diagnostic not in self._seen:
                self._seen.add(diagnostic)
                self._found.append(diagnostic)
                self._tell(Found(diagnostic))


def chosen(names: Sequence[str]) -> tuple[Format, ...]:
    """The formats of these names, all where there are none.

    Raises:
        PipelineError: `format-unknown`.
    """
    known = {format.name: format for format in FORMATS}
    for name in names:
        if name not in known:
            said = f"no format {name!r}; there are {', '.join(known)}"
            raise failure("format-unknown", said, Location("--format"))
    return tuple(known[name] for name in dict.fromkeys(names)) or FORMATS


def _source_key(seed: KnownSeed) -> str:
    """A digest of what a canonical form and a report are made of."""
    return sha256(f"{keys.house()}\n{seed.inputs}")


def _staleness(seed: KnownSeed, request: Request) -> Iterator[Diagnostic]:
    due, as_of = seed.facts.due, request.as_of
    if is_stale(due, as_of):
        reason = f"its review was due by {due}" if due else "it says no date of review"
        message = f"stale as of {as_of}: {reason}; every output says so first"
        hint = "get the current text from cancer.gov"
        yield Diagnostic(Severity.WARNING, "stale", message, Location(str(seed.path)), hint)
