"""A day typed as three numbers. Text in, date out, or what was wrong with it."""

from datetime import date

PARTS = ("day", "month", "year")


class BadDate(ValueError):
    """Three numbers that are no day; `reason`: missing (a part is empty), numbers, month, day or year."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_date(day: str, month: str, year: str) -> date | None:
    """The day of three typed numbers; None when nothing was typed. Raises BadDate."""
    typed = [part.strip() for part in (day, month, year)]
    if not any(typed):
        return None
    if not all(typed):
        raise BadDate("missing")
    if not all(part.isascii() and part.isdigit() for part in typed):
        raise BadDate("numbers")
    number_of_day, number_of_month, number_of_year = (int(part[:9]) for part in typed)
    if not 1900 <= number_of_year <= 2200:
        raise BadDate("year")
    if not 1 <= number_of_month <= 12:
        raise BadDate("month")
    try:
        return date(number_of_year, number_of_month, number_of_day)
    except ValueError as error:
        raise BadDate("day") from error
