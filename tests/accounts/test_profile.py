"""One's own passphrase, browsers, language and light."""

from tests.entrances import PASSPHRASE, Browser

NEW = "amber-otter-quartz-willow"


def test_a_new_passphrase_signs_out_every_other_browser(place):
    here, there = place.browser("alma"), place.browser("alma")
    copy = here.with_cookie(here.cookie())
    here.get("/profile")
    assert here.post("/profile/passphrase", old=PASSPHRASE, passphrase=NEW, again=NEW).status_code == 303
    assert here.get("/profile").status_code == 200, "the browser it was done in stays"
    assert there.get("/profile").status_code == copy.get("/profile").status_code == 302
    assert Browser(place.app).sign_in("alma").status_code == 422
    assert Browser(place.app).sign_in("alma", NEW).status_code == 303


def test_the_present_passphrase_is_asked_and_a_weak_one_refused(place):
    browser = place.browser("alma")
    browser.get("/profile")
    for fields, words in (
        ({"old": "something else entirely", "passphrase": NEW, "again": NEW}, "not your present passphrase"),
        ({"old": PASSPHRASE, "passphrase": "short", "again": "short"}, "at least 15 characters"),
        ({"old": PASSPHRASE, "passphrase": NEW, "again": NEW + "x"}, "do not match"),
        ({"old": PASSPHRASE, "passphrase": "Alma Harbour Practice", "again": "Alma Harbour Practice"}, "mostly a name"),
    ):
        page = browser.post("/profile/passphrase", **fields)
        assert page.status_code == 422 and words in page.get_data(as_text=True)
    assert Browser(place.app).sign_in("alma").status_code == 303, "the old one still holds"


def test_signing_out_everywhere(place):
    here, there = place.browser("alma"), place.browser("alma")
    page = here.get("/profile").get_data(as_text=True)
    assert page.count("Signed in ") == 2 and page.count("this browser") == 1
    assert here.post("/profile/sign-out-everywhere").status_code == 303
    assert here.get("/profile").status_code == there.get("/profile").status_code == 302


def test_light_or_dark_is_kept_in_a_cookie(place):
    browser = place.browser("alma")
    browser.get("/profile")
    browser.post("/profile/theme", theme="dark")
    assert 'data-theme="dark"' in browser.get("/profile").get_data(as_text=True)
    browser.post("/profile/theme", theme="purple")
    assert 'data-theme="dark"' in browser.get("/profile").get_data(as_text=True)


def test_single_keys_can_be_switched_off(place):
    browser = place.browser("alma")
    assert "js/keys." in browser.get("/profile").get_data(as_text=True)
    browser.post("/profile/keys", keys="off")
    assert "js/keys." not in browser.get("/profile").get_data(as_text=True)
    assert browser.post("/profile/keys", keys="sometimes").status_code == 303
    browser.post("/profile/keys", keys="on")
    assert "js/keys." in browser.get("/").get_data(as_text=True)


def test_where_a_short_note_goes_when_a_flag_waits(place):
    browser = place.browser("alma")
    browser.get("/profile")
    page = browser.post("/profile/mail", email="alma at example")
    assert page.status_code == 422 and "alma at example" in page.get_data(as_text=True) and "mail address" in page.get_data(as_text=True)
    assert browser.post("/profile/mail", email=" alma@example.org ").status_code == 303
    assert 'value="alma@example.org"' in browser.get("/profile").get_data(as_text=True)
    assert browser.post("/profile/mail", email="").status_code == 303
    assert "alma@example.org" not in browser.get("/profile").get_data(as_text=True)
