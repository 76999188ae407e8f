"""What needs no database: digests, quoted passages, the clock of a request."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

from practice.notes import amendments, digest, quoting, signed

WHEN = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)


def note(**changes):
    return SimpleNamespace(**{
        "format": "soap", "labels": {"s": "What they say", "happened_at": digest.stamp(WHEN)}, "body": {"s": "陈静说"},
        "happened": None, "safety": None, "questions": [], "session_id": "a" * 32, "sha256": None, "signed_zone": "Asia/Kathmandu",
        "signed_name": "Alma", "signed_credential": None, "signed_at": WHEN, **changes})  # fmt: skip


def test_every_part_of_a_note_counts():
    plain = digest.of_note(note())
    for changes in ({"format": "dap"}, {"labels": {"s": "Said"}}, {"body": {"s": "陈静"}}, {"happened": {"phase": "x"}},
                    {"safety": {"said": "no"}}, {"questions": [{"text": "?"}]}, {"session_id": "b" * 32}):  # fmt: skip
        assert digest.of_note(note(**changes)) != plain, changes
    assert digest.of_note(note(body={"s": "陈静说"})) == plain and len(plain) == 64


def test_the_order_of_keys_does_not_matter_and_the_zone_of_a_moment_neither():
    assert digest.digest({"a": 1, "b": 2}) == digest.digest({"b": 2, "a": 1})
    other = WHEN.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert digest.of_addendum("late-entry", "x", "n", other, other) == digest.of_addendum("late-entry", "x", "n", WHEN, WHEN)


def test_a_note_signed_before_labels_were_kept_is_checked_the_old_way():
    old = note(labels=None)
    assert digest.of_note(old) == digest.digest(old.body, old.safety, old.questions)


def test_late_begins_after_a_day():
    assert not digest.is_late(WHEN, WHEN + timedelta(hours=24)) and digest.is_late(WHEN, WHEN + timedelta(hours=24, seconds=1))


def test_a_signature_says_its_own_zone_and_whether_it_holds():
    row = note()
    row.sha256 = digest.of_note(row)
    told = signed.of_note(row, name="Somebody", zone="UTC")
    assert (told.name, told.zone, told.local.hour, told.local.minute) == ("Alma", "Asia/Kathmandu", 20, 50)
    assert told.holds and told.short.replace(" ", "") == row.sha256[:16]
    row.body = {"s": "other"}
    assert not signed.of_note(row, name="", zone="UTC").holds and signed.of_note(row, name="", zone="UTC").kept
    older = signed.of_note(note(signed_name=None, signed_zone=None), name="Bo", zone="Europe/Berlin")
    assert (older.name, older.zone, older.kept) == ("Bo", "Europe/Berlin", False)


def test_a_passage_is_quoted_and_found_again():
    text = quoting.with_passage("first line\n\nsecond", "It was Saturday.\n\n> not a quote")
    assert quoting.parted(text) == ("first line\n\nsecond", "It was Saturday.\n\n> not a quote")
    assert quoting.with_passage("  ", "Only words") == "Only words" and quoting.parted("Only words") == ("", "Only words")


def test_a_passage_must_stand_in_the_note():
    texts = ["We walked\nalong the  quay.", "陈静说：周末一起做饭"]
    assert quoting.stands_in("walked along the quay", texts) and quoting.stands_in("周末一起", texts)
    assert not quoting.stands_in("ran along", texts) and not quoting.stands_in("  ", texts)


def step(kind, day):
    return amendments.Step(kind, "why", datetime(2026, 3, day, tzinfo=UTC), "by")


def test_sixty_days_and_thirty_more_once():
    first = amendments.answer_by(date(2026, 1, 31))
    assert first == date(2026, 4, 1)
    assert amendments.standing(first, []).state == "waiting" and amendments.standing(first, []).answer_by == first
    longer = amendments.standing(first, [step("more-time", 3)])
    assert longer.is_open and longer.answer_by == date(2026, 5, 1) and longer.longer.words == "why"


def test_an_answer_ends_the_clock_and_a_statement_stays_with_it():
    said = amendments.standing(date(2026, 4, 1), [step("declined", 4), step("disagreed", 5)])
    assert said.state == "declined" and not said.is_open and said.disagreed.at.day == 5
    assert amendments.standing(date(2026, 4, 1), [step("accepted", 4)]).state == "accepted"
