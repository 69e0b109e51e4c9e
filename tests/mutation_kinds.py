"""The kinds of faults that are planted in a correct translation: one small change each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Change = Callable[[str, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A kind of fault, and the languages it can be planted in; none means all."""

    name: str
    change: Change
    languages: frozenset[str] = frozenset()


def swap_words(*pairs: tuple[str, str]) -> Change:
    """Put one word of a pair in the place of the other."""

    def change(words: str, chance: random.Random) -> str | None:
        fitting = [p for p in pairs if re.search(rf"(?<!\w){p[0]}(?!\w)", words)]
        if not fitting:
            return None
        old, new = chance.choice(fitting)
        return re.sub(rf"(?<!\w){old}(?!\w)", new, words, count=1)

    return change


def other_number(words: str, chance: random.Random) -> str | None:
    plain = list(re.finditer(r'(?<![\w="])\d+(?![\w">])', words))
    if not plain:
        return None
    found = chance.choice(plain)
    new = str(int(found[0]) * 10) if chance.random() < 0.5 else str(int(found[0]) + 1)
    return words[: found.start()] + new + words[found.end() :]


def other_digit(words: str, chance: random.Random) -> str | None:
    found = re.search(r"\d-\d{3}-\d{3}-\d{4}", words)
    if found is None:
        return None
    place = chance.choice([n for n in range(found.start(), found.end()) if words[n].isdigit()])
    return words[:place] + str((int(words[place]) + 1) % 10) + words[place + 1 :]


def lost_sentence(words: str, chance: random.Random) -> str | None:
    parts = re.split(r"(?<=[.。؟?!])\s*(?=\S)", words)
    whole = [n for n, part in enumerate(parts) if "<" not in part]
    if len(parts) < 3 or not whole:
        return None
    del parts[chance.choice(whole)]
    return " ".join(parts)


def lost_tag(words: str, chance: random.Random) -> str | None:
    return re.sub(r"<g id=\"\d+\">(.*?)</g>", r"\1", words, count=1) if "<g" in words else None


def other_drug(names: dict[str, str]) -> Change:
    forms = sorted({form for words in names.values() for form in words.split("|")})

    def change(words: str, chance: random.Random) -> str | None:
        here = [form for form in forms if form.casefold() in words.casefold()]
        if not here:
            return None
        old = max(here, key=len)
        new = chance.choice([form for form in forms if form not in (old, *here)])
        return re.sub(re.escape(old), new, words, count=1, flags=re.IGNORECASE)

    return change


ES = frozenset({"es"})
AR = frozenset({"ar"})
ZH = frozenset({"zh-Hans"})


def first_kinds(names: dict[str, str]) -> tuple[Mutation, ...]:
    """The kinds of the first draw, in a fixed order; they stay as they are, so that it does."""
    return (
        Mutation("number", other_number),
        Mutation("telephone digit", other_digit),
        Mutation("drug", other_drug(names)),
        Mutation("gene", swap_words(("RB1", "BRCA1"))),
        Mutation("lost tag", lost_tag),
        Mutation("lost sentence", lost_sentence),
        Mutation("lost not", swap_words(("no ", ""), ("sin", "con")), ES),
        Mutation("added not", swap_words(("es", "no es"), ("usa", "no usa")), ES),
        Mutation("may to must", swap_words(("puede", "debe"), ("pueden", "deben")), ES),
        Mutation("may to does", swap_words(("es posible que se", "se"), ("puede ser", "es")), ES),
        Mutation("before to after", swap_words(("antes", "después"), ("después", "antes")), ES),
        Mutation("more to less", swap_words(("mayor", "menor"), ("aumentar", "disminuir")), ES),
        Mutation("with to without", swap_words(("con", "sin")), ES),
        Mutation("unit", swap_words(("años", "meses"), ("meses", "años"), ("cm", "mm"))),
        Mutation("only lost", swap_words(("solo ", ""), ("sola ", "")), ES),
        Mutation("if lost", swap_words(("si", "cuando")), ES),
        Mutation("often to always", swap_words(("por lo general", ""), ("a menudo", "")), ES),
    )


_TAG = re.compile(r'(<g id="\d+">)([^<]*)(</g>)')


def swapped_tags(words: str, chance: random.Random) -> str | None:
    found = list(_TAG.finditer(words))
    if len(found) < 2:
        return None
    one, other = sorted(chance.sample(found, 2), key=lambda m: m.start())
    between = words[one.end() : other.start()]
    changed = f"{one[1]}{other[2]}{one[3]}{between}{other[1]}{one[2]}{other[3]}"
    return words[: one.start()] + changed + words[other.end() :]


def empty_tag(words: str, chance: random.Random) -> str | None:
    return _TAG.sub(r"\1\3\2", words, count=1) if _TAG.search(words) else None


def greedy_tag(words: str, chance: random.Random) -> str | None:
    found = list(_TAG.finditer(words))
    if len(found) != 1 or len(found[0][2]) > len(words) / 5:
        return None
    (one,) = found
    return f"{one[1]}{words[: one.start()]}{one[2]}{words[one.end() :]}{one[3]}"


def moved_point(words: str, chance: random.Random) -> str | None:
    """A dose ten times as high: the decimal mark is lost, or moves."""
    found = re.search(r"(\d+)([.,])(\d)(?!\d)", words)
    return found and words[: found.start()] + found[1] + found[3] + words[found.end() :]


