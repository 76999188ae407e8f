"""What codes and words of a foreign questionnaire say: which instrument it claims to be, which items ask about risk. Pure."""

import re
from dataclasses import dataclass

from practice.measures.fhir.opening import dicts, words

LOINC = "http://loinc.org"
_LOINC_CODE = re.compile(r"\d{1,7}-\d")
_PANEL_URL = re.compile(r"https?://loinc\.org/q/(\d{1,7}-\d)(?:\|.*)?")


@dataclass(frozen=True)
class RiskWords:
    """Something an item asks about that a human must look at: kind suicide, self-harm or violence."""

    kind: str
    pattern: re.Pattern


# PHQ-9 item 9 in LOINC (clinical.md A.3); other items are known by their words.
RISK_CODES = {"44260-8": "suicide"}
_SUICIDE = r"""
    suicid | suizid | selbstmord | self.?harm | better\ off\ dead | (end|take|ending|taking)\ (my|your|their)\ (own\ )?life
    | kill(ing)?\ (my|your)self | (hurt|harm)(ing)?\ (my|your)self | wish(ed)?\ (i|you)\ (was|were)\ dead | plans?\ to\ end
    | lieber\ tot | (sich\ |mir\ )leid\ zu | selbst\ (zu\ )?verletz | umzubringen | das\ leben\ (zu\ )?nehmen
    | estar\ muert | lastimarse | suicidi | mieux\ de\ mourir | meglio\ morire | 自杀 | 自殺 | 死掉 | 伤害自己 | 傷害自己
"""
_SELF_HARM = r"could\ cause\ you\ harm | cut(ting)?\ (my|your)self | burn(ing)?\ (my|your)self"
_VIOLENCE = r"""
    afraid\ of\ (your|my|a)\ (ex-?\ ?)?partner | (physically\ hurt|threaten(ed)?\ you\ with|hit|kick(ed)?|slap(ped)?)\W.{0,80}partner
    | partner.{0,80}(physically\ hurt|threaten|hit\ you|kick|slap|force[ds]?\ you) | force[ds]?\ (you|me)\ to\ have
    | humiliated\ or\ emotionally\ abused | domestic\ violence | häusliche\ gewalt
"""
RISKS = (
    RiskWords("suicide", re.compile(_SUICIDE, re.I | re.X)),
    RiskWords("self-harm", re.compile(_SELF_HARM, re.I | re.X)),
    RiskWords("violence", re.compile(_VIOLENCE, re.I | re.X)),
)


def coded(holder: object, key: str = "code") -> tuple[str, ...]:
    """The LOINC codes of a list of codings. Files leave the system out: what looks like a LOINC code then counts as one."""
    found = []
    for coding in dicts(holder, key):
        code, system = words(coding, "code", 40), words(coding, "system", 200)
        if _LOINC_CODE.fullmatch(code) and system in ("", LOINC):
            found.append(code)
    return tuple(found)


def claimed(questionnaire: dict) -> tuple[str, ...]:
    """The LOINC panels a questionnaire says it is: by its code, its identifier or what it is derived from."""
    found = list(coded(questionnaire))
    for one in dicts(questionnaire, "identifier"):
        if words(one, "system") == LOINC and _LOINC_CODE.fullmatch(words(one, "value", 40)):
            found.append(words(one, "value", 40))
    derived = questionnaire.get("derivedFrom")
    addresses = [one for one in derived if isinstance(one, str)] if isinstance(derived, list) else []
    for address in [*addresses, words(questionnaire, "url", 300)]:
        if match := _PANEL_URL.fullmatch(address):
            found.append(match[1])
    return tuple(dict.fromkeys(found))


def risk_kind(text: str, codes: tuple[str, ...]) -> str | None:
    """What an item asks about that somebody must look at when it is answered: suicide, self-harm, violence or None."""
    for code in codes:
        if code in RISK_CODES:
            return RISK_CODES[code]
    return next((risk.kind for risk in RISKS if risk.pattern.search(text)), None)
