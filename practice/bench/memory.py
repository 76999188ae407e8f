"""`python -m practice.bench.memory < HTML`: prints through the press, tells the peak memory of its processes in KB."""

import json
import resource
import sys
from dataclasses import asdict

from practice.printing import SHORT
from practice.printing.order import Press
from practice.printing.press import answers


def main() -> None:
    press = Press()
    order = {"html": sys.stdin.read(), "title": "Bench", "lang": "en", "images": [], "limits": asdict(SHORT)}
    _pdf, status = press.order(json.dumps(order).encode(), SHORT.wall + 5)
    press._stop()  # a child's use is known once it has been waited for
    if status != answers.DONE:
        sys.exit(f"the press ended with {status}")
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


if __name__ == "__main__":
    main()
