"""Numbers and calendar words as people write and dictate them, in plain letters."""

from __future__ import annotations

UNITS = [
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "treinta",
]
WORDS = {word: number for number, word in enumerate(UNITS, start=1)} | {
    "un": 1,
    "una": 1,
    "par de": 2,
    "primero": 1,
    "treinta y uno": 31,
    "treinta y un": 31,
    "cuarenta": 40,
    "cuarenta y cinco": 45,
    "cincuenta": 50,
    "sesenta": 60,
    "noventa": 90,
    "cien": 100,
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene",
            "febrero feb",
            "marzo mar",
            "abril abr",
            "mayo may",
            "junio jun",
            "julio jul",
            "agosto ago agto",
            "septiembre setiembre sept sep set",
            "octubre oct",
            "noviembre nov",
            "diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
FULL_MONTHS = {name: number for name, number in MONTHS.items() if len(name) > 4 or name in ("mayo",)}
WEEKDAYS = {
    name: number
    for number, names in enumerate(("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"))
    for name in (names,)
}
ORDINALS = {
    "primer": 1,
    "primero": 1,
    "1er": 1,
    "1ro": 1,
    "1": 1,
    "i": 1,
    "segundo": 2,
    "2do": 2,
    "2o": 2,
    "2": 2,
    "ii": 2,
    "tercer": 3,
    "tercero": 3,
    "3er": 3,
    "3ro": 3,
    "3": 3,
    "iii": 3,
    "cuarto": 4,
    "4to": 4,
    "4o": 4,
    "4": 4,
    "iv": 4,
    "ultimo": 0,
}
SPOKEN_YEARS = (
    {
        f"dos mil {word}": 2000 + number
        for word, number in WORDS.items()
        if number <= 40 and word not in ("un", "una")
    }
    | {"dos mil": 2000}
    | {f"dos mil treinta y {word}": 2030 + number for number, word in enumerate(UNITS[:9], start=1)}
)


def alternatives(words: object) -> str:
    """A regular expression of any of the words, the longest first."""
    assert isinstance(words, dict | list | tuple | set | frozenset)
    return "|".join(sorted(map(str, words), key=lambda word: (-len(word), word)))


def number_of(word: str) -> int:
    """A count or a day, in digits or words."""
    return int(word) if word.isdigit() else WORDS[" ".join(word.split())]


def year_of(word: str) -> int:
    """A year in four digits, two digits or words."""
    if word.isdigit():
        return int(word) + (2000 if len(word) == 2 else 0)
    return SPOKEN_YEARS[" ".join(word.split())]
