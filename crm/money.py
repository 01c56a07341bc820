"""Money as people write it, in Spanish first: "1.200 millones de pesos", "USD 250.000", "€ 1,5 millones", "2 million euros".

read_money("hasta 1.200 millones de pesos")  ->  Money(1200000000, "COP", …)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from crm.capture.line import plain
from crm.errors import InvalidData
from crm.fields import Noun
from crm.money_words import CURRENCIES, MULTIPLES, NUMBERS, SIGNS

MOST = 10**15
_NUMBER = r"\d{1,3}(?:[.,' ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of a currency (ISO 4217; None when none is said), and where it stands in its text."""

    amount: int
    currency: str | None
    start: int = 0
    end: int = 0


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
    signs = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
    times = "|".join(sorted(MULTIPLES, key=len, reverse=True))
    counted = "|".join(sorted(NUMBERS, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<before>(?<![a-z])(?:{words})|{signs})(?![a-z]) ?\$? ?)?"
        rf"(?<![\d.,])(?:(?P<digits>{_NUMBER})(?![\d%])|\b(?P<word>{counted})(?= (?:{times})\b))"
        rf"(?: (?P<times>{times})\b|(?P<short>[mk])(?![a-z]))?(?: \((?:{_NUMBER})\))?"
        rf"(?: (?:de )?(?P<after>(?:{words})\b|[$€]))?"
    )


def find_money(text: str, *, bare: bool = False, dollar: str = "COP") -> Iterator[Money]:
    """The amounts in a text, in order; without a currency only when `bare`. Time grows with the text's length alone.

    `dollar` is the currency that "$" alone stands for: the peso here, the dollar in an English text.
    """
    for hit in _pattern().finditer(plain(text)):
        currency = _currency(hit, dollar)
        if currency is None and not (bare and not hit["before"]):
            continue
        amount = _amount(hit)
        if amount is not None and 0 < amount <= MOST:
            yield Money(amount, currency or None, hit.start(), hit.end())


def _currency(hit: re.Match[str], dollar: str) -> str | None:
    """The currency said before or behind the number."""
    after, before = hit["after"] or "", hit["before"] or ""
    said = CURRENCIES.get(after) if before in ("", "$") else None
    sign = before if before in SIGNS else after
    return said or CURRENCIES.get(before) or (dollar if sign == "$" else SIGNS.get(sign))


def _amount(hit: re.Match[str]) -> int | None:
    times = MULTIPLES.get(hit["times"] or hit["short"] or "", 1)
    if hit["word"]:
        return NUMBERS[hit["word"]] * times
    number = decimal_of(hit["digits"])
    return None if number is None else int((number * times).to_integral_value())


def decimal_of(text: str) -> Decimal | None:
    """A number with points or commas: what stands before three last digits groups, anything else is the decimal sign."""
    digits = re.sub(r"[' ]", "", text)
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        tail, sign = digits[last + 1 :], digits[last]
        grouped = len(tail) == 3 and 0 < len(digits[:last].lstrip("0").split(sign)[0]) <= 3
        other = "," if sign == "." else "."
        digits = digits.replace(other, "")
        digits = digits.replace(sign, "") if grouped or digits.count(sign) > 1 else digits.replace(sign, ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def read_money(text: str) -> Money | None:
    """The one amount that a short text says ("1.200.000", "USD 250 mil"), or None."""
    found = list(find_money(text, bare=True)) if len(text) <= 80 else []
    return found[0] if len(found) == 1 else None


def _amount_said(value: object) -> object:
    if not isinstance(value, str):
        return round(value) if isinstance(value, float) and abs(value) <= MOST else value
    said = read_money(value)
    if said is None:
        raise InvalidData.of("", "bad_amount", value=value.strip()[:80])
    return said.amount


class Budget(Noun):
    """How much money, in whole units of a currency (ISO 4217); also from one text, "USD 250.000"."""

    amount: Annotated[int, Field(ge=1, le=MOST), BeforeValidator(_amount_said)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "COP"

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, data: object) -> object:
        """The currency that the amount's own words say counts, unless another field says it."""
        given = {"amount": data} if isinstance(data, str) else data
        if not isinstance(given, dict):
            return data
        amount, said = given.get("amount"), None
        if isinstance(amount, str):
            said = read_money(amount)
        currency = given.get("currency")
        if isinstance(currency, str):
            currency = currency.strip().upper()
        wanted = currency or (said.currency if said else None)
        rest = {name: value for name, value in given.items() if name != "currency"}
        return {**rest, "currency": wanted} if wanted else rest


def say_amount(amount: int, lang: str) -> str:
    """An amount with its thousands apart as the language has it: "1.200.000", "1,200,000"."""
    grouped = f"{amount:,}"
    return grouped if lang == "en" else grouped.replace(",", ".")
