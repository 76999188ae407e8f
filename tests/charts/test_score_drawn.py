"""What the macros draw: same marks for page and paper, every colour neutral, every picture with its sentence."""

import re
from datetime import date, timedelta

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from practice.charts import Band, Margin, Positions, Reading, Row, ScorePoint, axis, score_chart, small_chart
from practice.config import assets

FIRST = date(2026, 9, 1)
PEOPLE_COLOURS = {"#155e63", "#ffffff", "#eaf0ef", "#d3dedc", "#5b6c6e", "#b4c1bf", "#46585b", "#1b2a2d", "#748a88", "#a9cdcd"}


@pytest.fixture(scope="module")
def macros():
    found = Environment(loader=FileSystemLoader(assets() / "templates"), autoescape=True, undefined=StrictUndefined)
    found.globals["_"] = lambda text, **told: text % told
    return {name: found.get_template(f"components/charts/{name}.html").module for name in ("score", "positions")}


def drawn(macros, values=(20, None, 15, 9), **more):
    points = [ScorePoint(FIRST + timedelta(days=14 * n), value, "", n == 2) for n, value in enumerate(values)]
    return macros["score"].score_chart(score_chart(
        points, low=0, high=27, title="From <20> to 9", direction="Lower is better here.", format_day=str,
        cutoff=(10, "cut-off 10", "The dashed line is the cut-off 10 (Kroenke 2001)."),
        margin=Margin(6, "Shaded: chance."), phases=[Band("A very long name of a phase " * 3, FIRST)], **more))  # fmt: skip


def test_everything_is_drawn_and_said(macros):
    page = drawn(macros, sessions=[FIRST])
    for part in ('class="still"', 'class="cut"', "×", 'class="square', "circle class=\"last\"", "session-mark", "phase-mark"):
        assert part in page, part
    for words in ("Lower is better here.", "Kroenke 2001", "Shaded: chance.", "A cross is an occasion without a score",
                  "A square is a score with missing answers", "The small marks underneath are sessions"):  # fmt: skip
        assert words in page, words
    assert "From &lt;20&gt; to 9. Lower is better here.</title>" in page


def test_no_colour_but_those_of_the_house(macros):
    pages = drawn(macros) + macros["positions"].positions(picture())
    assert set(re.findall(r"#[0-9a-f]{6}", pages)) <= PEOPLE_COLOURS
    assert not re.search(r"\b(red|green)\b", pages)


def test_nothing_yet_is_said(macros):
    assert "No score yet." in drawn(macros, ()) and "A cross" not in drawn(macros, ())


def test_the_table_beneath(macros):
    table = macros["score"].score_details([Row("1 Sep", "20", "moderate"), Row("15 Sep", "", "Not answered: 3")])
    assert "<td>no score</td>" in table and "Not answered: 3" in table and "Show as a table" in table


def test_the_small_one_is_one_picture_with_a_sentence(macros):
    points = [ScorePoint(FIRST, 20), ScorePoint(FIRST + timedelta(days=7), 9, "", True)]
    small = macros["score"].small_chart(small_chart(points, 0, 27, title="CORE-10: 20, 9", cutoff=10, margin=6))
    assert small.count("<title>") == 1 and 'role="img"' in small and 'class="dot"' in small


def picture() -> Positions:
    readings = [Reading(4, "4", (3.2, 4.8), "3.2 and 4.8"), Reading(2.5, "2.5", (1.7, 3.3), "1.7 and 3.3")]
    lines = [axis("Worry", readings, 1, 7, said="Worry: 2.5.", low_words="less of it", high_words="more of it"),
             axis("Distance", [Reading(1, "1")], 1, 7, said="Distance: 1.", low_words="less", high_words="more")]  # fmt: skip
    return Positions("my partner", "3 Nov 2026", tuple(lines), "The broad stretch.", "1 Sep 2026")


def test_positions_name_whom_and_when(macros):
    page = macros["positions"].positions(picture())
    assert "About: my partner" in page and "3 Nov 2026" in page and "The small ring is the position of 1 Sep 2026." in page
    assert page.count("<svg") == page.count("<title>") == 2 and page.count('class="unsure now"') == 1
    table = macros["positions"].positions_table(picture())
    assert "1.7 and 3.3" in table and "not recorded" in table and 'scope="row"' in table
