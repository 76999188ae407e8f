"""Brings the words of the first page to the room there is; what is shortened there is kept in full for the appendix."""

from collections.abc import Sequence
from dataclasses import replace

from practice.reports.fitting import LINES, fit, room_for
from practice.reports.report import Line, Quote


def shortened(hope: Quote | None, different: Sequence[Quote], helps: Sequence[Line], hard: Sequence[Line],
              steps: Sequence[Line]) -> tuple[dict, tuple[Quote, ...]]:  # fmt: skip
    """The first page's hope, different, helps, hard and next_steps, and everything that is not whole there."""
    room = room_for(
        hope.text if hope else "", [one.text for one in different],
        ([one.text for one in helps], [one.text for one in hard]), [one.text for one in steps])  # fmt: skip
    page = _Page()
    shown = {
        "hope": page.quote(hope, room.hope) if hope else None,
        "different": tuple(page.quote(one, room.quote) for one in different[:LINES]),
        "helps": page.lines(helps, room.line),
        "hard": page.lines(hard, room.line),
        "next_steps": page.lines(steps, room.step),
    }
    return shown, tuple(page.in_full)


class _Page:
    """Shortens and remembers what it shortened."""

    def __init__(self) -> None:
        self.in_full: list[Quote] = []

    def quote(self, one: Quote, most: int) -> Quote:
        text, cut = fit(one.text, most)
        if cut:
            self.in_full.append(one)
        return replace(one, text=text, cut=cut)

    def lines(self, lines: Sequence[Line], most: int) -> tuple[Line, ...]:
        """At most three; the others are on the pages that follow, and the last one says so by its dots."""
        kept = [replace(line, text=self.quote(Quote(line.text, line.source, title=line.title), most).text)
                for line in lines[:LINES]]  # fmt: skip
        rest = lines[LINES:]
        if rest:
            self.in_full += [Quote(line.text, line.source, title=line.title) for line in rest]
            kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix(" …") + " …")
        return tuple(kept)
