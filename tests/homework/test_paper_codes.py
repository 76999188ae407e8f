"""The short code: read back however it is spaced, every slip noticed, nothing about a person in it."""

import itertools

import pytest

from practice.homework import codes
from practice.homework.paper import foot_numbers, initials, qr_path


def test_a_code_is_eight_signs_without_look_alikes():
    for _try in range(200):
        code = codes.new_code()
        assert len(code) == 8 and not set(code) & set("01OILSZ5GU") and codes.read_code(code) == code


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}\u00a0{1} ", "{0}.{1}\n"])
def test_it_is_read_however_it_is_typed(typed):
    code = codes.new_code()
    said = typed.format(code[:4], code[4:])
    assert codes.read_code(said) == codes.read_code(said.lower()) == code


def test_what_looks_alike_means_the_same():
    code = next(code for code in iter(codes.new_code, None) if "2" in code and "8" in code)
    assert codes.read_code(code.replace("2", "z").replace("8", "B")) == code


def test_every_wrong_sign_and_every_exchange_is_noticed():
    for code in (codes.new_code() for _try in range(5)):
        slips = {code[:at] + sign + code[at + 1 :] for at in range(8) for sign in codes.SIGNS} - {code}
        for one, other in itertools.combinations(range(8), 2):
            signs = list(code)
            signs[one], signs[other] = signs[other], signs[one]
            slips.add("".join(signs))
        assert not [slip for slip in slips - {code} if codes.read_code(slip)]


@pytest.mark.parametrize("typed", [None, "", " ", "\x00", "A" * 100_000, "'; DROP TABLE", "😀" * 8, "12345678", "२२२२२२२२"])
def test_anything_else_is_no_code(typed):
    assert codes.read_code(typed) is None


def test_the_qr_says_the_code_and_nothing_else():
    assert codes.in_qr("2346789C") == "2346789C"
    assert codes.in_qr("2346789C", "https://home.example/") == "https://home.example/paper?code=2346789C"
    side, path = qr_path(codes.in_qr("2346789C"))
    assert side == 25 and path.startswith("M2 2h7v1h-7z")


def test_initials_and_the_numbers_of_the_footer():
    assert initials("Robin van der Vale") == "R. V. D." and initials("陈静") == "陈." and initials(" (x) ") == ""
    short = {"name": "Emergency", "number": "112", "hours": ""}
    long = {"name": "W" * 300, "number": "1", "hours": ""}
    assert foot_numbers([]) == ([], [])
    assert foot_numbers([short, long, short]) == ([short], [long, short])
    assert foot_numbers([long]) == ([long], [])
