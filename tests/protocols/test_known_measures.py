"""An exercise that names an instrument which is not there is refused with its line, wherever protocols are read anew."""

import json

import pytest
from click.testing import CliRunner

from practice.cli.protocols import protocols
from practice.measures.library import load_measures
from practice.protocols import library
from tests.protocols.examples import PROTOCOL, WORDS

NAMED = PROTOCOL.replace("frequency: daily", "measure: KEY\n        frequency: daily", 1)


@pytest.fixture
def place(tmp_path):
    def put(key: str):
        (tmp_path / "one").mkdir()
        (tmp_path / "one" / "protocol.yaml").write_text(NAMED.replace("KEY", key, 1), encoding="utf-8")
        (tmp_path / "one" / "en.yaml").write_text(WORDS, encoding="utf-8")
        return tmp_path

    return put


def line() -> int:
    return NAMED[: NAMED.index("measure:")].count("\n") + 1


def test_the_keys_handed_in_are_those_of_the_shipped_instruments():
    shipped = load_measures()
    assert set(library.measure_keys()) == {*shipped.measures, *shipped.broken} and "raas" in library.measure_keys()


def test_the_shipped_protocols_name_instruments_that_are_there():
    found = library.load_library()
    named = {one.measure for protocol in found.protocols.values() for one in protocol.all_exercises() if one.measure}
    assert not found.broken and "raas" in named and named <= set(load_measures().measures)


def test_an_unknown_key_is_a_fault_of_the_library_with_its_line(place):
    found = library.load_library(place("raaz"))
    [fault] = found.faults
    assert found.broken == ("one",) and found.protocols == {}
    assert (fault.file.endswith("one/protocol.yaml"), fault.line, fault.code) == (True, line(), "points-nowhere")
    assert 'there is no measure "raaz"' in fault.message and 'did you mean "raas"' in fault.message.lower()


def test_the_command_says_it_too_and_a_known_key_is_fine(place):
    folder = place("raaz")
    answer = CliRunner().invoke(protocols, ["check", str(folder), "--json"])
    assert answer.exit_code == 1 and [(fault["line"], fault["code"]) for fault in json.loads(answer.stdout)] == [(line(), "points-nowhere")]
    plain = CliRunner().invoke(protocols, ["check", str(folder)])
    assert f"protocol.yaml:{line()}:" in plain.stdout and "raas" in plain.stdout
    (folder / "one" / "protocol.yaml").write_text(NAMED.replace("KEY", "raas", 1), encoding="utf-8")
    assert CliRunner().invoke(protocols, ["check", str(folder)]).exit_code == 0
