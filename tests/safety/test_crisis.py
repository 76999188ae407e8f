"""The crisis plan's words: what is kept of them, what fits on a sheet, which numbers can be tapped."""

import pytest

from practice.safety import crisis


def test_blanks_and_unseen_letters_go_and_empty_parts_are_left_out():
    assert crisis.tidied({"signs": " a\x00b \r\n\r\n c ", "alone": " \n ", "made_up": "x"}) == {"signs": "ab\nc"}


def test_six_parts_in_order_with_a_hint_each():
    found = crisis.parts({"safer": "Keys with Kim"})
    assert [part.id for part in found] == list(crisis.PARTS) and all(part.title and part.hint for part in found)
    assert found[-1].words == "Keys with Kim" and crisis.parts(None)[0].words == ""


@pytest.mark.parametrize(("text", "number", "tel"), [
    ("Mum 0171 234 56 78, evenings", "0171 234 56 78", "01712345678"), ("+49 (30) 1234-567", "+49 (30) 1234-567", "+49301234567"),
    ("112", "112", "112"), ("In 10 minutes, or 2 - 3 walks", "", ""), ("No number", "", ""), ("2 cups, then 116 123", "116 123", "116123"),
])  # fmt: skip
def test_a_number_can_be_tapped(text, number, tel):
    [line] = crisis.lines(text)
    assert (line.number, line.tel) == (number, tel) and line.before + line.number + line.after == text


def test_what_would_not_fit_is_told():
    assert not crisis.too_long("\n".join("line" for _n in range(crisis.MOST_LINES)))
    assert crisis.too_long("\n".join("line" for _n in range(crisis.MOST_LINES + 1)))
    assert crisis.too_long("a" * (crisis.LONGEST + 1))
