"""EDTF text to a span of days: how a date is known, kept as an interval."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([~?%]?)")


class Span(NamedTuple):
    """The earliest and the latest day a date can mean (None where open), and whether its source doubts it."""

    earliest: date | None
    latest: date | None
    doubtful: bool


@lru_cache(maxsize=None)
def span(text):
    """The Span of days that an EDTF text allows.

    `~` (about), `?` (uncertain) and `%` (both) make it doubtful. Raises ValueError with what is wrong.

    >>> span("2004-12")
    Span(earliest=datetime.date(2004, 12, 1), latest=datetime.date(2004, 12, 31), doubtful=False)
    >>> span("2005~/..").doubtful
    True
    """
    text = str(text).strip()
    if not text:
        raise ValueError("the date is empty")
    first, slash, last = text.partition("/")
    starts, ends = _days(first, text), _days(last if slash else first, text)
    found = Span(starts.earliest, ends.latest, starts.doubtful or ends.doubtful)
    if found.earliest and found.latest and found.earliest > found.latest:
        raise ValueError(f"the interval {text!r} ends before it begins")
    return found


def _days(part, whole):
    """The Span of one side of an interval. Plain days, months and years are read here, since the edtf package takes
    4 ms for each and a lesson loads two thousand of them; every other form is left to it."""
    if part == ".." and "/" in whole:
        return Span(None, None, False)
    plain = _PLAIN.fullmatch(part)
    try:
        if not plain:
            return _by_edtf(part)
        year, month, day = int(plain[1]), plain[2] and int(plain[2]), plain[3] and int(plain[3])
        earliest = date(year, month or 1, day or 1)
        last_month = month or 12
        latest = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        raise ValueError(
            f"{whole!r} is not an EDTF date; write 2004, 2004-12, 2004-12-11, 2004/2005, 2004/.., and ~ behind it for 'about'"
        ) from None
    return Span(earliest, latest, bool(plain[4]))


def _by_edtf(part):
    from edtf import parse_edtf, struct_time_to_date
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(part)
    except EDTFParseException:
        raise ValueError(part) from None
    bounds = (parsed.lower_strict(), parsed.upper_strict())
    earliest, latest = (None if isinstance(bound, float) else struct_time_to_date(bound) for bound in bounds)
    return Span(earliest, latest, any(mark in part for mark in "~?%X"))


def in_words(text):
    """An EDTF date as a reader says it.

    >>> in_words("2004-12-11/2004-12-14"), in_words("2005~"), in_words("../2003")
    ('11 to 14 December 2004', 'about 2005', 'until 2003')
    """
    first, slash, last = str(text).partition("/")
    if not slash:
        return _one_in_words(first)
    if first == "..":
        return f"until {_one_in_words(last)}"
    if last == "..":
        return f"from {_one_in_words(first)}"
    begins, ends = _one_in_words(first), _one_in_words(last)
    # 11 December 2004 to 14 December 2004: what both say at their end is said once
    shared = " " + ends.partition(" ")[2]
    return f"{begins.removesuffix(shared) if len(shared) > 1 else begins} to {ends}"


def _one_in_words(part):
    plain = _PLAIN.fullmatch(part)
    if not plain:
        return part
    year, month, day, mark = plain.groups()
    words = [str(int(day))] if day else []
    words += [calendar.month_name[int(month)]] if month else []
    about = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(mark, "")
    return about + " ".join([*words, year])
