"""What a client can agree to, and which policy a couple shares. Values in, values out."""

from collections.abc import Iterable, Mapping
from datetime import date

KINDS = ("counselling", "records-policy", "guidance-agreement", "supervision")
POLICIES = ("limited-secrets", "no-secrets")

# clinical.md C.5: reasons to think of another service, at intake and at each review of guidance work.
# After ICF, "Referring a Client to Therapy" (2018); the words on the page are ours.
REFERRAL_REASONS = (
    "outside-competence",
    "daily-life",
    "blocks-progress",
    "deep-seated",
    "mood",
    "withdrawal",
    "sleep-weight",
    "hopelessness",
    "anxiety",
    "depression",
    "eating",
    "trauma",
    "substances",
    "suicidal",
    "thought",
    "violence",
)
LEAST_OPTIONS = 2  # a referral names at least two services, so that there is a choice (clinical.md C.5)


def consent_faults(kind: str, policy: str | None, given_on: date, today: date) -> list[str]:
    """Names of what does not fit: kind, policy, given_on. Empty when the consent can be recorded."""
    wants_policy = kind == "records-policy"
    faults = [] if kind in KINDS else ["kind"]
    if (policy in POLICIES) != wants_policy or (policy is not None and policy not in POLICIES):
        faults.append("policy")
    return faults + (["given_on"] if given_on > today else [])


def all_agreed(standing: Iterable[str], client_ids: Iterable[str]) -> bool:
    """Whether everybody who takes or took part is among those whose consent stands; False where nobody takes part."""
    wanted = set(client_ids)
    return bool(wanted) and wanted <= set(standing)


def shared_policy(signed: Mapping[str, str | None], client_ids: Iterable[str]) -> str | None:
    """The records policy every one of `client_ids` signed; None while one is missing or they differ."""
    policies = {signed.get(client_id) for client_id in client_ids}
    return policies.pop() if len(policies) == 1 and None not in policies else None
