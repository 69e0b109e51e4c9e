"""Stages, drugs, and things of one kind: right translations pass, exchanged ones are found."""

from __future__ import annotations

import pytest

from everyform.meaning.cues import cues
from everyform.meaning.drugs import drugs, skeleton
from everyform.meaning.stages import stages
from tests.meaning import codes, faults

RIGHT = [
    ("Stage IIIA or IV cancer is treated.", "Se trata el cáncer en estadio IIIA o IV.", "es"),
    ("stages I and II", "estadios I y II", "es"),
    ("stage 3 and stage 4", "etapas 3 y 4", "es"),
    ("Grade 2 tumors grow slowly.", "Los tumores de grado 2 crecen lentamente.", "es"),
    ("It is a stage III tumor.", "C'est une tumeur de stade III.", "fr"),
    ("It is a stage III tumor.", "这是 III 期肿瘤。", "zh-Hans"),
    ("It is a stage III tumor.", "هذا ورم في المرحلة الثالثة.", "ar"),
    ("There are two stages.", "Hay dos estadios.", "es"),
    ("Take tamoxifen.", "Tome tamoxifeno.", "es"),
    ("Take methotrexate.", "Prenez du méthotrexate.", "fr"),
    ("Take doxorubicin.", "Pran doksorubisin.", "ht"),
    ("Take methotrexate.", "Принимайте метотрексат.", "ru"),
    ("Take tamoxifen.", "服用他莫昔芬。", "zh-Hans"),
    ("Take tamoxifen.", "تناول تاموكسيفين.", "ar"),
    ("It spread to the liver and the lung.", "Se diseminó al hígado y al pulmón.", "es"),
    ("It is not close to the tumor.", "Está lejos del tumor.", "es"),
    ("It got worse.", "Empeoró.", "es"),
    ("Not enough sleep.", "Sueño insuficiente.", "es"),
    ("It is rarely cured.", "Rara vez se cura.", "es"),
    ("Treatment may include the following:", "El tratamiento incluye lo siguiente:", "es"),
    ("It may cause the following problems:", "Causa los siguientes problemas:", "es"),
    ("It may help.", "A veces ayuda.", "es"),
    ("Stop taking the drug.", "توقف عن تناول الدواء.", "ar"),
    ("It does not spread to the liver.", "لا ينتشر إلى الكبد.", "ar"),
    ("Lower the dose after surgery.", "يجب خفض الجرعة بعد الجراحة.", "ar"),
    ("Stop taking the drug.", "停止服用药物。", "zh-Hans"),
    ("It does not spread to the liver.", "它不会扩散到肝脏。", "zh-Hans"),
    ("Whether it is different.", "是否不同。", "zh-Hans"),
    ("Lower the dose after surgery.", "手术后减少剂量。", "zh-Hans"),
    ("It may help.", "Es probable que ayude.", "es"),
    ("Stop taking the drug.", "Arrêtez de prendre le médicament.", "fr"),
    ("It does not spread to the liver.", "Elle ne se propage pas au foie.", "fr"),
    ("Lower the dose after surgery.", "Réduisez la dose après la chirurgie.", "fr"),
    ("The pain gets better.", "La douleur s'améliore.", "fr"),
    ("Take it twice a day with food.", "Prenez-le deux fois par jour avec de la nourriture.", "fr"),
    ("Avoid the sun.", "Évitez le soleil.", "fr"),
    (
        "Stage III cancer is treated with chemotherapy.",
        "Le cancer de stade III est traité par chimiothérapie.",
        "fr",
    ),
    (
        "It is found in the lymph nodes near the tumor.",
        "On le trouve dans les ganglions lymphatiques proches de la tumeur.",
        "fr",
    ),
    ("Healthy cells are not harmed.", "Les cellules saines ne sont pas endommagées.", "fr"),
    ("Talk with your doctor.", "Parlez-en à votre médecin.", "fr"),
    ("It may come back in the bone.", "Il peut revenir dans l'os.", "fr"),
    ("Keep taking it without a break.", "Continuez à le prendre sans pause.", "fr"),
    ("Children and adults get it.", "Les enfants et les adultes en souffrent.", "fr"),
    (
        "A CT scan is done before treatment starts.",
        "Un scanner est réalisé avant le début du traitement.",
        "fr",
    ),
    ("It is not the liver.", "Ce n'est pas le foie.", "fr"),
    # Clocks, ages, degrees, and figures that are none.
    ("It opens at 9:00 p.m.", "Abre a las 21:00.", "es"),
    ("It opens at 9:00 p.m.", "Il ouvre à 21 h 00.", "fr"),
    ("From 9 a.m. to 9 p.m.", "De 9 a. m. a 9 p. m.", "es"),
    ("It opens at 9:00 p.m.", "晚上 9:00 开门。", "zh-Hans"),
    ("A 3-D picture is made.", "Se crea una imagen tridimensional.", "es"),
    ("In 230,000 people.", "En 230 000 personas.", "es"),
    ("people age 35 and older", "personas de 35 años o más", "es"),
    ("people age 35", "personas con edad de 35", "es"),
    ("38 °C (100.4 °F)", "38 °C (100,4 °F)", "es"),
    ("It is not larger than 2 cm.", "Mide 2 cm o menos.", "es"),
    ("It is done without surgery.", "Se hace sin necesidad de cirugía.", "es"),
    ("Low blood sugar is treated.", "Se trata la hipoglucemia.", "es"),
    ("Take it twice a day.", "Tómelo dos veces al día.", "es"),
    ("It lasts for months after treatment.", "Dura meses después del tratamiento.", "es"),
    ("Each trial answers certain questions.", "Cada ensayo responde ciertas preguntas.", "es"),
    ("the first cycle", "el 1.er ciclo", "es"),
    ("the first day", "el 1º día", "es"),
    ("the second week", "la 2.ª semana", "es"),
    ("the 3rd day", "el tercer día", "es"),
    ("the first day", "le 1er jour", "fr"),
    ("the second week", "la 2ème semaine", "fr"),
    ("on January 1, 2025", "le 1er janvier 2025", "fr"),
    ("Red blood cells carry it.", "Los glóbulos rojos lo transportan.", "es"),
    ("A temperature of 39 °C.", "Une température de 39 degrés Celsius.", "fr"),
    # Bans, however they are said, and what only looks like one.
    ("Avoid the sun.", "Protéjase del sol.", "es"),
    ("Avoid the sun.", "يُرجى الابتعاد عن الشمس.", "ar"),
    ("Avoid crowds.", "不要去人多的地方。", "zh-Hans"),
    ("Do not take it.", "يُرجى الامتناع عن تناوله.", "ar"),
    ("Do not smoke.", "请戒烟。", "zh-Hans"),
    ("Some pain is inevitable.", "有些疼痛是不可避免的。", "zh-Hans"),
    ("The doctor has to operate.", "医生不得不做手术。", "zh-Hans"),
    # Hours in words, and stages written as one.
    ("It opens at 10 a.m.", "يفتح في الساعة العاشرة صباحًا.", "ar"),
    ("It opens at 2:30 p.m.", "下午两点半开门。", "zh-Hans"),
    ("It opens at 2:15 p.m.", "下午 2 点 15 分开门。", "zh-Hans"),
    ("stages IIIA and IIIB", "المرحلتان IIIA وIIIB", "ar"),
    ("Take tamoxifen.", "يُرجى العلاج بالتاموكسفن.", "ar"),
]
BLOCKED = [
    ("Do not take it with food.", "يُرجى تناوله مع الطعام.", "ar", "meaning-ban"),
    ("Avoid the sun.", "Cherchez le soleil chaque jour.", "fr", "meaning-ban"),
    ("Call the clinic.", "N'appelez pas la clinique.", "fr", "meaning-ban"),
    ("Call the clinic.", "请勿致电诊所。", "zh-Hans", "meaning-ban"),
    ("If it is not better, call us.", "إذا لم يتحسن، فلا تتصلوا بنا.", "ar", "meaning-ban"),
    ("Wash more and eat more.", "Lávese más y coma menos.", "es", "meaning-opposite"),
    ("It opens at 10 a.m.", "يفتح في الساعة العاشرة مساءً.", "ar", "meaning-time"),
    ("It opens at 2:30 p.m.", "下午三点半开门。", "zh-Hans", "meaning-time"),
    ("the first day", "el 3.º día", "es", "meaning-number"),
    ("the first day", "le 2e jour", "fr", "meaning-number"),
    # How far a cancer has come, and where it is.
    ("localized cancer", "cáncer metastásico", "es", "meaning-opposite"),
    ("recurrent cancer", "cáncer localizado", "es", "meaning-opposite"),
    ("metastatic cancer", "cancer localisé", "fr", "meaning-opposite"),
    ("localized cancer", "سرطان نقيلي", "ar", "meaning-opposite"),
    ("recurrent cancer", "转移性癌症", "zh-Hans", "meaning-opposite"),
    (
        "It spread to other parts of the body.",
        "Se diseminó a la misma parte del cuerpo.",
        "es",
        "meaning-opposite",
    ),
    ("It is done during surgery.", "Se hace después de la cirugía.", "es", "meaning-opposite"),
    ("Cells in the bone.", "Células en el músculo.", "es", "meaning-opposite"),
    ("A sample of blood.", "Una muestra de orina.", "es", "meaning-opposite"),
    ("A sample of blood.", "尿液样本。", "zh-Hans", "meaning-opposite"),
    ("It can cause pain.", "قد يعالج الألم.", "ar", "meaning-opposite"),
    ("It helps the child.", "يضر الطفل.", "ar", "meaning-opposite"),
    ("19 years or younger", "19 عامًا أو أكثر", "ar", "meaning-opposite"),
    ("To kill the cells.", "Pour nourrir les cellules.", "fr", "meaning-opposite"),
    # Stages and grades: figures, letters, words, and in other scripts.
    ("It is a stage III tumor.", "Es un tumor en estadio II.", "es", "meaning-stage"),
    ("It is a stage IIIA tumor.", "Es un tumor en estadio IIIB.", "es", "meaning-stage"),
    ("It is a grade 2 tumor.", "Es un tumor de grado 3.", "es", "meaning-stage"),
    ("It is a stage III tumor.", "C'est une tumeur de stade II.", "fr", "meaning-stage"),
    ("It is a stage III tumor.", "这是 II 期肿瘤。", "zh-Hans", "meaning-stage"),
    ("It is a stage III tumor.", "هذا ورم في المرحلة الثانية.", "ar", "meaning-stage"),
    # Drugs of no list of the locale's.
    ("Take tamoxifen.", "Tome raloxifeno.", "es", "meaning-drug"),
    ("Take tamoxifen.", "Prenez du raloxifène.", "fr", "meaning-drug"),
    ("Take tamoxifen.", "服用雷洛昔芬。", "zh-Hans", "meaning-drug"),
    ("Take tamoxifen.", "تناول رالوكسيفين.", "ar", "meaning-drug"),
    # One of a kind for another.
    ("Stop taking the drug.", "Empiece a tomar el medicamento.", "es", "meaning-opposite"),
    ("The pain gets better.", "El dolor empeora.", "es", "meaning-opposite"),
    ("Lower the dose.", "Suba la dosis.", "es", "meaning-opposite"),
    ("It spread to nearby tissue.", "Se diseminó al tejido distante.", "es", "meaning-opposite"),
    ("It spread to the liver.", "Se diseminó al pulmón.", "es", "meaning-opposite"),
    ("Surgery is done.", "Se administra quimioterapia.", "es", "meaning-opposite"),
    ("The drug treats cancer.", "El medicamento causa cáncer.", "es", "meaning-opposite"),
    ("Exercise helps you.", "El ejercicio lo perjudica.", "es", "meaning-opposite"),
    ("It has at least 5 parts.", "Tiene hasta 5 partes.", "es", "meaning-opposite"),
    ("Take one teaspoon.", "Tome una cucharada.", "es", "meaning-opposite"),
    ("Take it in the morning.", "Tómelo por la noche.", "es", "meaning-opposite"),
    ("It causes hypotension.", "Causa hipertensión.", "es", "meaning-opposite"),
    ("A mild pain.", "Un dolor grave.", "es", "meaning-opposite"),
    ("A CT scan is done.", "Se hace una biopsia.", "es", "meaning-opposite"),
    ("It is a lymphoma.", "Es una leucemia.", "es", "meaning-opposite"),
    # The same in languages whose cues nobody has measured.
    ("Stop taking the drug.", "Commencez à prendre le médicament.", "fr", "meaning-opposite"),
    ("It gets better.", "Cela s'aggrave.", "fr", "meaning-opposite"),
    ("Lower the dose.", "Augmentez la dose.", "fr", "meaning-opposite"),
    ("nearby tissue", "les tissus éloignés", "fr", "meaning-opposite"),
    ("age 35", "35 mois", "fr", "meaning-unit"),
    ("The liver is large.", "Le poumon est gros.", "fr", "meaning-opposite"),
    ("Surgery is done.", "Une chimiothérapie est faite.", "fr", "meaning-opposite"),
    ("Take it twice a day.", "Prenez-le une fois par jour.", "fr", "meaning-opposite"),
    ("Avoid the sun.", "Cherchez le soleil.", "fr", "meaning-opposite"),
    ("It treats cancer.", "Il cause le cancer.", "fr", "meaning-opposite"),
    ("a mild pain", "une douleur sévère", "fr", "meaning-opposite"),
    ("before meals", "après les repas", "fr", "meaning-opposite"),
    ("Stop taking the drug.", "ابدأ بتناول الدواء.", "ar", "meaning-opposite"),
    ("The pain gets better.", "الألم يسوء.", "ar", "meaning-opposite"),
    ("Lower the dose.", "يجب رفع الجرعة.", "ar", "meaning-opposite"),
    ("It spread to nearby tissue.", "انتشر إلى الأنسجة البعيدة.", "ar", "meaning-opposite"),
    ("It spread to the liver.", "انتشر إلى الرئة.", "ar", "meaning-opposite"),
    ("Surgery is done.", "يُعطى العلاج الكيميائي.", "ar", "meaning-opposite"),
    ("at age 35", "في عمر 35 شهرًا", "ar", "meaning-unit"),
    ("Stop taking the drug.", "开始服用药物。", "zh-Hans", "meaning-opposite"),
    ("The pain gets better.", "疼痛恶化。", "zh-Hans", "meaning-opposite"),
    ("Lower the dose.", "增加剂量。", "zh-Hans", "meaning-opposite"),
    ("It spread to nearby tissue.", "扩散到远处组织。", "zh-Hans", "meaning-opposite"),
    ("It spread to the liver.", "扩散到肺。", "zh-Hans", "meaning-opposite"),
    ("Surgery is done.", "进行化疗。", "zh-Hans", "meaning-opposite"),
    ("at age 35", "35 个月大时", "zh-Hans", "meaning-unit"),
    ("Avoid the sun.", "Busque el sol.", "es", "meaning-opposite"),
    ("Keep taking the drug.", "Deje de tomar el medicamento.", "es", "meaning-opposite"),
    ("Take it twice a day.", "Tómelo una vez al día.", "es", "meaning-opposite"),
    ("Ask your nurse.", "Pregunte a su médico.", "es", "meaning-opposite"),
    ("at age 35", "a los 35 meses", "es", "meaning-unit"),
    ("Fever above 38 °C", "Fiebre de más de 38 °F", "es", "meaning-unit"),
    ("It opens at 9:00 p.m.", "Abre a las 9:00.", "es", "meaning-time"),
    ("It opens at 9:00 a.m.", "Abre a las 9:00 de la noche.", "es", "meaning-time"),
    ("It opens at 9:00 a.m.", "晚上 9:00 开门。", "zh-Hans", "meaning-time"),
    (
        "It does not grow and the doctor sees it.",
        "No crece y el médico no lo ve.",
        "es",
        "meaning-negation",
    ),
]
# A claim put in behind the words: so long is no sentence that says the same.
CLAIM_AR = "تُجرى الجراحة في المستشفى وعادةً ما يُشفى المريض بعدها بالراحة وحدها دون أي علاج آخر."
CLAIM_ZH = (
    "手术在医院进行\uff0c通常休息一段时间后就会自行痊愈\uff0c不需要任何其他治疗\uff0c也不需要复查。"
)
ASKED = [
    ("There may be discomfort.", "قد يحدث عدم ارتياح.", "ar", "meaning-negation"),
    ("The surgery is done in a hospital.", CLAIM_AR, "ar", "meaning-length"),
    ("The surgery is done in a hospital.", CLAIM_ZH, "zh-Hans", "meaning-length"),
    ("It is treated.", "يُعالج وعادةً ما يُشفى.", "ar", "meaning-word"),
    ("Some people feel well.", "يشعر جميع الناس بالراحة.", "ar", "meaning-opposite"),
    ("It does not spread.", "Elle se propage.", "fr", "meaning-negation"),
    ("It spreads.", "Elle ne se propage pas.", "fr", "meaning-negation"),
    ("It does not spread.", "ينتشر.", "ar", "meaning-negation"),
    ("It spreads.", "لا ينتشر.", "ar", "meaning-negation"),
    ("It does not spread.", "它会扩散。", "zh-Hans", "meaning-negation"),
    ("It spreads.", "它不会扩散。", "zh-Hans", "meaning-negation"),
    ("Take the pill.", "Deje de tomar la pastilla.", "es", "meaning-word"),
    ("Wash and dry it.", "Lávelo o séquelo.", "es", "meaning-opposite"),
    ("Most people feel well.", "Algunas personas se sienten bien.", "es", "meaning-opposite"),
    ("The doctor looks at it.", "El médico mira el hígado.", "es", "meaning-word"),
    ("The liver is large.", "Es grande.", "es", "meaning-word"),
    ("Take tamoxifen each day.", "Tómelo cada día.", "es", "meaning-drug"),
    ("In stage II it grows.", "Crece.", "es", "meaning-stage"),
    (
        "The doctor looks at the scar after some weeks.",
        "El médico mira la cicatriz después de algunas semanas, y el paciente vuelve a su casa "
        "el mismo día con su familia, que lo acompaña en todo el camino.",
        "es",
        "meaning-length",
    ),
]


