"""What others made and we ship is listed with its licence, and is byte for byte what the list says."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = json.loads((ROOT / "static/vendor/vendor.json").read_text(encoding="utf-8"))
FILES = [(package["name"], entry) for package in PACKAGES for entry in package["files"]]
SHIPPED = ("static/fonts", "static/vendor", "tests/browser/vendor")


@pytest.mark.parametrize(("name", "entry"), FILES, ids=[entry["file"] for _, entry in FILES])
def test_a_vendored_file_is_the_one_we_took(name: str, entry: dict[str, str]) -> None:
    path = ROOT / entry["file"]
    assert path.is_file(), f"{entry['file']} of {name} is missing: take it from its package again"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == entry["sha256"], f"{entry['file']} was changed: vendored files are replaced whole, with a new hash"


@pytest.mark.parametrize("package", PACKAGES, ids=[package["name"] for package in PACKAGES])
def test_a_package_names_its_origin_and_licence(package: dict) -> None:
    assert package["version"] and package["licence"], f"{package['name']}: version and licence are part of the entry"
    assert package["integrity"].startswith("sha512-"), f"{package['name']}: copy the integrity that npm prints"
    assert (ROOT / package["licence_file"]).is_file(), f"{package['name']}: its licence travels with it"


def test_nothing_foreign_is_unlisted() -> None:
    listed = {entry["file"] for _, entry in FILES} | {"static/vendor/vendor.json"}
    found = [path for folder in SHIPPED for path in (ROOT / folder).rglob("*") if path.is_file()]
    present = {path.relative_to(ROOT).as_posix() for path in found}
    assert present <= listed, f"list these in static/vendor/vendor.json: {sorted(present - listed)}"
