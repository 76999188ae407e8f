"""One page written in two places: both stand, both are shown, one is made of them, nothing is thrown away."""

import re

import pytest

from tests.homework.given import given, on_protocol
from tests.portal.typing import Open, kept


@pytest.fixture
def story(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "relationship-story")


@pytest.fixture
def ash(cast):
    return cast.browser(cast.ash)


@pytest.fixture
def field(ash, story):
    """A question of the page that takes a text."""
    return re.search(r'<textarea[^>]*name="q_([a-z_]+)"', Open(ash, story.id).html)[1]


def both(ash, page) -> str:
    return ash.get(f"{page.path}/both?occurrence={page.hidden['occurrence']}").text


def merge(ash, page, **chosen):
    html = both(ash, page)
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html))
    return ash.post(f"{page.path}/both", data=hidden | {f"pick-{name}": side for name, side in chosen.items()})


def test_two_pages_opened_from_the_same_words_both_stand(cast, ash, story, field):
    Open(ash, story.id).save(1, **{field: "at first"})
    phone, laptop = Open(ash, story.id), Open(ash, story.id)
    assert "other" not in phone.save(1, **{field: "on the phone"}).json
    told = laptop.save(1, **{field: "on the laptop"}).json
    assert told["saved"] and told["other"] is True
    assert phone.save(2, **{field: "on the phone, on"}).json["other"] is True
    assert [one["form"][f"q_{field}"] for one in kept(cast)] == [["on the phone, on"], ["on the laptop"]]
    page = ash.get(phone.path).text
    assert "on the phone, on" in page and "There is more than one version" in page and "/both?" in page


def test_a_base_that_was_written_on_is_not_put_aside(cast, ash, story, field):
    first = Open(ash, story.id)
    first.save(1, **{field: "one"})
    second = Open(ash, story.id)
    first.save(2, **{field: "one and more"})
    assert second.save(1, **{field: "two"}).json["other"] is True
    assert len(kept(cast)) == 2


def test_one_page_alone_hears_of_no_other(cast, ash, story, field):
    Open(ash, story.id).save(1, **{field: "one"})
    second = Open(ash, story.id)
    assert "other" not in second.save(1, **{field: "two"}).json and "other" not in second.save(2, **{field: "three"}).json
    assert len(kept(cast)) == 1


def test_both_are_shown_and_kept_one_below_the_other(cast, ash, story, field):
    phone, laptop = Open(ash, story.id), Open(ash, story.id)
    phone.save(1, **{field: "on the phone <b>"})
    laptop.save(1, **{field: "on the laptop"})
    html = both(ash, phone)
    assert "on the phone &lt;b&gt;" in html and "on the laptop" in html and html.count("Kept ") == 2
    done = merge(ash, phone, **{field: "both"})
    assert done.status_code == 303
    (one,) = kept(cast)
    assert one["answers"][field] == "on the laptop\n\non the phone <b>"
    assert "on the laptop" in ash.get(done.location).text and "more than one version" not in ash.get(done.location).text


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_version_not_taken_stays_beside_the_new_page(cast, ash, story, field, side):
    phone, laptop = Open(ash, story.id), Open(ash, story.id)
    phone.save(1, **{field: "older"})
    laptop.save(1, **{field: "newer"})
    assert merge(ash, phone, **{field: side}).status_code == 303
    texts = [(one.get("answers") or {}).get(field) or one["form"][f"q_{field}"][0] for one in kept(cast)]
    assert texts == (["newer", "older"] if side == "left" else ["older", "newer"])


def test_when_one_moved_on_meanwhile_they_are_shown_again(cast, ash, story, field):
    phone, laptop = Open(ash, story.id), Open(ash, story.id)
    phone.save(1, **{field: "older"})
    laptop.save(1, **{field: "newer"})
    html = both(ash, phone)
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html))
    phone.save(2, **{field: "older, and on"})
    page = ash.post(f"{phone.path}/both", data=hidden | {f"pick-{field}": "left"})
    assert page.status_code == 200 and "written on meanwhile" in page.text and "older, and on" in page.text
    assert len(kept(cast)) == 2


def test_moments_of_both_logs_are_kept(cast, ash):
    log = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    pages = [Open(ash, log.id), Open(ash, log.id)]
    for page, text in zip(pages, ("cooking", "walking"), strict=True):
        ash.post(f"{page.path}/send", data=page.fields(context=text, behaviour="x", **{"when-day": "today"}) | {"do": "add"})
    html = both(ash, pages[0])
    assert "cooking" in html and "walking" in html and "The moments of both are kept" in html
    assert merge(ash, pages[0]).status_code == 303
    (one,) = kept(cast)
    assert [moment["context"] for moment in one["moments"]] == ["walking", "cooking"]


def test_with_one_version_there_is_nothing_to_compare(ash, story, field):
    page = Open(ash, story.id)
    page.save(1, **{field: "only one"})
    assert ash.get(f"{page.path}/both").status_code == 302
