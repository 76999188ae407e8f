"""The figures of the report: our way beside the plain way, in turn, and the memory of the process that prints."""

import subprocess
import sys
from statistics import median

from flask import Flask

from practice.bench import report
from practice.bench.figure import Figure
from practice.bench.timing import seconds
from practice.reports import render
from practice.reports.freezing import thaw

TIMES, MEMORY = 0.75, 130


def printed(app: Flask, rounds: int) -> list[Figure]:
    """Six pages, warm: tuned over plain in CPU time; and the peak memory of a child of the press."""
    with app.test_request_context("/"):
        content = report.six_pages()
        pages = report.render_tuned(content), report.render_plain(content)
        tuned, plain = [], []
        for _ in range(rounds):
            tuned.append(seconds(lambda: report.render_tuned(content)))
            plain.append(seconds(lambda: report.render_plain(content)))
        memory = _peak(render(thaw(content)))
    ratio = round(median(tuned) / median(plain), 3)
    sizes = " and ".join(f"{len(pdf) // 1024} KB" for pdf in pages)
    note = f"plain {median(plain) * 1000:.0f} ms; {rounds} in turn after one each; PDFs of {sizes}; child {memory:.0f} MB"
    return [
        Figure("report-6-pages", ratio, "x plain", TIMES, cpu_ms=round(median(tuned) * 1000, 1), note=note),
        Figure("report-memory", memory, "MB", MEMORY, note="peak resident memory of the press and its child"),
    ]


def _peak(html: str) -> float:
    """MB. Asked from a small process of its own: a child's peak begins with the size of whoever started it."""
    done = subprocess.run([sys.executable, "-m", "practice.bench.memory"], input=html, capture_output=True, text=True,
                          check=True, timeout=180)  # fmt: skip
    return round(int(done.stdout) / 1024, 1)
