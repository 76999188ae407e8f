"""The progress report: gathered, decided, laid out, printed, and, once given out, never changed."""


def render(report, **around) -> str:
    """The whole HTML document of a report (report.Report), for the press. `around` is what a page adds to it."""
    from flask import render_template

    from practice.reports.pictures import pictures

    return render_template("reports/report.html", report=report, pictures=pictures(report), **around)
