"""The progress report: gathered, decided, laid out, printed, and, once given out, never changed."""


def render(report, template: str = "reports/report.html", **around) -> str:
    """The whole HTML document of a report (report.Report), for the press; `around` is what a page adds to it."""
    from flask import render_template

    from practice.printing.direction import direction
    from practice.reports.pictures import pictures

    return render_template(template, report=report, pictures=pictures(report), direction=direction, **around)


def print_pdf(report) -> bytes:
    """The PDF of a report. Raises printing.PrintingTrouble with a sentence when it cannot be printed."""
    from practice import printing

    return printing.render_pdf(render(report), title=report.title, lang=report.lang)
