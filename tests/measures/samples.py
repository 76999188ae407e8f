"""Instruments made up for the tests, so that they do not change with the shipped ones; nothing in them is anybody's."""

from datetime import timedelta

from practice import clock
from practice.db import db, new_id
from practice.measures.actions import begin, install
from tests.people import ZONE

LICENCE = 'licence: {class: free, holder: Us, attribution: "Made up for tests", statement: "free", source: "here", read_on: "2026-11-21"}'
SCALE = """scales:
  often: {render: choices, points: [{value: 0, label: "Not at all"}, {value: 1, label: "Some days"}, {value: 2, label: "Every day"}]}
  poles: {render: poles, points: [{value: 0}, {value: 1}, {value: 2}, {value: 3}]}
  yes: {render: yes-no, points: [{value: 0, label: "No"}, {value: 1, label: "Yes"}]}
"""
SCORE = """scores:
  - id: total
    title: Total
    items: [1, 2, 3]
    how: sum
    low: 0
    high: 6
    better: lower
    key_source: "made up"
    bands: [{low: 0, high: 2, label: "little", source: "made up"}, {low: 3, high: 6, label: "much", source: "made up too"}]
    cutoffs: [{at: 4, side: at-or-above, means: "a second look", source: "made up"}]
"""
MOOD = f"""format: 1
id: mood
version: "1"
title: Mood
language: en
about: How low it was.
period: past week
instructions: "Over the last week, how often?"
wording: shipped
ours: true
{SCALE}items:
  - {{n: 1, text: "Nothing was any fun", scale: often}}
  - {{n: 2, text: "I was tired", scale: often}}
  - {{n: 3, text: "I thought of dying", scale: often}}
  - {{n: 4, text: "How hard was it?", scale: often, scored: false, asked_when: {{score: total, above: 0}}}}
{SCORE}{LICENCE}
risk: [{{item: 3, from: 1, kind: suicide, urgency: urgent, blank: review, source: "made up"}}]
cadence: {{min_days: 7, source: "made up"}}
"""
# The same with one word changed: another version.
MOOD_2 = MOOD.replace('version: "1"', 'version: "2"').replace("any fun", "much fun")
POLES = f"""format: 1
id: poles
version: "1"
title: Poles
language: en
about: How it is with them.
wording: shipped
ours: true
{SCALE}items:
  - {{n: 1, scale: poles, left: "INTERESTING", right: "BORING"}}
  - {{n: 2, text: "Were you afraid?", scale: yes}}
scores:
  - {{id: total, title: Total, items: [1, 2], how: sum, low: 0, high: 4, better: higher, key_source: "made up"}}
{LICENCE}
audience: {{remote: false, solo_only: true, per_relationship: true, scopes: [therapist]}}
risk: [{{item: 2, from: 1, kind: violence, urgency: urgent, source: "made up"}}]
"""
GATED = f"""format: 1
id: gated
version: "1"
title: Gated
language: en
about: One question opens the rest.
wording: shipped
ours: true
{SCALE}items:
  - {{n: 1, text: "Did it happen?", scale: yes, scored: false}}
  - {{n: 2, text: "Does it come back?", scale: yes}}
  - {{n: 3, text: "Do you avoid it?", scale: yes}}
scores:
  - {{id: total, title: Total, items: [2, 3], how: sum, low: 0, high: 2, better: lower, key_source: "made up"}}
gate: {{item: 1, equals: 0, gives: {{total: 0}}}}
{LICENCE}
"""
TYPED = """format: 1
id: typed
version: "1"
title: Typed in
language: en
about: Only its numbers.
wording: none
scores:
  - {id: total, title: Total, items: [], how: sum, low: 0, high: 40, better: higher, key_source: "made up"}
licence: {class: score-entry-only, holder: "Them", attribution: "(c) Them"}
"""
BARE = MOOD.replace("id: mood", "id: bare").replace("title: Mood", "title: Bare")
BARE = BARE.replace("wording: shipped\nours: true", "wording: installed")
for words in ("Nothing was any fun", "I was tired", "I thought of dying", "How hard was it?"):
    BARE = BARE.replace(f'text: "{words}", ', "")
BARE = BARE.replace('instructions: "Over the last week, how often?"\n', "").replace("class: free", "class: noncommercial")


def brought(cast, *texts: str) -> None:
    """The practice brings these, with a ground; committed."""
    with cast.acting(cast.alma):
        for text in texts:
            install(text, basis="for the tests", by=cast.alma.id)
        db.session.commit()


def today():
    return clock.today(ZONE)


def begun(cast, key: str = "mood", client=None, episode=None, *, way: str = "session", ago: int = 0, **more):
    """Begun by Alma with this client, in her scope."""
    client, episode = client or cast.robin, episode or cast.couple
    return begin(episode_id=episode.id, client_id=client.id, key=key, way=way, made_id=more.pop("made_id", None) or new_id(),
                 given_by=cast.alma.id, given_on=today() - timedelta(days=ago), **more)  # fmt: skip


def plan(cast) -> None:
    """Somebody is named who answers; committed."""
    cast.practice.flag_named_id, cast.practice.flag_backup_id = cast.alma.id, cast.bo.id
    db.session.add(cast.practice)
    db.session.commit()
# One question with points, one place for own words.
WORDY = f"""format: 1
id: wordy
version: "1"
title: Wordy
language: en
about: How it was, and what else.
wording: shipped
ours: true
{SCALE}items:
  - {{n: 1, text: "Was it good?", scale: often}}
  - {{n: 2, kind: text, text: "What else was there?"}}
scores:
  - {{id: total, title: Total, items: [1], how: sum, low: 0, high: 2, better: higher, key_source: "made up"}}
{LICENCE}
"""
# Nothing is added up.
UNSCORED = f"""format: 1
id: unscored
version: "1"
title: Open form
language: en
about: What you would like.
wording: shipped
ours: true
{SCALE}items:
  - {{n: 1, text: "Do you like tea?", scale: yes, scored: false}}
  - {{n: 2, kind: text, text: "What would you like?"}}
scores: []
{LICENCE}
"""
