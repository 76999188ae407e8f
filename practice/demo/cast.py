"""Who works in the sample practice, and how everybody signs in. All names, numbers and addresses are made up.

Telephone numbers come from the ranges kept free for films; a real practice enters its own crisis contacts.
"""

ZONE = "Europe/Berlin"

PRACTICE = {
    "name": "Lindenhof Counselling",
    "zone": ZONE,
    "languages": ["en"],
    "letterhead": "Lindenhof Counselling\nLindenweg 12, 10999 Berlin\nTelephone 030 23125 014",
    "crisis_contacts": [
        {"name": "Emergency services", "number": "112", "hours": "day and night"},
        {"name": "Crisis line (sample number)", "number": "030 23125 112", "hours": "day and night"},
        {"name": "Lindenhof Counselling", "number": "030 23125 014", "hours": "Monday to Friday, 9 to 17"},
    ],
    "monitored_words": "We read what you send on working days between 8 and 10 in the morning.",
    "flag_answerer": "Nora Lindqvist",
    "flag_hours": "Monday to Friday, 8 to 18",
    "exit_url": "https://www.wikipedia.org/",
    "retention": "Notes, answers and reports are kept for ten years after the last session, then erased together.",
    "retention_years": 10,
}  # fmt: skip

# (kind, title, years ago): what opens trauma work, EMDR and parts work for Nora.
COUNSELORS = {
    "nora": {
        "name": "Nora Lindqvist", "login": "nora.lindqvist", "passphrase": "willow-copper-quiet-harbor",
        "roles": ["owner", "counselor"], "scope": "therapist",
        "credentials": (("trauma", "Trauma therapy, two-year training", 6), ("emdr", "EMDR practitioner", 4),
                        ("parts", "Parts work, advanced course", 3)),
    },
    "tomas": {
        "name": "Tomas Berg", "login": "tomas.berg", "passphrase": "maple-kettle-silver-dune",
        "roles": ["counselor"], "scope": "guidance", "credentials": (),
    },
    "ines": {
        "name": "Ines Duarte", "login": "ines.duarte", "passphrase": "olive-stone-morning-reed",
        "roles": ["supervisor"], "scope": "therapist", "credentials": (),
    },
}  # fmt: skip
# (supervisor, supervisee, whether both names are needed): Tomas works under supervision.
SUPERVISES = (("ines", "nora", False), ("ines", "tomas", True))
# Who is told of a flag besides whoever leads, and after how many hours the supervisor is.
TOLD_OF_FLAGS = {"flag_named_id": "nora", "flag_backup_id": "ines"}
FLAG_WAIT_HOURS = 4
# Measures whose holders ask for something first, accepted by whoever runs the practice.
ACCEPTED = ("core10",)


def reach(mail: str, number: int, safely: str, emergency: tuple[str, str] | None = None) -> dict:
    """How to reach a client: an address nobody owns and a number kept free for films."""
    kept = {"email": f"{mail}@example.org", "phone": f"+49 171 39200 {number:02d}", "reach_safely": safely}
    if emergency:
        kept |= {"emergency_name": emergency[0], "emergency_relation": emergency[1],
                 "emergency_phone": f"+49 171 39200 {number + 50:02d}"}  # fmt: skip
    return kept
