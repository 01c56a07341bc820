"""The text of a call becomes a project to be corrected: what is read, from which words, and what is not."""

import time
from datetime import date

import pytest

from crm.briefs.proposing import project_from
from crm.briefs.reading import MOST_CHARACTERS, read_terms
from crm.capture.index import Known
from crm.capture.names import NameIndex
from crm.errors import InvalidData
from crm.money import Budget, read_money
from tests.crm.brief_scoring import TODAY, score_file

CALL = """CONVOCATORIA 2027: CIUDADES RESILIENTES AL AGUA
Agencia Presidencial de Cooperación Internacional de Colombia, APC-Colombia

1. Presentación
La Unión Europea y APC-Colombia lanzan la presente convocatoria con el objetivo de mejorar la gestión del recurso hídrico y
la adaptación al cambio climático en ciudades intermedias de Colombia, en línea con los ODS 6, 11 y 13.
El programa busca que los gobiernos locales restauren cuencas urbanas junto con las comunidades.

2. Quiénes pueden participar
Podrán participar municipios de categoría especial, primera y segunda, así como áreas metropolitanas.

3. Requisitos
Los proponentes deberán:
a) Presentarse en alianza con una universidad o centro de investigación.
b) Contar con una carta de compromiso de la autoridad ambiental regional.
c) Vincular al menos dos organizaciones de la sociedad civil del territorio.
d) Aportar una contrapartida mínima del 20 % del valor total del proyecto.
e) Acreditar experiencia mínima de tres años en proyectos ambientales.
Se valorará la participación de empresas de servicios públicos.
No se requiere la participación de entidades financieras.

4. Recursos
La convocatoria dispone de un total de 8 millones de euros. El monto máximo por proyecto es de 600.000 euros.
La duración de los proyectos será de hasta 24 meses, entre julio de 2027 y junio de 2029.

5. Cronograma
Preguntas hasta el 5 de febrero de 2027
Cierre de la convocatoria: 12 de marzo de 2027, 17:00
Publicación de resultados: 30 de abril de 2027
Las propuestas deberán enviarse en formato PDF al correo convocatoria@apccolombia.gov.co.
"""


def test_a_whole_call_is_read_each_thing_with_its_words() -> None:
    terms = read_terms(CALL, TODAY)
    assert terms.title is not None
    assert terms.title.value == "Ciudades resilientes al agua"
    assert terms.summary is not None
    assert "gestión del recurso hídrico" in terms.summary.value
    assert "formato PDF" not in terms.summary.value
    assert [(one.kind, one.force, one.sure) for one in terms.requirements] == [
        ("university", "must", True),
        ("regional_government", "must", True),
        ("ngo_foundation", "must", True),
        (None, "must", True),
        ("company", "wish", True),
        (None, "must", False),
    ]
    assert terms.requirements[2].need == "al menos dos organizaciones de la sociedad civil del territorio"
    assert all(one.quote.split(": ")[-1].rstrip(".") in CALL for one in terms.requirements)
    assert terms.deadline is not None
    assert (terms.deadline.period.edtf, terms.deadline.sure) == ("2027-03-12", True)
    assert terms.period is not None
    assert terms.period.period.edtf == "2027-07/2029-06"
    assert terms.budget is not None
    assert (terms.budget.amount, terms.budget.currency, terms.budget.part) == (600_000, "EUR", "project")
    assert [one.amount for one in terms.other_prices] == [8_000_000]
    assert [one.value for one in terms.themes if one.sure] == ["water", "climate_change"]
    assert [one.value for one in terms.sdgs if one.sure] == ["sdg-6", "sdg-11", "sdg-13"]
    assert terms.lasts is not None
    assert terms.lasts.value == "hasta 24 meses"


def test_reading_twice_says_the_same_and_makes_a_project_of_what_is_sure() -> None:
    terms = read_terms(CALL, TODAY)
    assert terms == read_terms(CALL, TODAY)
    project = project_from(terms)
    assert [one.kind for one in project.requirements] == [
        "university", "regional_government", "ngo_foundation", None, "company",
    ]  # fmt: skip
    assert project.budget == Budget.of({"amount": 600_000, "currency": "EUR"})


