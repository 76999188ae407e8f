"""What marks a folder as the sample practice: a file with the sign-ins, readable by its owner only."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from practice.config import SAMPLE_MARK as NAME

REPORTS = "reports"


@dataclass(frozen=True)
class Kept:
    """`practice`: id of the practice it belongs to; `today`: the day its stories end; `reports`: file names."""

    practice: str
    today: str
    counselors: list[dict]
    clients: list[dict]
    reports: list[str]


def keep(folder: Path, kept: Kept, printed: dict[str, bytes]) -> None:
    """Writes the PDFs and then the mark. Without the practice in the database the mark says nothing."""
    (folder / REPORTS).mkdir(mode=0o700, exist_ok=True)
    for name, pdf in printed.items():
        _write(folder / REPORTS / name, pdf)
    _write(folder / NAME, json.dumps(asdict(kept), ensure_ascii=False, indent=1).encode())


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


def kept_in(folder: Path) -> Kept | None:
    """The mark of a folder; None where there is none or it cannot be read."""
    try:
        return Kept(**json.loads((folder / NAME).read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
