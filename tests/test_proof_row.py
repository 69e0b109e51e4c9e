"""What a publication leaves out is missed, though its files agree with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from everyform.labels import NoticeId
from everyform.publication import Publication
from everyform.writers import FORMATS
from everyform.writers.format import File
from tests.faults import in_document
from tests.test_proof import BY_NAME, Press, press

__all__ = ["press"]


def _without(wanted: NoticeId) -> Callable[[Publication], Publication]:
    return lambda p: replace(
        p,
        opening=tuple(n for n in p.opening if n.id is not wanted),
        credits=tuple(n for n in p.credits if n.id is not wanted),
    )


def _last(publication: Publication) -> Publication:
    """What must be known first, at the end."""
    return replace(publication, opening=(), credits=(*publication.credits, *publication.opening))


def _relabelled(publication: Publication) -> Publication:
    notices = tuple(n for n in publication.label.notices if n is not NoticeId.NOT_PDQ)
    label = replace(publication.label, notices=notices)
    return _without(NoticeId.NOT_PDQ)(replace(publication, label=label))


FAULTS: tuple[tuple[str, str, Callable[[Publication], Publication]], ...] = (
    *((f"{n.value} left out", "en", _without(n)) for n in (NoticeId.SOURCE, NoticeId.STALE)),
    ("that it is a draft left out", "fr", _without(NoticeId.DRAFT)),
    ("the advice left out", "en", _without(NoticeId.ADVICE)),
    ("the opening at the end", "en", _last),
    ("another label", "en", _relabelled),
    ("the language left out", "es", lambda p: replace(p, language_note=None)),
)


@pytest.mark.parametrize(("name", "tag", "fault"), FAULTS, ids=[name for name, _, _ in FAULTS])
@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_a_publication_that_leaves_something_out_is_refuted(
    press: Press, format: object, name: str, tag: str, fault: Callable[[Publication], Publication]
) -> None:
    kind = BY_NAME[format.name]  # type: ignore[attr-defined]
    publication = fault(press.publications(kind, tag)[0])
    proof = press.prove(publication, kind, press.write(publication, kind))
    assert {f.code for f in proof.findings} & {"notices", "order"}


def test_the_official_text_left_out_is_missed(press: Press) -> None:
    web = BY_NAME["web"]
    (publication,) = press.publications(web, "en")
    told = replace(
        publication,
        metadata=replace(publication.metadata, alternates=(("es", "https://www.cancer.gov/es"),)),
    )
    proof = press.prove(told, web, press.write(told, web))
    assert "official" in " ".join(f.message for f in proof.findings)


def test_every_page_of_a_sheet_says_whence_it_is(press: Press) -> None:
    handout = BY_NAME["handout"]
    publication = press.publications(handout, "en")[0]
    (file,) = press.files(handout, "en")[0]

    def double(document: pikepdf.Pdf) -> None:
        """A second page without words, so also without a foot."""
        empty = document.make_stream(b"q Q")
        first = document.pages[0].obj
        page = pikepdf.Dictionary({key: first[key] for key in first.keys()})  # noqa: SIM118
        page.Contents, page.Annots, page.StructParents = empty, pikepdf.Array(), 99
        document.pages.append(pikepdf.Page(document.make_indirect(page)))

    data = in_document(double)(file.data)
    proof = press.prove(publication, handout, [File(file.name, data)])
    assert "does not say whence it is" in " ".join(f.message for f in proof.findings)