def test_the_funder_is_found_among_the_actors_and_otherwise_quoted_unticked() -> None:
    known = Known("ue", "Unión Europea", "international_organization", None, ("UE",))
    found = read_terms(CALL, TODAY, NameIndex.of([known]))
    assert found.funder is not None
    assert found.funder.value == "ue"
    written = read_terms(
        "El programa es financiado por la Fundación Aguas Claras de Lima para ciudades.", TODAY
    )
    assert written.funder is None
    assert written.funder_name is not None
    assert (written.funder_name.value, written.funder_name.sure) == ("Fundación Aguas Claras de Lima", False)


def test_a_day_without_a_year_is_of_the_year_told_or_the_next_and_is_not_ticked() -> None:
    told = read_terms("Convocatoria 2028 de cultura. El plazo vence el 30 de abril.", TODAY).deadline
    assert told is not None
    assert (told.period.edtf, told.sure) == ("2028-04-30", False)
    near = read_terms("Las propuestas se reciben hasta el 30 de abril en la oficina.", TODAY).deadline
    assert near is not None
    assert (near.period.edtf, near.sure) == ("2027-04-30", False)


def test_the_last_day_of_february_in_another_year_is_a_day() -> None:
    found = read_terms(
        "Se recibirán postulaciones hasta el 29 de febrero a mediodía.", date(2028, 3, 1)
    ).deadline
    assert found is not None
    assert found.period.edtf == "2029-02-28"


@pytest.mark.parametrize(
    ("file", "recall", "precision", "dates", "budgets"),
    [
        ("brief_cases.jsonl", 0.96, 0.96, 0.96, 0.96),
        ("brief_cases_fresh.jsonl", 0.95, 0.9, 0.9, 0.9),
        ("brief_cases_loose.jsonl", 0.95, 0.95, 0.0, 0.0),
    ],
)
def test_most_of_what_real_calls_ask_is_read(
    file: str, recall: float, precision: float, dates: float, budgets: float
) -> None:
    score = score_file(file)
    assert score.recall >= recall, score.wrong
    assert score.precision >= precision, score.wrong
    assert sum(score.dates) >= dates * len(score.dates), score.wrong
    assert sum(score.budgets) >= budgets * len(score.budgets), score.wrong


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "terms_empty"),
        (" \n ", "terms_empty"),
        ("Agua", "terms_too_short"),
        ("a b " * 100_001, "terms_too_long"),
    ],
    ids=("nothing", "blanks", "a word", "too much"),
)
def test_nothing_and_too_much_are_refused_by_name(text: str, key: str) -> None:
    with pytest.raises(InvalidData) as error:
        read_terms(text, TODAY)
    assert error.value.problems[0].key == key


def test_fifty_thousand_words_take_seconds() -> None:
    begun = time.process_time()
    terms = read_terms(CALL * 220, TODAY)
    assert terms.words > 50_000
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "piece", ["deberá una universidad ", "1.000.000 ", "(", "de la ", "hasta el 15 de marzo ", "a) "]
)
def test_no_text_makes_it_hang(piece: str) -> None:
    took = []
    for length in (6_000, 18_000):
        begun = time.process_time()
        read_terms(("uno dos tres cuatro cinco " + piece * MOST_CHARACTERS)[:length], TODAY)
        took.append(time.process_time() - begun)
    assert took[1] < 8 * took[0] + 0.3


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1.200.000", 1_200_000, None),
        ("USD 250 mil", 250_000, "USD"),
        ("1,5 millones de euros", 1_500_000, "EUR"),
        ("$1.200 millones", 1_200_000_000, "COP"),
        ("1.234.567,89", 1_234_568, None),
        ("dos millones de dólares", 2_000_000, "USD"),
        ("EUR 300 000", 300_000, "EUR"),
        ("US$ 1.5 million", 1_500_000, "USD"),
    ],
)
def test_money_is_read_as_it_is_written(text: str, amount: int, currency: str | None) -> None:
    found = read_money(text)
    assert found is not None
    assert (found.amount, found.currency) == (amount, currency)


def test_a_budget_says_what_is_wrong_with_it() -> None:
    assert Budget.model_validate("USD 250.000") == Budget.of({"amount": "250.000", "currency": "usd"})
    for given, key in (
        ({"amount": "mucho"}, "bad_amount"),
        ({"currency": "USD"}, "required"),
        ({"amount": 0}, "too_small"),
    ):
        with pytest.raises(InvalidData) as error:
            Budget.of(given)
        assert error.value.problems[0].key == key


