"""The figures of clients at home: they post what a browser would, and lose nothing unnoticed."""

import pytest

from practice.bench.calling import caller
from practice.bench.made import Sizes, practice
from practice.bench.portal_calling import portal_cookies, saving
from practice.bench.portal_crowd import _lost, names
from practice.bench.portal_form import form_of
from practice.bench.portal_rows import at_home
from practice.bench.run import suites, take

SIZES = Sizes((2, 1), 3, (5, 6), portal=2, log=5, seconds=12)
PAGE = """<form><input name="other" value="1"></form>
<form method="post" data-draft="/d" data-append="/a"><input type="hidden" name="tab" value="ab&amp;c">
<template><input name="q_row" value="none"></template><input type="radio" name="q_one" value="1" checked><input type="radio"
 name="q_one" value="2"><textarea name="q_words">
first &lt;b&gt;</textarea><button name="do" value="send"></button></form><input name="late" value="1">"""


def test_a_form_is_what_a_browser_posts():
    form = form_of(PAGE)
    assert form.fields == [("tab", "ab&c"), ("q_one", "1"), ("q_words", "first <b>")] and form.data["draft"] == "/d"
    assert form.body(q_words="new & ü") == b"tab=ab%26c&q_one=1&q_words=new+%26+%C3%BC" and form.value("tab") == "ab&c"


def test_what_was_said_to_be_saved_is_looked_for():
    with practice(SIZES) as ready:
        writers = at_home(ready.app, 2)
        cookies = portal_cookies(ready.app, writers[0].handle)
        save = saving(ready.app, form_of(caller(ready.app, writers[0].page, cookies=cookies)().body.decode()), cookies)
        save.ready()
        assert save().status == 200
        assert _lost(ready, writers, ["I noticed", ""]) == 0
        assert _lost(ready, writers, ["I noticed", "never arrived"]) == 1
        assert _lost(ready, writers, ["something else", ""]) == 1


def test_portal_names_all_figures_of_clients_at_home():
    group = {name for suite in suites(SIZES, 1) if suite.group == "portal" for name in suite.names}
    assert {"autosave-portal", "log-5", "portal-script", *names(2)} <= group and "caseload-2" not in group


@pytest.mark.slow
def test_a_small_crowd_on_the_real_server():
    figures = {figure.name: figure for figure in take(["portal-2-errors", "portal-2-lost", "portal-2-locked"], SIZES, 1)}
    assert [figure.missed for figure in figures.values()] == ["", "", ""]
    assert figures["portal-2-lost"].note.startswith("the last words of 2 clients")
