"""The one list that Python draws: every word in it is escaped, and it says what the questions say."""

from practice.protocols.answers import Shown
from practice.protocols.voice import in_their_voice

SHARP = "<b>&\"'"
SAFE = "&lt;b&gt;&amp;&#34;&#39;"


def test_every_word_is_escaped():
    shown = [Shown("a", SHARP, "text", (SHARP,)), Shown("b", "B", "list", (SHARP, SHARP)),
             Shown("c", "C", "rows", (), (((SHARP, (SHARP, "two")),),))]  # fmt: skip
    drawn = in_their_voice(shown)
    assert "<b>" not in drawn and drawn.count(SAFE) == 6 and f"{SAFE} two" in drawn


def test_lines_and_paragraphs_stay():
    drawn = in_their_voice([Shown("a", "A", "text", ("one\ntwo\n\nthree",))])
    assert "<p>one<br>two</p><p>three</p>" in drawn


def test_nothing_said_is_an_empty_list():
    assert in_their_voice([]) == '<dl class="answers">\n</dl>'
