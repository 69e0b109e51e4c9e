"""Checks of meaning: right translations pass, and each kind of wrong one is found by its check."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyform.meaning.compare import CHECKS, Bitext
from tests.meaning import codes, faults, segment

RIGHT = [
    ("Surgery may be done.", "Es posible que se haga una cirugía.", "es"),
    ("It does not spread.", "No se disemina.", "es"),
    ("About 440 people 19 years and younger.", "Unas 440 personas menores de 19 años.", "es"),
    ("It is given before surgery.", "Se administra antes de la cirugía.", "es"),
    ("Call 1-800-4-CANCER.", "Llame al 1-800-4-CANCER.", "es"),
    ("Take cisplatin 75 mg/m².", "Tome cisplatino 75 mg/m².", "es"),
    # numbers: each language's separators, powers of ten, words
    ("Take 0.5 mg twice a day.", "Tome 0,5 mg dos veces al día.", "es"),
    ("Take 0.5 mg.", "Tome 0.5 mg.", "es"),
    ("In 1,000 people.", "En 1.000 personas.", "es"),
    ("In 1,000 people.", "En 1,000 personas.", "es"),
    ("In 1,000 people.", "En 1000 personas.", "es"),
    ("In 1,000 people.", "Chez 1 000 personnes.", "fr"),
    ("In 1,000 people.", "\u0423 1\u202f000 человек.", "ru"),
    ("In 440 people.", "لدى ٤٤٠ شخصًا.", "ar"),
    ("In 1,000.5 grams.", "في \u0661\u066c\u0660\u0660\u0660\u066b\u0665 غرام.", "ar"),
    ("About 3 million people.", "Cerca de 3 millones de personas.", "es"),
    ("About 3 million people.", "约 300 万人。", "zh-Hans"),
    ("About 3 million people.", "نحو 3 ملايين شخص.", "ar"),
    ("Out of 100,000 people.", "每 10 万人中。", "zh-Hans"),
    ("Twenty-five people.", "Veinticinco personas.", "es"),
    ("Half of them.", "La mitad.", "es"),
    ("One-third of them.", "Un tercio.", "es"),
    ("two types", "2 种", "zh-Hans"),
    ("for 35 years", "三十五年", "zh-Hans"),
    ("5 types", "cinco tipos", "es"),
    # units: ranges, symbols and words, languages that join words
    ("2-4 years", "de 2 a 4 años", "es"),
    ("2 years to 4 years", "de 2 a 4 años", "es"),
    ("2 to 4 weeks", "2 至 4 周", "zh-Hans"),
    ("2 to 4 weeks", "من 2 إلى 4 أسابيع", "ar"),
    ("for 2 years", "لمدة سنتين", "ar"),
    ("55 or more years", "55 o más años", "es"),
    ("within 24 hours", "24 小时内", "zh-Hans"),
    ("within 24 hours", "24시간 이내", "ko"),
    ("for 6 months", "6개월 동안", "ko"),
    ("for 6 months", "в течение 6 месяцев", "ru"),
    ("for 6 months", "trong 6 tháng", "vi"),
    ("for 6 months", "sa loob ng 6 na buwan", "fil"),
    ("for 6 months", "pandan 6 mwa", "ht"),
    ("for 6 months", "por 6 meses", "pt-BR"),
    ("5% of cases", "el 5 por ciento de los casos", "es"),
    ("5% of cases", "百分之 5 的病例", "zh-Hans"),
    ("5 percent of cases", "٪5 من الحالات", "ar"),
    ("The dose is 75 mg/m2 on day 1.", "La dosis es de 75 mg/m² el día 1.", "es"),
    ("The dose is 75 mg/m2.", "剂量为 75 毫克/平方米。", "zh-Hans"),
    ("It costs $5.", "Cuesta 5 dólares.", "es"),
    # dates in every language, and in its order
    ("On January 2, 2025.", "El 2 de enero de 2025.", "es"),
    ("On January 2, 2025.", "Le 2 janvier 2025.", "fr"),
    ("On January 2, 2025.", "Em 2 de janeiro de 2025.", "pt-BR"),
    ("On January 2, 2025.", "2 janvye 2025.", "ht"),
    ("On January 2, 2025.", "Ngày 2 tháng 1 năm 2025.", "vi"),
    ("On January 2, 2025.", "2 января 2025 года.", "ru"),
    ("On January 2, 2025.", "في 2 يناير 2025.", "ar"),
    ("On January 2, 2025.", "في ٢ كانون الثاني ٢٠٢٥.", "ar"),
    ("On January 2, 2025.", "2025 年 1 月 2 日。", "zh-Hans"),
    ("On January 2, 2025.", "2025년 1월 2일.", "ko"),
    ("On January 2, 2025.", "Noong Enero 2, 2025.", "fil"),
    ("On 01/02/2025.", "El 02/01/2025.", "es"),
    ("On 01/02/2025.", "2025/01/02。", "zh-Hans"),
    ("In May 2025.", "En mayo de 2025.", "es"),
    ("On January 2, 2025.", "2 Tishrei 2025.", "xx"),  # a language without a calendar
    # telephone numbers are the same however they are printed
    ("Call (800) 422-6237.", "Llame al 1 800 422 6237.", "es"),
    ("Call 1-800-422-6237.", "اتصل على \u200e1-800-422-6237.", "ar"),
    ("Call +44 20 7946 0958.", "Llame al +44 (20) 7946-0958.", "es"),
    # names with what languages hang on them
    ("It is given with cisplatin.", "يُعطى مع السيسبلاتين.", "ar"),
    ("Cisplatin and more.", "وبالسيسبلاتين أكثر.", "ar"),
    ("Two cisplatins.", "Dos cisplatinos.", "es"),
    ("Take cisplatin.", "Приём цисплатина.", "ru"),
    ("Take ifosfamide.", "服用异环磷酰胺。", "zh-Hans"),
    # small words
    ("The cause is unknown.", "No se conoce la causa.", "es"),
    ("No known cause.", "Causa desconocida.", "es"),
    ("non-Hodgkin lymphoma", "linfoma no Hodgkin", "es"),
    ("Do not take it unless told to.", "No lo tome a menos que se lo indiquen.", "es"),
    ("Take it only if it hurts.", "Tómelo solo si le duele.", "es"),
    ("A smoke-free home.", "Una casa libre de humo.", "es"),
    ("The tumor is no more than 5 cm.", "El tumor mide 5 cm o menos.", "es"),
    ("It may not hurt.", "Puede que no duela.", "es"),
    ("This is due to cancer.", "Esto se debe al cáncer.", "es"),
    ("Key Points", "Puntos importantes", "es"),
    ("chemotherapy before or after surgery", "quimioterapia antes o después de operar", "es"),
    ("Learn more at Cancer.gov.", "Consulte Cancer.gov/espanol para saber más.", "es"),
]


@pytest.mark.parametrize(("said", "put", "language"), RIGHT)
def test_a_faithful_translation_passes(said: str, put: str, language: str) -> None:
    assert faults(said, put, language) == ()


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Fumar aumenta el riesgo.", "Smoking increases the risk."),
        ("No se conoce la causa.", "The cause is not known."),
        ("Menores de 19 años, en 1.200 casos.", "Younger than 19 years, in 1,200 cases."),
        ("El 2 de enero de 2025.", "On January 2, 2025."),
    ],
)
def test_spanish_sources_are_checked_as_well(said: str, put: str) -> None:
    assert faults(said, put, "en", "es") == ()
    assert codes(faults(said, "Smoking 7 is not a risk.", "en", "es"), errors=True)


ERRORS = [
    ("About 440 cases.", "Unos 4400 casos.", "es", "meaning-number"),
    ("About 440 cases.", "حوالي 450 حالة.", "ar", "meaning-number"),
    ("In 1,000 people.", "En 1,5 personas.", "es", "meaning-number"),
    ("In 1,000 people.", "En 10.000 personas.", "es", "meaning-number"),
    ("Take 0.5 mg.", "Tome 5 mg.", "es", "meaning-number"),
    ("Take 1.5 mg.", "Tome 1.500 mg.", "es", "meaning-number"),
    ("About 3 million people.", "Cerca de 3 mil personas.", "es", "meaning-number"),
    ("About 3 million people.", "约 3 万人。", "zh-Hans", "meaning-number"),
    ("two types", "tres tipos", "es", "meaning-number"),
    ("twice a day", "tres veces al día", "es", "meaning-number"),
    ("Half of them", "Un tercio", "es", "meaning-number"),
    ("the second test", "la tercera prueba", "es", "meaning-number"),
    ("two types", "3 种", "zh-Hans", "meaning-number"),
    ("for 35 years", "三十六年", "zh-Hans", "meaning-number"),
    ("Give 5 mg of it.", "Administre 5 g.", "es", "meaning-unit"),
    ("Take 5 mg.", "تناول 5 غرامات.", "ar", "meaning-unit"),
    ("Take 5 mg.", "服用 5 克。", "zh-Hans", "meaning-unit"),
    ("For 5 years.", "5 个月。", "zh-Hans", "meaning-unit"),
    ("For 5 years.", "لمدة 5 أشهر.", "ar", "meaning-unit"),
    ("For 5 years.", "5개월 동안", "ko", "meaning-unit"),
    ("For 5 years.", "pendant 5 mois", "fr", "meaning-unit"),
    ("For 5 years.", "trong 5 tháng", "vi", "meaning-unit"),
    ("For 5 years.", "в течение 5 месяцев", "ru", "meaning-unit"),
    ("For 5 years.", "sa loob ng 5 buwan", "fil", "meaning-unit"),
    ("For 5 years.", "pandan 5 mwa", "ht", "meaning-unit"),
    ("For 5 years.", "por 5 meses", "pt-BR", "meaning-unit"),
    ("For 5 years.", "durante 5.", "es", "meaning-unit"),
    ("several weeks to months", "varias semanas a años", "es", "meaning-unit"),
    ("weeks to months", "数周到数年", "zh-Hans", "meaning-unit"),
    ("for months or years", "durante meses o meses", "es", "meaning-unit"),
    ("On January 2, 2025.", "El 2 de febrero de 2025.", "es", "meaning-date"),
    ("On January 2, 2025.", "2025 年 2 月 1 日", "zh-Hans", "meaning-date"),
    ("On January 2, 2025.", "في 2 فبراير 2025", "ar", "meaning-date"),
    ("On January 2, 2025.", "3 Tishrei 2025.", "xx", "meaning-date"),
    ("On 01/02/2025.", "El 01/02/2025.", "es", "meaning-date"),
    ("On 01/02/2025.", "2025/02/01", "zh-Hans", "meaning-date"),
    ("Call 1-800-422-6237.", "Llame al 1 800 422 6273.", "es", "meaning-phone"),
    ("Call 1-800-422-6237.", "Llame al 1-800-422-623.", "es", "meaning-phone"),
    ("Take cisplatin.", "Tome carboplatino.", "es", "meaning-term"),
    ("Take cisplatin.", "Tome cisplatinoides.", "es", "meaning-term"),
    ("Take cisplatin.", "بالكاربوبلاتين", "ar", "meaning-term"),
    ("Take cisplatin.", "服用卡铂", "zh-Hans", "meaning-term"),
    ("Take ifosfamide.", "服用环磷酰胺", "zh-Hans", "meaning-term"),
    (
        "Give cisplatin first. Give carboplatin later.",
        "Administre carboplatino primero. Administre cisplatino más tarde.",
        "es",
        "meaning-term-place",
    ),
    ("It does not spread.", "Se disemina.", "es", "meaning-negation"),
    ("It spreads.", "No se disemina.", "es", "meaning-negation"),
    (
        "It cannot be removed, and it may not hurt.",
        "No se puede extirpar, y puede doler.",
        "es",
        "meaning-negation",
    ),
    ("Surgery is done.", "Debe hacerse una cirugía.", "es", "meaning-obligation"),
    ("Do not eat unless told to.", "No coma si se lo indican.", "es", "meaning-condition"),
    ("Take it if it hurts.", "Tómelo a menos que le duela.", "es", "meaning-condition"),
    ("Given before surgery.", "Se administra después de operar.", "es", "meaning-opposite"),
    ("before or after surgery", "después o después de operar", "es", "meaning-opposite"),
    ("The risk is higher.", "El riesgo es menor.", "es", "meaning-opposite"),
    ("It increases the risk.", "Disminuye el riesgo.", "es", "meaning-opposite"),
    ("A high level.", "Un nivel bajo.", "es", "meaning-opposite"),
    ("Treated with surgery.", "Tratado sin cirugía.", "es", "meaning-opposite"),
    ("When treatment starts.", "Cuando termina el tratamiento.", "es", "meaning-opposite"),
    ("The left lung.", "El pulmón derecho.", "es", "meaning-opposite"),
    ("A benign tumor.", "Un tumor maligno.", "es", "meaning-opposite"),
    ("The test is positive.", "La prueba es negativa.", "es", "meaning-opposite"),
    ("It is rare.", "Es común.", "es", "meaning-opposite"),
    ("It is usually mild.", "Siempre es leve.", "es", "meaning-opposite"),
    ("in men", "en las mujeres", "es", "meaning-opposite"),
    ("in children", "en los adultos", "es", "meaning-opposite"),
    ("People younger than 19.", "Personas mayores de 19.", "es", "meaning-opposite"),
    ("up to 5 days", "más de 5 días", "es", "meaning-opposite"),
    ("All foods except milk.", "Todos los alimentos, incluso la leche.", "es", "meaning-opposite"),
    ("It spreads quickly.", "Se disemina lentamente.", "es", "meaning-opposite"),
    ("inside the bone", "fuera del hueso", "es", "meaning-opposite"),
]


@pytest.mark.parametrize(("said", "put", "language", "code"), ERRORS)
def test_a_wrong_translation_is_an_error(said: str, put: str, language: str, code: str) -> None:
    assert code in codes(faults(said, put, language), errors=True)


WARNINGS = [
    ("It is only surgery.", "Es cirugía.", "es", "meaning-exclusion"),
    ("Ask if it hurts.", "Pregunte que duele.", "es", "meaning-condition"),
    ("No food except milk.", "Ningún alimento ni leche.", "es", "meaning-exception"),
    ("It is usually done.", "Se hace.", "es", "meaning-frequency"),
    ("It always hurts.", "Duele.", "es", "meaning-frequency"),
    ("There is a chance of pain.", "Hay dolor.", "es", "meaning-uncertainty"),
    ("You should rest.", "Descanse.", "es", "meaning-obligation-lost"),
    ("Ask your child.", "Pregunte.", "es", "meaning-addressee"),
    ("Ask.", "Pregunte a su hijo.", "es", "meaning-addressee"),
    ("two types", "varios tipos", "es", "meaning-number-word"),
    ("for many weeks", "durante mucho tiempo", "es", "meaning-unit-word"),
    ("For 5 years.", "共 5 次", "zh-Hans", "meaning-unit"),
    ("8 of 10 people", "10 de 8 personas", "es", "meaning-number-order"),
    ("It may spread.", "Se disemina.", "es", "meaning-possibility"),
    ("It spreads.", "Puede diseminarse.", "es", "meaning-possibility"),
    (
        "It may grow, and surgery can help.",
        "Crece, y la cirugía puede ayudar.",
        "es",
        "meaning-possibility",
    ),
    ("To keep it from growing.", "Para que no crezca.", "es", "meaning-negation"),
    ("One. Two.", "Un et deux.", "fr", "meaning-sentences"),
    ("See Cancer.gov today.", "Consulte hoy.", "fr", "meaning-address"),
    ("It is a long sentence that says a great many things.", "Es.", "es", "meaning-length"),
]


@pytest.mark.parametrize(("said", "put", "language", "code"), WARNINGS)
def test_what_may_be_right_is_a_warning(said: str, put: str, language: str, code: str) -> None:
    found = faults(said, put, language)
    assert code in codes(found, errors=False)
    assert code not in codes(found, errors=True)


WORDS = (
    *("not", "no", "may", "must", "unless", "if", "before", "after", "more", "less", "child"),
    *("puede", "sin", "debe", "a menos que", "antes", "después", "niños", "siempre", "solo"),
    *("two", "dos", "half", "mitad", "twice", "5 mg", "10 cm", "1,000", "0.5", "2 to 4 weeks"),
    *("2025", "May 5", "January 2, 2025", "01/02/2025", "1-800-422-6237", "Cancer.gov", "$5"),
    *(
        "三十五年",
        "百分之 5",
        "10 万",
        "سنتين",
        "5 سنوات",
        "cisplatin",
        ".",
        ",",
        ";",
        "?",
        "(",
        ")",
    ),
)
LANGUAGES = ("en", "es", "fr", "pt-BR", "ht", "vi", "ru", "ar", "zh-Hans", "ko", "fil", "xx")


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS) | st.text(max_size=6), min_size=1, max_size=14),
    language=st.sampled_from(LANGUAGES),
)
def test_no_check_finds_a_fault_in_the_same_words(words: list[str], language: str) -> None:
    """Law: whatever the words and the language, a text differs in nothing from itself."""
    own = segment(" ".join(words), language)
    pair = Bitext(own, own, {"cisplatin": "cisplatin"})
    assert [fault for check in CHECKS for fault in check(pair)] == []
