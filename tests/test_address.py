"""Arabic commands and verbs have a form for a man: what the reader sees speaks to women too."""

from __future__ import annotations

import re

import polib
import pytest

from everyform.resources import LOCALES

FOLDER = LOCALES / "ar/LC_MESSAGES"
# Vowel marks and stretching, which decide nothing here.
UNSEEN = re.compile("[\u064b-\u0652\u0670\u0640]")
# Commands to one man, of which the letters are also "he called", "he used": nobody's deeds are
# told in these texts. What is also "she knows" or a noun counts with its preposition alone.
COMMANDS = (
    *("اتصل", "اسأل", "استشر", "استخدم", "اطلب", "اطلع", "اعرف", "اقرأ", "انظر", "اتبع"),
    *("احصل", "اختر", "اكتب", "احتفظ", "ابحث", "ابدأ", "اشرب", "اغسل", "أخبر", "أرسل"),
    *("خذ", "راجع", "راسل", "زر", "شاهد", "ناقش", "واصل", "قم", "فكر", "كن", "تأكد من"),
    *("تحدث مع", "تحدث إلى", "تعرف على", "توقف عن", "تفضل بزيارة", "أنت تستمع"),
)
# "You" before verbs that have a woman's form of their own.
VERBS = ("تحتاج", "ترغب", "تريد", "تعتقد", "تود")
PHRASES = tuple(f"{front} {verb}" for front in ("قد", "إذا كنت") for verb in VERBS)
ENDING = "\u0647\u0627?"  # "it", "her"
MASCULINE = rf"[وف]?(?:{'|'.join((*PHRASES, *COMMANDS))})(?:{ENDING})?(?!\w)"


def spoken_to_a_man(words: str) -> list[str]:
    """Commands to one man, at the start of a sentence or behind a comma or an "or"."""
    text = UNSEEN.sub("", re.sub(r"<[^>]{0,40}>", "", words))
    starts = r"(?:^|[.!?؟،:«]\s*|(?<=\sأو )|(?<=\sثم ))"
    return [m[0] for m in re.finditer(starts + MASCULINE, text)]


@pytest.mark.parametrize("name", ["ui.po", "shelf.po", "osteosarcoma-treatment.po"])
def test_arabic_does_not_command_one_man(name: str) -> None:
    entries = polib.pofile(str(FOLDER / name), encoding="utf-8")
    found = {entry.msgid: spoken_to_a_man(entry.msgstr) for entry in entries}
    assert {msgid: words for msgid, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("تحدّث مع طبيبك.", 1),
        ("اطّلع على الموقع أو اتصل بالرقم 1.", 2),
        ('استخدم <g id="1">أداة البحث</g>.', 1),
        ("قد ترغب في الحصول على رأي.", 1),
        ("يُرجى التحدث مع طبيبك.", 0),
        ("تحدثوا مع الطبيب.", 0),
    ],
)
def test_a_command_to_one_man_is_known(words: str, found: int) -> None:
    assert len(spoken_to_a_man(words)) == found
