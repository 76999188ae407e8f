"""Healthy protocols load beside broken ones, and the broken ones are named."""

from practice.protocols import library
from tests.protocols.examples import PROTOCOL, WORDS


def put(place, key, text=PROTOCOL, words=WORDS):
    (place / key).mkdir()
    (place / key / "protocol.yaml").write_text(text, encoding="utf-8")
    if words is not None:
        (place / key / "en.yaml").write_text(words, encoding="utf-8")


def test_one_broken_protocol_does_not_take_the_others_along(tmp_path):
    put(tmp_path, "good")
    put(tmp_path, "bad", PROTOCOL.replace("days: 14", "dayz: 14"))
    put(tmp_path, "mute", words=None)
    found = library.load_library(tmp_path)
    assert list(found.protocols) == ["small-steps"] and found["small-steps"].title == "Small steps"
    assert found.broken == ("bad", "mute")
    assert {fault.code for fault in found.faults} == {"unknown-key", "missing-key", "words-missing"}
    assert found.texts["small-steps"] == (PROTOCOL, {"en": WORDS})


def test_two_protocols_of_one_name_are_a_fault(tmp_path):
    put(tmp_path, "one")
    put(tmp_path, "two")
    assert [fault.code for fault in library.load_library(tmp_path).faults] == ["duplicate-id"]


def test_files_that_are_no_text_are_a_fault(tmp_path):
    put(tmp_path, "bytes")
    (tmp_path / "bytes" / "protocol.yaml").write_bytes(b"\xff\xfe\x00")
    put(tmp_path, "huge", "# " + "é" * 400_000)
    assert {fault.code for fault in library.load_library(tmp_path).faults} == {"unreadable", "too-large"}


def test_an_empty_folder_is_an_empty_library(tmp_path):
    assert library.load_library(tmp_path / "nowhere").protocols == {}


def test_the_library_is_read_once_per_process():
    assert library.load_library() is library.load_library()
