"""Passphrases: hashing (Argon2id, security.md A-1), what is long enough, and words to suggest."""

import hashlib
import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 15, 128
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_turns = threading.BoundedSemaphore(4)  # at most four at once: each takes 64 MiB
_nobody = _hasher.hash("nobody has this passphrase")
# Plain, short and easy to read aloud; four of them give about 31 bits, and the sign-in limits do the rest.
WORDS = (  # noqa: SIM905 - a list of 120 literals would only be longer
    "amber apple april arrow autumn bamboo basil beach berry birch bread breeze brook butter candle canoe cedar cherry "
    "cinnamon clay clover coast copper coral cotton cricket daisy dawn delta dove dune eagle ember fern field finch "
    "fjord flute forest garden ginger glacier grain granite grove harbor hazel heron honey island ivory jasmine juniper "
    "kettle lagoon lake lantern lavender lemon lilac linen lotus maple marble meadow melon mint mist moss mountain "
    "nectar nutmeg oak oat ocean olive onyx opal orchard otter owl paper peach pear pebble pepper pine plum pond poppy "
    "quartz quiet rain raven reed ribbon river robin rose rowan saffron sage sail sand sea shell silver sky snow "
    "sparrow spruce star stone stream summer sun swan tea thistle thyme tide timber topaz tulip valley velvet violet "
    "walnut water wheat willow wind winter wood wool wren yarrow zephyr"
).split()


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def hashed(passphrase: str) -> str:
    with _turns:
        return _hasher.hash(normal(passphrase))


def fits(passphrase: str, stored: str | None) -> bool:
    """True when it is the right one. Takes as long for an unknown account (`stored` None) as for a known one."""
    with _turns:
        try:
            return _hasher.verify(stored or _nobody, normal(passphrase)[:LONGEST]) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def too_weak(passphrase: str, *, about: tuple[str, ...] = ()) -> str | None:
    """A code for what is wrong (short, long, plain, about), or None. `about`: names it should not consist of."""
    text = normal(passphrase)
    if len(text) < SHORTEST:
        return "short"
    if len(text) > LONGEST:
        return "long"
    if len(set(text.lower())) < 5 or text.lower() in _PLAIN:
        return "plain"
    rest = text.lower()
    for word in about:
        rest = rest.replace(word.lower(), "") if len(word) > 2 else rest
    return "about" if len(rest) < 8 else None


_PLAIN = {
    "passwordpassword", "correct horse battery staple", "correcthorsebatterystaple", "qwertyuiopasdfgh",
    "123456789012345", "1234567890123456", "qwertyuiopasdfghjkl", "iloveyouiloveyou", "letmeinletmeinletmein",
    "administrator123", "thisismypassword", "mypasswordispassword", "passwordpassword1",
}  # fmt: skip


def suggested() -> str:
    return "-".join(secrets.choice(WORDS) for _ in range(4))


def digest(token: str) -> bytes:
    """What is stored of a random token: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()