def test_a_name_in_quotes_and_a_length_with_its_beginning_are_read() -> None:
    terms = read_terms(
        'La Unión Europea abre la convocatoria "Ciudades Circulares 2027" para gobiernos locales.\n'
        "El plazo de ejecución es de 24 meses a partir de marzo de 2027. El informe se entrega desde mayo de 2028.",
        TODAY,
    )
    assert terms.title is not None
    assert terms.call is not None
    assert terms.title.value == terms.call.value == "Ciudades Circulares 2027"
    assert terms.period is not None
    assert (terms.period.period.start, terms.period.period.end) == (date(2027, 3, 1), date(2029, 2, 28))
    assert (terms.period.period.start_precision, terms.period.period.end_precision) == ("month", "month")


TOGETHER = (
    'La Unión Europea y APC-Colombia abren la convocatoria "Ciudades Verdes 2027": hasta 800.000 euros para proyectos '
    "de movilidad eléctrica y calidad del aire en ciudades de América Latina. El proponente debe aliarse con al menos una "
    "universidad. Contrapartida del 15 %. Cierre: 28 de febrero de 2027."
)
APC = Known("apc", "APC-Colombia", "cooperation_agency", None, ())
UNION = Known("ue", "Unión Europea", "international_organization", None, ())


@pytest.mark.parametrize("actors", [[APC], [APC, UNION]])
def test_nobody_who_pays_together_with_a_known_actor_is_lost(actors: list[Known]) -> None:
    terms = read_terms(TOGETHER, TODAY, NameIndex.of(actors))
    assert terms.funder is not None
    assert {terms.funder.value, *(one.value for one in terms.other_funders)} == {one.id for one in actors}
    assert terms.funder_name is not None
    assert terms.funder_name.value == "La Unión Europea y APC-Colombia"


def test_who_opens_a_call_is_read_though_nobody_is_known() -> None:
    written = read_terms(TOGETHER, TODAY).funder_name
    assert written is not None
    assert (written.value, written.sure) == ("La Unión Europea y APC-Colombia", False)


@pytest.mark.parametrize("said", ["El Ministerio de Ambiente y Desarrollo abre", "APC-Colombia abre"])
def test_a_payer_alone_is_not_said_twice(said: str) -> None:
    known = Known("minambiente", "Ministerio de Ambiente y Desarrollo", "national_entity", None, ())
    terms = read_terms(f"{said} la convocatoria de agua para municipios.", TODAY, NameIndex.of([APC, known]))
    assert terms.funder is not None
    assert (terms.funder_name, terms.other_funders) == (None, ())


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Contrapartida del 15 %.", True),
        ("Se exige una contrapartida mínima equivalente al 20% del valor total.", True),
        ("Applicants bring at least 10 percent as own contribution to the project.", True),
        ("La contrapartida puede ser en especie.", False),
        ("El 30 % de los beneficiarios son mujeres.", False),
    ],
)
def test_the_share_that_the_applicant_puts_in_is_read_in_its_own_words(said: str, read: bool) -> None:
    notes = read_terms(f"Convocatoria de agua para municipios de Colombia. {said}", TODAY).notes
    assert (notes.value if notes else None) == (said if read else None)


def test_the_summary_leaves_out_what_only_names_the_call() -> None:
    summary = read_terms(TOGETHER, TODAY).summary
    assert summary is not None
    assert summary.value.startswith("Hasta 800.000 euros para proyectos de movilidad")


def test_a_letter_says_what_it_needs_and_has_in_its_own_words():
    letter = (
        "Hola, buenas tardes. Tenemos 250 mil dólares. Queremos medir la calidad del agua del río de Oro en Girón."
        " Necesitamos un laboratorio de la universidad y buscamos una empresa que ponga los sensores."
    )
    terms = read_terms(letter, TODAY)
    assert terms.title is not None
    assert terms.title.value.startswith("Queremos medir la calidad del agua")
    assert terms.budget is not None
    assert (terms.budget.amount, terms.budget.currency) == (250_000, "USD")
    asked = {(one.need, one.kind) for one in terms.requirements if one.sure}
    assert asked == {
        ("un laboratorio de la universidad", "university"),
        ("una empresa que ponga los sensores", "company"),
    }
