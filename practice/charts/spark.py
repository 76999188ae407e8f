"""A few ratings as a small line beside their number."""

from collections.abc import Sequence

from practice.charts.shapes import Spark

WIDTH, HEIGHT, EDGE = 88, 36, 4


def sparkline(values: Sequence[float | None], low: int, high: int, *, title: str = "") -> Spark:
    """The values in order, evenly spaced, on the ladder's whole axis; None breaks the line.

    Without `title` it is decoration: print the numbers beside it.
    """
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    runs: list[list[str]] = [[]]
    x = y = None
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        x = round(EDGE + index * step, 1)
        y = round(HEIGHT - EDGE - (value - low) / (high - low) * (HEIGHT - 2 * EDGE), 1)
        runs[-1].append(f"{x} {y}")
    paths = (f"M{'L'.join(run)}" if len(run) > 1 else f"M{run[0]}h.1" for run in runs if run)
    return Spark(tuple(paths), x, y, title)
