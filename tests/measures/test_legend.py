"""The phases of a measure with several scores are named once, under the first of its pictures."""

from datetime import timedelta

from flask import render_template_string

from practice.charts import Band, ScorePoint, score_chart
from practice.i18n import day
from tests.measures.samples import today

PAGE = """{% from "components/charts/score.html" import score_chart %}
{% for one in charts %}{{ score_chart(one, phases=loop.changed(one.phases|map(attribute="note")|list)) }}{% endfor %}"""


def chart(names: list[str]):
    points = [ScorePoint(today() - timedelta(days=7 * n), n, str(n)) for n in range(5)]
    bands = [Band(name, today() - timedelta(days=30 - 3 * n), None) for n, name in enumerate(names)]
    return score_chart(points, low=0, high=10, title="Shown", direction="Lower is better.", format_day=day, phases=bands)


NAMES = [f"A phase with a rather long name, number {n}" for n in range(1, 6)]


def test_once_for_pictures_of_the_same_phases(app):
    with app.test_request_context():
        same = [chart(NAMES) for _n in range(3)]
        assert same[0].numbered, "numbered in the drawing, named beneath"
        page = render_template_string(PAGE, charts=same)
        assert page.count('class="chart-phases') == 1 and page.count("<svg xmlns") == 3
        assert page.index('class="chart-phases') < page.index("</svg>", page.index("</svg>", page.index("</svg>") + 1) + 1)
        other = render_template_string(PAGE, charts=[chart(NAMES), chart(NAMES[:4])])
        assert other.count('class="chart-phases') == 2, "other phases are named anew"


def test_the_page_of_a_measure_asks_for_it_that_way():
    from practice import config

    for name in ("measures/history.html", "portal/measure_results.html"):
        text = (config.assets() / "templates" / name).read_text(encoding="utf-8")
        assert 'phases=loop.changed(' in text, name
