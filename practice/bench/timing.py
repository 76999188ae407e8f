"""CPU time of calls, page and hello in turn, so that whatever else the machine does falls on both."""

import gc
from time import process_time

from practice.bench.calling import Caller
from practice.bench.figure import Timed

HELLOS = 1


class WrongAnswer(RuntimeError):
    """A page that is measured did not answer 200; its time would mean nothing."""


def timed(page: Caller, hello: Caller, rounds: int) -> Timed:
    """CPU seconds of `rounds` calls of a page and as many fives of hello. The collector runs as it always does.

    Raises WrongAnswer when the page is not a page.
    """
    for _ in range(3):
        answer = page()
        hello()
    if answer.status != 200:
        raise WrongAnswer(f"{page.environ['PATH_INFO']} answered {answer.status}")
    gc.collect()
    pages, hellos = [], []
    for _ in range(rounds):
        for _ in range(HELLOS):
            hellos.append(_once(hello))
        pages.append(_once(page))
    return Timed(tuple(pages), tuple(hellos))


def _once(call: Caller) -> float:
    start = process_time()
    call()
    return process_time() - start