@pytest.mark.parametrize(("said", "put", "language"), RIGHT)
def test_right_words_raise_nothing(said: str, put: str, language: str) -> None:
    assert faults(said, put, language) == ()


@pytest.mark.parametrize(("said", "put", "language", "code"), BLOCKED)
def test_an_exchange_blocks(said: str, put: str, language: str, code: str) -> None:
    assert code in codes(faults(said, put, language), errors=True)


@pytest.mark.parametrize(("said", "put", "language", "code"), ASKED)
def test_what_languages_do_freely_is_a_question(
    said: str, put: str, language: str, code: str
) -> None:
    found = faults(said, put, language)
    assert code in codes(found, errors=False)
    assert code not in codes(found, errors=True)


def test_a_stage_is_one_in_figures_numerals_and_words() -> None:
    both = {"stage 3", "stage 4B"}
    assert stages("Stages III and IVB", "en") == both
    assert stages("stage 3 or stage 4b", "en") == both
    assert stages("Stage three, stage IVB", "en") == both
    assert stages("estadios tres y IVB", "es") == both
    assert stages("In stage", "en") == frozenset()
    assert stages("stage III", "xx") == frozenset()


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("cyclophosphamide", ("ciclofosfamida", "cyclophosphamid", "siklofosfamid")),
        ("doxorubicin", ("doxorrubicina", "doxorubicine", "doksorubisin", "доксорубицин")),
        ("hydroxyurea", ("hidroxiurea", "hydroxyurée")),
        ("etoposide", ("etopósido", "étoposide", "etoposídeo")),
        ("prednisone", ("prednisona", "преднизоном")),
    ],
)
def test_a_name_is_known_in_the_spelling_of_each_language(
    name: str, spellings: tuple[str, ...]
) -> None:
    assert {skeleton(spelling) for spelling in (name, *spellings)} == {skeleton(name)}
    assert all(drugs(f"x {spelling}.", "fr") == {name} for spelling in spellings)


def test_common_words_are_no_drugs() -> None:
    assert (
        drugs("Many people want information about their illness and its treatment.", "en") == set()
    )
    assert (
        drugs("Muchas personas quieren información sobre su enfermedad y su tratamiento.", "es")
        == set()
    )


@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_the_families_of_other_languages_are_those_of_english(language: str) -> None:
    english, theirs = cues("en"), cues(language)
    assert english is not None
    assert theirs is not None
    for name, family in theirs.families.items():
        assert set(family.members) <= set(english.families[name].members), name


def test_both_languages_have_the_same_families() -> None:
    english, spanish = cues("en"), cues("es")
    assert english is not None
    assert spanish is not None
    assert english.families.keys() == spanish.families.keys()
    for name, family in english.families.items():
        assert set(family.members) == set(spanish.families[name].members), name


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "zh"])
def test_no_cue_is_in_everything(language: str) -> None:
    """An empty word or a bare star would be found in each sentence, and mean nothing."""
    known = cues(language)
    assert known is not None
    for text in ("", "x", "Xqv wkz.", "ψω ξζ", "々〆"):
        assert [mark for mark in known.marks if known.has(mark, text)] == []
        assert [name for name, family in known.families.items() if family.found(text)] == []
