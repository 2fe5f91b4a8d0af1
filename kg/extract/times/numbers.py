"""German number words and written numbers."""

from __future__ import annotations

from functools import cache

_ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_TEENS = ("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
#: Blanks that group digits: the usual one, no-break, thin, narrow no-break and figure space.
BLANKS = " \u00a0\u2009\u202f\u2007"


@cache
def number_words() -> dict[str, int | float]:
    """Cardinals in lower case, from "zwei" to "neunhundertneunundneunzigtausend", with halves; without "ein" itself.

    Round thousands with a rest ("zweitausendfünfhundert") are there for hundreds only; years of the form
    "neunzehnhundertneunundachtzig" are there in full.
    """
    below = {_below_thousand(n): n for n in range(2, 1000)}
    found: dict[str, int | float] = dict(below)
    found.update({"eins": 1, "zwo": 2, "hundert": 100, "tausend": 1000, "eintausend": 1000, "dreissig": 30})
    for word, n in below.items():
        found[f"{word}tausend"] = n * 1000
        if n < 100:
            found.update({f"{word}tausend{_ONES[k]}hundert": n * 1000 + k * 100 for k in range(1, 10)})
    for century in range(11, 20):
        head = _below_thousand(century) + "hundert"
        found[head] = century * 100
        found.update({head + _below_thousand(rest): century * 100 + rest for rest in range(1, 100)})
    found.update({f"{_ONES[n]}einhalb": n + 0.5 for n in range(1, 13)})
    found.update({"anderthalb": 1.5, "dreiviertel": 0.75})
    return found


def read_number(text: str) -> int | float:
    """The value of digits in German spelling: "14.000", "14 000", "1,5", "1.234,5".  ``ValueError`` if it is none."""
    plain = text.translate(str.maketrans("", "", BLANKS + ".'’"))
    whole, comma, fraction = plain.partition(",")
    return float(f"{whole}.{fraction}") if comma else int(whole)


def _below_thousand(n: int) -> str:
    if n >= 100:
        head = ("" if n < 200 else _ONES[n // 100]) + "hundert"
        return head + (_below_thousand(n % 100) if n % 100 else "")
    if n < len(_ONES):
        return "eins" if n == 1 else _ONES[n]
    if n < 20:
        return _TEENS[n - 13]
    ones, tens = n % 10, _TENS[n // 10]
    return f"{_ONES[ones]}und{tens}" if ones else tens
