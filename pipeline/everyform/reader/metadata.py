"""The front matter's values -> `Metadata`, or every reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlsplit

from everyform.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity
from everyform.document import Metadata, ReviewFrequency
from everyform.reader.front_matter import FrontMatter, shown
from everyform.reader.habits import LANGUAGES

T = TypeVar("T")

REQUIRED = (
    "title",
    "url",
    "license",
    "language",
    "source",
    "sourceType",
    "status",
    "audienceLevel",
)
"""Without these no output can say what it is, whose it is and for whom."""

LICENCES = frozenset({"public domain", "us public domain", "public domain us", "public domain usa"})
"""What `license` may say, in small letters without signs: nobody's leave is needed."""

PUBLISHER_HOST = "cancer.gov"
AUDIENCE = "patient"
FIRST_YEAR = 1982
"""The year in which PDQ began, by its publisher's account of it."""


def read_metadata(front: FrontMatter) -> Reported[tuple[str, Metadata]]:
    """Check the header and return the language (BCP 47) and the metadata.

    Raises:
        PipelineError: with every error found: `metadata-missing`, `metadata-type`,
            `metadata-date`, `metadata-url`, `metadata-language`, `metadata-frequency`,
            `metadata-audience`, `licence`.
    """
    fields = _Fields(front)
    for key in REQUIRED:
        if front.values.get(key) in (None, ""):
            fields.report(Severity.ERROR, "metadata-missing", key, f"the key {key!r} is missing")
    language = fields.language()
    metadata = Metadata(
        title=fields.text("title"),
        url=fields.url("url"),
        licence=fields.licence(),
        source=fields.text("source"),
        source_type=fields.text("sourceType"),
        status=fields.text("status"),
        audience=fields.audience(),
        version=fields.text("version"),
        cancer_types=fields.texts("cancerTypes"),
        tags=fields.texts("tags"),
        short_citation=fields.text("citation"),
        last_reviewed=fields.expected("lastReviewed", fields.day),
        review_frequency=fields.expected("reviewFrequency", fields.frequency),
        updated=fields.day("updated"),
        accessed=fields.day("accessed"),
        alternates=fields.alternates(language),
    )
    if any(finding.severity is Severity.ERROR for finding in fields.found):
        raise PipelineError(*fields.found)
    return Reported((language, metadata), tuple(fields.found))


def is_publishers(address: str) -> bool:
    """Whether this is a whole address of a page on the publisher's site."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    ours = host == PUBLISHER_HOST or host.endswith(f".{PUBLISHER_HOST}")
    return ours and parts.scheme in ("http", "https") and not any(map(str.isspace, address))


class _Fields:
    """One header being read; collects what is wrong instead of stopping at the first."""

    def __init__(self, front: FrontMatter) -> None:
        self._front = front
        self.found: list[Diagnostic] = []

    def report(self, severity: Severity, code: str, key: str, message: str, hint: str = "") -> None:
        where = Location(self._front.path, self._front.lines.get(key, 1))
        self.found.append(Diagnostic(severity, code, message, where, hint))

    def text(self, key: str) -> str:
        value = self._front.values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        self._wrong_type(key, value, "a text", hint=f"put the value of {key!r} in quotes")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._front.values.get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(entry.strip() for entry in value)
        self._wrong_type(key, value, "a list of texts")
        return ()

    def language(self) -> str:
        value = self._front.values.get("language")
        if isinstance(value, bool):  # YAML 1.1 reads `no`, the code of Norwegian, as false
            self._wrong_type("language", value, "a text", hint='write it in quotes: "no"')
            return ""
        language = self.text("language")
        if language and language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            said = f"the language {shown(language)} is not one the publisher writes in ({known})"
            self.report(Severity.ERROR, "metadata-language", "language", said)
        return language

    def url(self, key: str) -> str:
        value = self.text(key)
        return self._address(key, value) if value else ""

    def _address(self, key: str, value: str) -> str:
        if not is_publishers(value):
            said = f"{shown(value)} is not an address on {PUBLISHER_HOST}"
            self.report(Severity.ERROR, "metadata-url", key, said)
        return value

    def alternates(self, own: str) -> tuple[tuple[str, str], ...]:
        """Addresses of the same summary in other languages the publisher writes in."""
        value = self._front.values.get("alternates")
        if value is None:
            return ()
        if not isinstance(value, dict) or not all(
            isinstance(text, str) for pair in value.items() for text in pair
        ):
            self._wrong_type("alternates", value, "a list of languages, each with an address")
            return ()
        known = ", ".join(language for language in LANGUAGES if language != own)
        for language in value:
            if language not in LANGUAGES or language == own:
                said = (
                    f"{shown(language)} is not another language the publisher writes in ({known})"
                )
                self.report(Severity.ERROR, "metadata-language", "alternates", said)
        return tuple(sorted((tag, self._address("alternates", value[tag])) for tag in value))

    def audience(self) -> str:
        value = self.text("audienceLevel")
        if value and value != AUDIENCE:
            said = f"the audience is {shown(value)}; only material for patients may be published"
            self.report(Severity.ERROR, "metadata-audience", "audienceLevel", said)
        return value

    def licence(self) -> str:
        """Whose leave the text needs: it is published only where it needs nobody's."""
        value = self.text("license")
        plain = " ".join(re.findall(r"[a-z0-9]+", value.casefold().replace("u.s.", "us")))
        if value and plain not in LICENCES:
            said = f"the licence is {shown(value)}; only text in the public domain is published"
            hint = "whatever the citation says, ask the publisher"
            self.report(Severity.ERROR, "licence", "license", said, hint)
        return value

    def day(self, key: str) -> date | None:
        value = self._front.values.get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            day = value
        else:
            try:
                day = date.fromisoformat(value if isinstance(value, str) else "")
            except ValueError:
                said = f"{key} is {shown(value)}, which is no date of the form YYYY-MM-DD"
                self.report(Severity.ERROR, "metadata-date", key, said)
                return None
        if day.year < FIRST_YEAR:
            said = f"{key} is {day}; there have been summaries since {FIRST_YEAR}"
            self.report(Severity.ERROR, "metadata-date", key, said)
            return None
        return day

    def frequency(self, key: str) -> ReviewFrequency | None:
        value = self.text(key)
        if not value:
            return None
        try:
            return ReviewFrequency(value)
        except ValueError:
            known = ", ".join(frequency.value for frequency in ReviewFrequency)
            said = f"{key} is {shown(value)}; known are {known}"
            self.report(Severity.ERROR, "metadata-frequency", key, said)
            return None

    def expected(self, key: str, read: Callable[[str], T | None]) -> T | None:
        """A value whose absence makes every output "not known to be current"."""
        if self._front.values.get(key) in (None, ""):
            said = f"the key {key!r} is missing; the summary counts as out of date"
            self.report(Severity.WARNING, "metadata-review", key, said)
            return None
        return read(key)

    def _wrong_type(self, key: str, value: object, wanted: str, hint: str = "") -> None:
        said = f"{key} must be {wanted}; it is {shown(value)}"
        self.report(Severity.ERROR, "metadata-type", key, said, hint)
