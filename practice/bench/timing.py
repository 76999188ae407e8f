"""CPU time of calls, page and hello in turn, so that whatever else the machine does falls on both."""

import gc
from collections.abc import Callable
from time import process_time

from practice.bench.calling import Caller
from practice.bench.figure import Timed


class WrongAnswer(RuntimeError):
    """A page that is measured did not answer 200; its time would mean nothing."""


def timed(page: Caller, hello: Caller, rounds: int) -> Timed:
    """CPU seconds of `rounds` calls each, one hello, one page, one hello ... The collector runs as it always does.

    Raises WrongAnswer when the page is not a page.
    """
    for _ in range(3):
        page.ready()
        answer = page()
        hello()
    if answer.status != 200:
        raise WrongAnswer(f"{page.environ['PATH_INFO']} answered {answer.status}")
    gc.collect()
    pages, hellos = [], []
    for _ in range(rounds):
        page.ready()
        hellos.append(seconds(hello))
        pages.append(seconds(page))
    return Timed(tuple(pages), tuple(hellos))


def seconds(work: Callable) -> float:
    """CPU seconds of this process for one piece of work."""
    start = process_time()
    work()
    return process_time() - start
