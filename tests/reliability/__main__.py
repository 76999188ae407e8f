"""`python -m tests.reliability --cuts 200`: nobody loses a typed word. Random cuts while somebody types.

Half of them on a device that is only theirs, half on a shared one, beside each other: the browser killed with -9, the
server killed with -9 and started again, the network gone, the sign-in run out, and two of them at once. Own device: nothing
older than five seconds is lost; shared: nothing the page called saved; page left open: nothing at all. Not part of
`make test`: it takes its time. `--seed` draws the same kinds, lengths and letters again; the clock of the machine stays its own.
"""

import argparse
import json
import random
import subprocess
import sys
import time

from tests.reliability.judging import Tally


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.reliability")
    asked.add_argument("--cuts", type=int, default=200)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("--longest", type=float, default=6.0, help="seconds of typing before a cut, at most")
    given = asked.parse_args()
    print(f"seed {given.seed}", flush=True)
    start, total, well = time.monotonic(), Tally(), True
    for device, lane in [(one, _lane(given, one)) for one in ("own", "shared")]:
        out, _none = lane.communicate()
        well &= lane.returncode == 0
        found = Tally()
        found.add(json.loads(out) if lane.returncode == 0 else {})
        total.add(found.as_dict())
        print(f"{device}: {found.line}")
    for story in total.stories:
        print(f"  {story}")
    print(f"reliability: {total.cuts} cuts, {total.typed} characters typed, {total.lost} lost, {total.untrue} untrue, "
          f"{total.silent} silent; seed {given.seed}, {time.monotonic() - start:.0f} s")  # fmt: skip
    return 0 if well and total.holds and total.cuts == given.cuts else 1


def _lane(given: argparse.Namespace, device: str) -> subprocess.Popen:
    cuts = given.cuts // 2 if device == "own" else given.cuts - given.cuts // 2
    more = ["--own"] if device == "own" else []
    return subprocess.Popen([sys.executable, "-m", "tests.reliability.lane", "--cuts", str(cuts), "--seed", str(given.seed),
                             "--longest", str(given.longest), *more], stdout=subprocess.PIPE, text=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
