"""Forms of bringing in: the file, and what a person decides about it before it is kept."""

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from practice.i18n import _, _l
from practice.measures.fhir.instrument import RiskRule
from practice.measures.fhir.reading import Foreign
from practice.web import Form

NO_RISK = "none"


class QuestionnaireForm(Form):
    """A file is chosen, looked at, and kept. `held` carries the file's text from the look to the keeping."""

    file = FileField(_l("The file"), description=_l("A FHIR R4 Questionnaire, saved as JSON. At most 2 MB."))
    held = HiddenField()
    basis = TextAreaField(
        _l("On what ground your practice may use these words"),
        [Length(max=2_000, message=_l("Please use at most %(max)d letters."))],
        description=_l("Which permission, from whom, or why none is needed. It is kept with your name and the day."))  # fmt: skip

    def data_of_file(self) -> bytes:
        """The chosen file, else the one that was looked at before; empty when there is neither."""
        chosen = self.file.data.read() if self.file.data else b""
        return chosen or (self.held.data or "").encode("utf-8", "surrogatepass")


def chosen_rules(foreign: Foreign, given: dict) -> tuple[dict[str, RiskRule | None], dict[str, str]]:
    """(rule by linkId, what is missing by field name) from what was chosen for each question of risk."""
    rules, missing = {}, {}
    for n, question in enumerate(foreign.unruled):
        said = given.get(f"risk-{n}", "")
        value = next((value for value in question.values if str(value) == said), None)
        if said == NO_RISK or value is not None:
            rules[question.link] = None if value is None else RiskRule(value, question.risk)
        else:
            missing[f"risk-{n}"] = _("Choose from which answer on somebody has to look.")
    return rules, missing
