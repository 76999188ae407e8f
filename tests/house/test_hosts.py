"""No page asks another host, no lock file says where packages come from, no file knows one machine."""

import re

from tests.house import tree

# Names of XML vocabularies, never fetched.
VOCABULARIES = re.compile(r"https?://(www\.w3\.org/(2000/svg|1999/xlink|1999/xhtml|XML/1998/namespace))")
ADDRESS = re.compile(r"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'<>)]*""", re.I)
# Joined here, so that this file does not contain what it looks for.
FOLDERS = ("wo" + "rk", "fa" + "rm", "ro" + "ot", "Us" + "ers")
MACHINE = re.compile("|".join(f"/{name}/" for name in FOLDERS))
INDEX = re.compile(r"(index-url|find-links|trusted-host|\"resolved\"\s*:|^\s*registry\s*=|https?://)", re.M)


def addresses(text: str) -> list[str]:
    """Addresses of other hosts in a page, a style sheet or a script; words in comments are no requests."""
    asked = re.sub(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}|^\s*//.*?$", "", text, flags=re.S | re.M)
    return ADDRESS.findall(VOCABULARIES.sub("", asked))


def test_pages_ask_no_other_host():
    read = {".css", ".js", ".mjs", ".svg", ".webmanifest"}
    pages = [*tree.templates(), *(p for p in tree.STATIC.rglob("*") if p.suffix in read)]
    faults = [f"{tree.short(p)}: {found}" for p in pages for found in addresses(p.read_text(encoding="utf-8"))]
    tree.nothing(faults, "Everything a page needs is served by Attune itself: put it under static/.")


def test_lock_files_name_no_index():
    locks = sorted(tree.ROOT.glob("requirements/*.txt"))
    assert locks, "requirements/*.txt are the lock files: run .ci/lock"
    faults = [f"{tree.short(p)}: {found}" for p in locks for found in INDEX.findall(p.read_text(encoding="utf-8"))]
    tree.nothing(faults, "Lock with .ci/lock, which leaves addresses out.")


def test_every_locked_package_has_its_hash():
    for lock in tree.ROOT.glob("requirements/*.txt"):
        entries = re.split(r"\n(?=[A-Za-z])", lock.read_text(encoding="utf-8").strip())
        tree.nothing([e.split()[0] for e in entries if "--hash=sha256:" not in e], "Lock with .ci/lock.")


def test_no_file_knows_a_machine():
    faults = [
        f"{tree.short(path)}: {found.group()}"
        for path, text in tree.text_files()
        if len(text) < 2_000_000
        for found in MACHINE.finditer(text)
    ]
    tree.nothing(faults, "A path of one computer means nothing on another: make it relative.")


def test_the_rule_itself():
    assert addresses('<link href="https://fonts.example.org/x.css">')
    assert addresses("@import url(//cdn.example.org/a.css)")
    assert not addresses('<svg xmlns="http://www.w3.org/2000/svg">') and not addresses("/* see https://example.org */")
    assert not addresses("const a = 1; // a word\n")
