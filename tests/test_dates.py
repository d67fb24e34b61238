from datetime import date

import pytest
from edtf import parse_edtf, struct_time_to_date

from diplo_lib.dates import in_words, span


@pytest.mark.parametrize(
    "text, earliest, latest, doubtful",
    [
        ("2004", date(2004, 1, 1), date(2004, 12, 31), False),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29), False),
        ("2004-12-11/2004-12-14", date(2004, 12, 11), date(2004, 12, 14), False),
        ("2005-10/2006-02~", date(2005, 10, 1), date(2006, 2, 28), True),
        ("2003?", date(2003, 1, 1), date(2003, 12, 31), True),
        ("../2003", None, date(2003, 12, 31), False),
        ("2003/..", date(2003, 1, 1), None, False),
        ("2004-21", date(2004, 3, 1), date(2004, 5, 31), False),
    ],
)
def test_a_date_is_a_span_of_days(text, earliest, latest, doubtful):
    assert span(text) == (earliest, latest, doubtful)


@pytest.mark.parametrize("text", ["", "2004-13", "2004-02-30", "Dec 2004", "2007/2005", "..", "2004/", "2004-12-11/2004-12-10"])
def test_what_is_no_date_is_refused_with_a_reason(text):
    with pytest.raises(ValueError, match="EDTF|empty|ends before"):
        span(text)


def test_every_date_in_the_data_is_read_as_the_edtf_package_reads_it(archive):
    texts = {*archive.events.when, *archive.claims.when, *archive.statuses.when, *archive.figures.period, *archive.sources.issued}
    for text in sorted(texts - {""}):
        parsed, found = parse_edtf(text), span(text)
        bounds = [None if isinstance(one, float) else struct_time_to_date(one) for one in (parsed.lower_strict(), parsed.upper_strict())]
        assert [found.earliest, found.latest] == bounds, text


def test_dates_are_said_as_a_reader_says_them():
    assert in_words("2005-04-07") == "7 April 2005"
    assert in_words("2004-06/2004-12") == "June to December 2004"
    assert in_words("2005/2007") == "2005 to 2007"
    assert in_words("2005-12-30/2006-01-02") == "30 December 2005 to 2 January 2006"
    assert in_words("2004-12~/..") == "from about December 2004"