def exchanged_numbers(words: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<![\w=\"/.,-])\d+(?![\w\">/.,-])", words))
    fitting = [(a, b) for a in found for b in found if a.start() < b.start() and a[0] != b[0]]
    if not fitting:
        return None
    a, b = chance.choice(fitting)
    return words[: a.start()] + b[0] + words[a.end() : b.start()] + a[0] + words[b.end() :]


def other_date(words: str, chance: random.Random) -> str | None:
    """Day and month change places."""
    for pattern, new in (
        (r"(\d\d)/(\d\d)/(\d{4})", r"\2/\1/\3"),
        (r"(\d{4})/(\d\d)/(\d\d)", r"\1/\3/\2"),
        (r"(\d{4}) 年 (\d+) 月 (\d+) 日", r"\1 年 \3 月 \2 日"),
        ("2 de enero", "1 de febrero"),
        ("2 يناير", "1 فبراير"),
        ("mayo de", "marzo de"),
        ("مايو", "مارس"),
        (r"2019 年 5 月", r"2019 年 3 月"),
    ):
        if re.search(pattern, words):
            return re.sub(pattern, new, words, count=1)
    return None


def one_of_two(*cues: str) -> Change:
    """Lose one of at least two cues of a kind."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(cues)}) ")

    def change(words: str, chance: random.Random) -> str | None:
        found = list(pattern.finditer(words))
        if len(found) < 2:
            return None
        lost = chance.choice(found)
        return words[: lost.start()] + words[lost.end() :]

    return change


def exchanged_drugs(names: dict[str, str]) -> Change:
    forms = sorted({form for words in names.values() for form in words.split("|")})

    def change(words: str, chance: random.Random) -> str | None:
        here = [form for form in forms if form in words]
        if len(here) < 2:
            return None
        one, other = here[:2]
        return words.replace(one, "\0").replace(other, one).replace("\0", other)

    return change


def in_text(*pairs: tuple[str, str]) -> Change:
    """`swap_words` for languages that hang words together."""

    def change(words: str, chance: random.Random) -> str | None:
        fitting = [pair for pair in pairs if pair[0] in words]
        if not fitting:
            return None
        old, new = chance.choice(fitting)
        return words.replace(old, new, 1)

    return change


def all_kinds(names: dict[str, str]) -> tuple[Mutation, ...]:
    """The kinds of the second draw."""
    return (
        *first_kinds(names),
        Mutation("date order", other_date),
        Mutation("decimal point", moved_point),
        Mutation("numbers exchanged", exchanged_numbers),
        Mutation("drugs exchanged", exchanged_drugs(names)),
        Mutation("tags swapped", swapped_tags),
        Mutation("tag emptied", empty_tag),
        Mutation("tag too wide", greedy_tag),
        Mutation(
            "unit in words",
            swap_words(
                *(("semanas", "meses"), ("meses", "semanas"), ("días", "horas")),
                *(("horas", "días"), ("minutos", "horas"), ("mg", "g"), ("años", "días")),
            ),
            ES,
        ),
        Mutation(
            "unit in words",
            swap_words(
                *(("أسابيع", "أشهر"), ("أشهر", "أسابيع"), ("أيام", "أسابيع")),
                *(("سنوات", "أشهر"), ("ساعة", "يوم"), ("ملغ", "غ"), ("عامًا", "شهرًا")),
                *(("شهرًا", "أسبوعًا"), ("سم", "ملم"), ("لتر", "مل")),
            ),
            AR,
        ),
        Mutation(
            "unit in words",
            in_text(
                *((" 年内", " 个月内"), (" 个月", " 周"), (" 周", " 天"), (" 天", " 周")),
                *((" 岁", " 个月"), (" 小时", " 天"), ("数周", "数天"), ("数天", "数周")),
                *(("数月", "数年"), ("毫克", "克"), ("厘米", "毫米"), ("毫米", "厘米")),
                *((" 升", " 毫升"),),
            ),
            ZH,
        ),
        Mutation(
            "number in words",
            swap_words(
                *(("dos", "tres"), ("tres", "dos"), ("segunda", "tercera"), ("segundo", "primer")),
                *(("primera", "segunda"), ("mitad", "tercera parte"), ("primer", "segundo")),
            ),
            ES,
        ),
        Mutation(
            "unless to if",
            swap_words(("a menos que", "si"), ("si", "a menos que"), ("Si", "A menos que")),
            ES,
        ),
        Mutation("except to with", swap_words(("excepto", "incluso")), ES),
        Mutation("one not of two", one_of_two("no", "No"), ES),
        Mutation("one may of two", one_of_two("puede", "pueden", "podría", "es posible que"), ES),
        Mutation(
            "opposite",
            swap_words(
                *(("izquierdo", "derecho"), ("benigno", "maligno"), ("alto", "bajo")),
                *(("aumenta", "disminuye"), ("aumentar", "reducir"), ("comienza", "termina")),
                *(("termina", "comienza"), ("empiezan", "terminan"), ("más", "menos")),
                *(("menos", "más"), ("mayores", "menores"), ("positiva", "negativa")),
                *(("hombres", "mujeres"), ("dentro", "fuera"), ("debajo", "encima")),
                *(("encima", "debajo"), ("niños", "adultos"), ("supervivencia", "muerte")),
            ),
            ES,
        ),
        Mutation("often to always", swap_words(("por lo general", "siempre")), ES),
        Mutation("always lost", swap_words(("siempre ", "")), ES),
    )
