"""Ten thousand PHQ-9 are scored within the agreed two seconds of one core."""

from practice.bench.scoring import scored


def test_the_figure_holds():
    (figure,) = scored()
    assert figure.name == "score-10000" and figure.limit == 2.0 and not figure.missed
