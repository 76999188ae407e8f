"""A counselor's own words, and how they write notes."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from practice.i18n import _, _l
from practice.notes.formats import load_formats
from practice.web import Form
from practice.workspace.writing import clean


class SnippetForm(Form):
    name = StringField(_l("A short name"), [InputRequired(_l("Give it a name you will find again.")),
                                            Length(max=80, message=_l("Please keep this under 80 characters."))],
                       filters=[clean])  # fmt: skip
    words = TextAreaField(_l("The words"), [InputRequired(_l("Write the words.")),
                                            Length(max=5000, message=_l("Please keep this under 5,000 characters."))],
                          filters=[clean])  # fmt: skip


class FormatForm(Form):
    note_format = RadioField(_l("How your notes are laid out"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.note_format.choices = [("", _("As the practice does")), *(
            (form.key, form.title) for form in load_formats().values() if not form.couple)]  # fmt: skip

    def process(self, formdata=None, obj=None, data=None, extra_filters=None, **kwargs) -> None:
        super().process(formdata, obj, data, extra_filters, **kwargs)
        self.note_format.data = self.note_format.data or ""
