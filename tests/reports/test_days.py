"""Days carry their year once, where it is needed."""

from datetime import date

from practice.reports.days import long_span, on_axis, span

A, B, C = date(2026, 10, 1), date(2026, 10, 9), date(2027, 1, 3)


def test_spans():
    assert span(A, B) == "1 to 9 Oct 2026" and span(A, B, year=False) == "1 to 9 Oct"
    assert span(A, C) == "1 Oct 2026 to 3 Jan 2027" and span(A, None) == "since 1 Oct 2026"
    assert span(A, A) == "1 Oct 2026"
    assert long_span(A, date(2026, 11, 9)) == "1 October to 9 November 2026"


def test_the_axis_says_the_year_only_where_it_changes():
    assert on_axis([A, B])(A) == "1 Oct" and on_axis([A, C])(A) == "1 Oct 2026"
    assert on_axis([A, date(2027, 11, 1)])(A) == "Oct 2026"
