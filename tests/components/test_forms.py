"""The form pieces: what is wrong is said at the field and on top; nothing is preset, nothing typed is lost."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

TEMPLATES = Path(__file__).parents[2] / "templates"


class Later:
    """Text that is translated when shown: it has a length and letters like a list, but is one message."""

    def __str__(self) -> str:
        return "Write a name."

    def __getattr__(self, name: str):
        return getattr(str(self), name)

    def __iter__(self):
        return iter(str(self))


class Asked(Form):
    name = StringField("Name", [InputRequired(Later())], description="Any script.")
    way = RadioField("Way", choices=["text", "call"], validators=[InputRequired("Choose one.")])
    shared = BooleanField("Shared device")
    why = TextAreaField("Why", [Length(min=5, message="A few words more.")])


@pytest.fixture
def pieces():
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals.update(
        _=lambda message, /, **values: message % values if values else message, csrf_token=lambda: "token"
    )
    return env.get_template("components/forms.html").module


@pytest.fixture
def refused() -> Asked:
    form = Asked(MultiDict({"name": "", "why": "<b>a"}))
    assert not form.validate()
    return form


def test_a_wrong_field_says_so_and_is_wired_to_its_words(pieces, refused):
    shown = pieces.field(refused.name)
    assert 'aria-describedby="name-hint name-error"' in shown and 'aria-invalid="true"' in shown
    assert "Write a name." in shown and "Any script." in shown


def test_what_was_typed_stays_and_stays_text(pieces, refused):
    assert "&lt;b&gt;a" in pieces.field(refused.why)


def test_the_summary_leads_to_something_that_takes_the_focus(pieces, refused):
    summary = pieces.error_summary(refused)
    fields = "".join(pieces.field(field) for field in refused)
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["name", "way-0", "why"]
    for target in targets:
        assert re.search(rf'<(input|textarea|select)[^>]*\bid="{target}"', fields), target


def test_a_good_form_has_no_summary(pieces):
    form = Asked(MultiDict({"name": "Robin", "way": "call", "why": "long enough"}))
    assert form.validate() and not pieces.error_summary(form).strip()


def test_a_scale_chooses_nothing_by_itself(pieces):
    shown = pieces.scale("r", 1, 10, None, "far", "there", "How close?")
    assert "checked" not in shown and shown.count('type="radio"') == 11


@pytest.mark.parametrize(("value", "chosen"), [(6, "r-6"), ("6", "r-6"), ("", "r-none"), (1, "r-1")])
def test_a_scale_keeps_the_answer(pieces, value, chosen):
    shown = pieces.scale("r", 1, 10, value, "far", "there", "How close?")
    assert re.findall(r'id="([^"]+)"[^>]* checked', shown) == [chosen]


def test_a_button_that_changes_something_carries_the_token(pieces):
    shown = pieces.post_button("/notes/1/sign", "Sign", hidden={"version": 3})
    assert (
        'method="post"' in shown and 'name="csrf_token" value="token"' in shown and 'name="version" value="3"' in shown
    )
