"""Days that count: rests move them, windows recommend, nothing is lost or counted twice."""

from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from practice.episodes.schedule import Place, Rest, counted, date_of_day, day_number, merged, open_windows, recommended

DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
RESTS = st.lists(
    st.builds(lambda since, length: Rest(since, since + timedelta(length)), DAYS, st.integers(0, 60)), max_size=6
)
PHASES = [
    SimpleNamespace(id=str(n), first_day=a, last_day=b, open_ended=n == 2)
    for n, (a, b) in enumerate([(1, 7), (8, 14), (15, 21)])
]


def test_the_first_day_is_day_one():
    assert day_number(date(2026, 11, 1), date(2026, 11, 1)) == 1
    assert day_number(date(2026, 11, 1), date(2026, 10, 31)) == 0


def test_a_leap_day_counts_like_any_other():
    assert day_number(date(2028, 2, 28), date(2028, 3, 1)) == 3
    assert day_number(date(2027, 2, 28), date(2027, 3, 1)) == 2


def test_a_finished_rest_moves_day_one_by_its_days():
    count = counted(date(2026, 11, 1), [Rest(date(2026, 11, 5), date(2026, 11, 12))])
    assert count.day_one == date(2026, 11, 8) and count.paused_since is None
    assert day_number(count.day_one, date(2026, 11, 12)) == 5


def test_during_a_rest_the_day_waits_and_goes_on_where_it_stopped():
    resting = counted(date(2026, 11, 1), [Rest(date(2026, 11, 5), None)])
    assert {day_number(resting.day_one, date(2026, 11, d), resting.paused_since) for d in range(5, 29)} == {5}
    back = counted(date(2026, 11, 1), [Rest(date(2026, 11, 5), date(2026, 11, 20))])
    assert day_number(back.day_one, date(2026, 11, 20)) == 5


def test_a_rest_before_the_course_began_costs_nothing():
    count = counted(
        date(2026, 11, 10), [Rest(date(2026, 10, 1), date(2026, 11, 1)), Rest(date(2026, 11, 8), date(2026, 11, 12))]
    )
    assert count.day_one == date(2026, 11, 12)


def test_overlapping_rests_lose_each_day_once():
    both, own = Rest(date(2026, 11, 5), date(2026, 11, 15)), Rest(date(2026, 11, 10), date(2026, 11, 20))
    assert counted(date(2026, 11, 1), [both, own]).day_one == date(2026, 11, 16)


def test_a_rest_that_goes_on_swallows_those_within_it():
    count = counted(date(2026, 11, 1), [Rest(date(2026, 11, 5), None), Rest(date(2026, 11, 8), date(2026, 11, 9))])
    assert count.day_one == date(2026, 11, 1) and count.paused_since == date(2026, 11, 5)


@given(DAYS, RESTS, st.integers(0, 400))
def test_day_n_is_the_number_of_days_that_counted(started, rests, later):
    today = started + timedelta(later)
    done = [rest for rest in rests if rest.until <= today]
    count = counted(started, done)
    lived = [started + timedelta(n) for n in range(later + 1)]
    worked = [d for d in lived if not any(rest.since <= d < rest.until for rest in done)]
    assert day_number(count.day_one, today, count.paused_since) == len(worked)


@given(DAYS, RESTS)
def test_merged_rests_never_touch_and_keep_their_order(started, rests):
    whole = merged(rests, started)
    assert all(rest.until > rest.since >= started for rest in whole)
    assert all(a.until < b.since for a, b in zip(whole, whole[1:], strict=False))


@given(DAYS, RESTS, st.integers(1, 90))
def test_a_rest_never_brings_a_window_nearer(started, rests, days):
    before = open_windows(PHASES, started, rests)
    after = open_windows(PHASES, started, [*rests, Rest(started, started + timedelta(days))])
    assert all(a.first <= b.first and a.last <= b.last for a, b in zip(before, after, strict=True))


def test_windows_follow_each_other():
    windows = open_windows(PHASES, date(2028, 2, 26), [])
    assert [(w.first, w.last) for w in windows][:2] == [
        (date(2028, 2, 26), date(2028, 3, 3)),
        (date(2028, 3, 4), date(2028, 3, 10)),
    ]
    assert [w.open_ended for w in windows] == [False, False, True]


def test_the_windows_recommend():
    assert [recommended(PHASES, day) for day in (0, 1, 7, 8, 21, 99)] == [None, 0, 0, 1, 2, 2]


def test_past_the_end_is_beyond_and_nothing_else():
    assert Place(42, 40, 6, 6).beyond and not Place(40, 40, 6, 6).beyond and not Place(None, None, 2, 6).beyond


@given(DAYS, RESTS, st.integers(1, 60))
def test_a_day_is_lived_on_the_date_that_has_its_number(started, rests, number):
    on = date_of_day(started, rests, number)
    so_far = [rest for rest in rests if rest.since <= on]
    assert all(rest.until <= on for rest in so_far if rest.until > rest.since)
    assert day_number(counted(started, so_far).day_one, on) == number


def test_a_window_over_before_the_rest_stays_and_the_one_around_it_stretches():
    windows = open_windows(PHASES, date(2026, 11, 1), [Rest(date(2026, 11, 10), date(2026, 11, 15))])
    assert [(w.first.day, w.last.day) for w in windows] == [(1, 7), (8, 19), (20, 26)]
