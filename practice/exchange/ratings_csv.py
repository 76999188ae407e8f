"""Ratings in a spreadsheet file: read tolerantly, row by row, nothing guessed silently. Pure."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from practice.exchange.csv_dates import Moments, Unreadable, in_future, order_of

MOST_ROWS = 20_000
MOST_BYTES = 64_000_000
MARKS = (",", ";", "\t")
RANGE = re.compile(r"(-?\d+)\s?[-–]\s?(-?\d+)")
WHOLE = re.compile(r"-?\d{1,6}(?:[.,]0+)?")


class FileProblem(ValueError):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Wanted:
    """Which columns to read, and the file's own scale."""

    date_column: str
    value_column: str
    low: int
    high: int
    zone: str
    time_column: str | None = None
    date_format: str | None = None
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Position:
    """One rating in the file; `row` counts like a spreadsheet does, the heading being row 1."""

    row: int
    at: datetime
    value: int
    value_high: int | None = None


@dataclass(frozen=True)
class Skipped:
    row: int
    why: str


@dataclass
class Reading:
    """What a file holds. `notes` are decisions to tell, such as an hour that came twice."""

    rows: int = 0
    positions: list[Position] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(data: bytes, wanted: Wanted, now: datetime) -> Reading:
    """Every row of the file as a position or as skipped with why.

    Raises FileProblem (not readable, a column missing, too long) and csv_dates.Unclear (order of day and month).
    """
    heading, rows = _table(data, [wanted.date_column, wanted.value_column, *filter(None, [wanted.time_column])])
    if len(rows) > MOST_ROWS:
        raise FileProblem(f"The file has {len(rows)} rows; at most {MOST_ROWS} can be read at once.")
    day, value = heading.index(wanted.date_column), heading.index(wanted.value_column)
    clock = heading.index(wanted.time_column) if wanted.time_column else None
    days = [row[day] for _number, row in rows if len(row) > day and not _missing(row[day], wanted)]
    moments = Moments(None if wanted.date_format else order_of(days), wanted.date_format, wanted.zone)
    reading = Reading(rows=len(rows))
    for number, row in rows:
        try:
            if len(row) <= max(day, value, clock or 0):
                raise Unreadable("this row is shorter than the heading")
            _row(reading, number, row[day], row[value], row[clock] if clock is not None else None, moments, wanted, now)
        except Unreadable as problem:
            reading.skipped.append(Skipped(number, str(problem)))
    return reading


def _row(reading: Reading, number: int, day: str, given: str, clock: str | None, moments: Moments, wanted: Wanted,
         now: datetime) -> None:  # fmt: skip
    if _missing(given, wanted):
        raise Unreadable(f"no answer ({given.strip() or 'empty'})")
    low, high = _value(given, wanted)
    if _missing(day, wanted):
        raise Unreadable("there is no date")
    if clock is not None and _missing(clock, wanted):
        raise Unreadable("there is no time of day")
    at, note = moments.read(day, clock)
    if in_future(at, now):
        raise Unreadable(f"{day} lies in the future")
    if note:
        reading.notes.append(f"row {number}: {note}")
    reading.positions.append(Position(number, at, low, high))


def _missing(cell: str, wanted: Wanted) -> bool:
    return cell.strip() == "" or cell.strip() in wanted.missing


def _value(given: str, wanted: Wanted) -> tuple[int, int | None]:
    """A whole number, or a range of two neighbours such as 2-3."""
    text = given.strip()
    if WHOLE.fullmatch(text):
        low, high = int(re.split("[.,]", text)[0]), None
    elif found := RANGE.fullmatch(text):
        low, high = int(found[1]), int(found[2])
        if high != low + 1:
            raise Unreadable(f'"{text}" is not a step and the next one up')
    else:
        raise Unreadable(f'"{text}" is not a whole number')
    if not wanted.low <= low <= (low if high is None else high) <= wanted.high:
        raise Unreadable(f"{text} lies outside {wanted.low} to {wanted.high}")
    return low, high


def _table(data: bytes, columns: Sequence[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading and the numbered rows, with whichever mark between cells makes the wanted columns appear."""
    text = _text(data)
    first: list[str] = []
    for mark in MARKS:
        heading = [cell.strip() for cell in next(_cells(text, mark), (1, []))[1]]
        first = max(first, heading, key=len)
        if all(column in heading for column in columns):
            if doubled := [column for column in columns if heading.count(column) > 1]:
                raise FileProblem(f'There is more than one column "{doubled[0]}".')
            found = _cells(text, mark)
            next(found)
            return heading, list(found)
    lost = next((column for column in columns if column not in first), columns[0])
    raise FileProblem(f'There is no column "{lost}". The file has: {", ".join(filter(None, first)) or "no heading"}.')


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise FileProblem("The file is larger than 64 MB.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem("The file is not UTF-8 text. Save it as “CSV UTF-8” and try again.") from error


def _cells(text: str, mark: str):
    """(row number as in a spreadsheet, cells) of every row that is not empty."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise FileProblem(f"Row {number + 1} cannot be read: {error}.") from error
