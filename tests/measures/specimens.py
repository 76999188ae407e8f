"""Small healthy instruments to score and to break; the words are nobody's."""

from practice.measures.measure import Measure
from practice.measures.reader import MeasureFaults, read_measure

MOOD = """\
format: 1
id: mood
version: "1"
title: Mood
full_title: A mood specimen
language: en
about: How the last days were.
instructions: "Over the last days, how often ..."
wording: shipped
scales:
  often:
    render: choices
    points: [{value: 0, label: "Not at all"}, {value: 1, label: "Sometimes"}, {value: 2, label: "Often"}, {value: 3, label: "Always"}]
items:
  - {n: 1, text: "I was low.", scale: often}
  - {n: 2, text: "I could cope.", scale: often, reverse: true}
  - {n: 3, text: "I made plans.", scale: often}
  - {n: 4, text: "I was tired.", scale: often}
  - {n: 5, text: "How hard was it?", scale: often, scored: false, asked_when: {score: total, above: 0}}
scores:
  - id: total
    title: Total
    items: [1, 2, 3, 4]
    low: 0
    high: 12
    better: lower
    key_source: "made up"
    missing: {rule: prorate, at_most_missing: 1, never_missing: [3], source: "made up"}
    bands:
      - {low: 0, high: 4, label: little, source: "made up"}
      - {low: 5, high: 9, label: some, source: "made up"}
      - {low: 10, high: 12, label: much, source: "made up"}
    cutoffs: [{at: 5, side: at-or-above, means: "worth a talk", source: "made up"}]
    norms: [{group: functional, sample: "nobody", n: 100, mean: 3.0, sd: 2.5, source: "made up"}]
    reliability: [{type: alpha, value: 0.90, sample: "nobody", source: "made up"}]
    change: [{kind: reliable, points: 4, confidence: 90, source: "made up"}]
  - {id: mean, title: Mean, items: [1, 4], reverse: [4], how: mean, low: 0, high: 3, better: neither, decimals: 2, key_source: "made up"}
risk: [{item: 3, from: 1, kind: suicide, urgency: urgent, blank: review, source: "clinical.md D.2"}]
cadence: {min_days: 14, source: "made up"}
licence: {class: free, holder: "Nobody", statement: "Use it.", source: "a page", read_on: 2026-11-21, attribution: "Mood, nobody."}
wording_checked: ["one place", "another place"]
"""

GATED = """\
format: 1
id: gated
version: "1"
title: Gated
language: en
about: Something that happened.
wording: none
scales:
  yes_no: {render: yes-no, points: [{value: 0, label: "No"}, {value: 1, label: "Yes"}]}
items:
  - {n: 1, scale: yes_no}
  - {n: 2, scale: yes_no}
  - {n: 3, scale: yes_no}
scores:
  - {id: total, title: Total, items: [2, 3], low: 0, high: 2, better: lower, key_source: "made up"}
gate: {item: 1, equals: 0, gives: {total: 0}}
risk: [{item: 3, from: 1, kind: violence, urgency: review, blank: review, source: "made up"}]
audience: {solo_only: true, remote: false}
licence: {class: public-domain, holder: "Nobody", statement: "Free.", source: "a page", read_on: "2026-11-21", attribution: "Gated."}
"""

ENTRY = """\
format: 1
id: entry
version: "1"
title: Entry
language: en
about: A number from elsewhere.
wording: none
scores:
  - id: total
    title: Total
    low: 0
    high: 40
    decimals: 1
    better: higher
    key_source: "made up"
    bands: [{low: 0, high: 24.9, label: lower, source: "made up"}, {low: 25, high: 40, label: upper, source: "made up"}]
licence: {class: score-entry-only, holder: "Somebody", attribution: "Entry, by somebody."}
"""  # fmt: skip


def mood() -> Measure:
    return read_measure(MOOD, "mood.yaml")


def faults_of(text: str) -> list[str]:
    """What the reader says about a text; empty when it reads."""
    try:
        read_measure(text, "mood.yaml")
    except MeasureFaults as problem:
        return [str(fault) for fault in problem.faults]
    return []


def plain(n: int, pattern: str = "", high: int = 4) -> Measure:
    """An instrument of `n` items from 0 to `high`, with one sum and, where named, a pattern."""
    points = ", ".join(f'{{value: {value}, label: "{value}"}}' for value in range(high + 1))
    items = "\n".join(f"  - {{n: {one}, scale: s}}" for one in range(1, n + 1))
    return read_measure(f"""\
format: 1
id: plain
version: "1"
title: Plain
language: en
about: Numbers.
wording: none
scales:
  s: {{render: choices, points: [{points}]}}
items:
{items}
scores:
  - {{id: total, title: Total, items: {list(range(1, n + 1))}, low: 0, high: {n * high}, better: lower, key_source: "x"}}
{f"pattern: {pattern}" if pattern else ""}
licence: {{class: free, holder: "Nobody", statement: "Free.", source: "x", read_on: 2026-11-21, attribution: "x"}}
""")
