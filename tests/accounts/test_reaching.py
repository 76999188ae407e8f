"""Where an invitation leads, and when nobody is invited."""

import pytest

from practice.accounts.reaching import invitation_base
from practice.config import SAMPLE_MARK
from practice.demo.keeping import NAME

HERE = "http://127.0.0.1:8000/"


@pytest.mark.parametrize("base_url", ["https://notes.example", "https://notes.example/", "https://notes.example:8443"])
def test_the_base_url_once_it_is_https(base_url):
    for sample in (True, False):
        assert invitation_base(base_url, sample=sample, host_url="http://evil.example/", remote="192.0.2.9") == base_url.rstrip("/")


@pytest.mark.parametrize("base_url", ["", "http://notes.example", "notes.example", "https://", "ftp://notes.example"])
def test_nobody_is_invited_otherwise(base_url):
    assert invitation_base(base_url, sample=False, host_url=HERE, remote="127.0.0.1") is None


@pytest.mark.parametrize(("host", "remote", "open_"), [
    (HERE, "127.0.0.1", True), ("http://localhost:8000/", "::1", True), ("http://[::1]:8000/", "::1", True),
    ("http://notes.example/", "127.0.0.1", False), (HERE, "192.0.2.9", False), (HERE, None, False),
])  # fmt: skip
def test_the_sample_practice_on_this_computer_alone_is_excepted(host, remote, open_):
    assert (invitation_base("", sample=True, host_url=host, remote=remote) is not None) is open_


def test_the_sample_practice_is_known_by_the_mark_that_the_demo_writes():
    assert NAME == SAMPLE_MARK
