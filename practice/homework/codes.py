"""The short code of a paper sheet: eight letters and digits that survive handwriting, the last one a check.

Without vowels (no words come out) and without look-alikes (0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B,
U and V). The 23 signs that are left are a prime number, so that a weighted sum notices every single wrong sign and
every two that changed places.
"""

import secrets
import unicodedata

SIGNS = "2346789CDFHJKMNPQRTVWXY"
LENGTH = 8
# What a hurried hand or eye makes of a sign: read back as the one we print.
MEANT = str.maketrans({"Z": "2", "B": "8", "G": "6", "U": "V"})


def new_code() -> str:
    """A random code with its check; about 3.4 thousand million differ."""
    body = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH - 1))
    return body + check(body)


def check(body: str) -> str:
    """The eighth sign of seven: the one that makes the weighted sum of all eight a multiple of 23."""
    total = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(body, 1))
    # -1/8 modulo 23 is 20: 8 x 20 = 160 = 7 x 23 - 1.
    return SIGNS[total * 20 % len(SIGNS)]


def read_code(typed: str | None) -> str | None:
    """The code somebody typed, however they spaced it; None when it is not one of ours or a sign slipped."""
    plain = unicodedata.normalize("NFKC", (typed or "")[:200]).upper()
    signs = "".join(sign for sign in plain if not sign.isspace() and sign not in "-–—.·_").translate(MEANT)
    fits = len(signs) == LENGTH and set(signs) <= set(SIGNS)
    return signs if fits and check(signs[:-1]) == signs[-1] else None


def spaced(code: str) -> str:
    """The code in two groups, as it stands on the sheet."""
    return f"{code[:4]} {code[4:]}"


def in_qr(code: str, base_url: str = "") -> str:
    """What the QR says: the code, or the address where it can be typed in; never anything about a person."""
    return f"{base_url.rstrip('/')}/paper?code={code}" if base_url else code
