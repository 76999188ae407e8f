"""The wheel carries pages, styles and protocols: built, installed elsewhere, served, looked at."""

import os
import re
import subprocess
import sys
import sysconfig
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.house import tree

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path = tree.ROOT) -> str:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ATTUNE", "DATABASE_URL"))}
    done = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ".")
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def practice(wheel, tmp_path_factory) -> Path:
    """`practice` in a fresh environment: Attune from the wheel, its dependencies borrowed from this one."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", home)
    pip = (sys.executable, "-m", "pip", "--python", home / "bin" / "python")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    packages = next((home / "lib").glob("python*/site-packages"))
    # Listed in a .pth, the borrowed folder's own .pth files (this checkout, editable) are not read.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where = run(home / "bin" / "python", "-c", "import practice; print(practice.__file__)", cwd=home)
    assert Path(where.strip()).is_relative_to(home)
    return home / "bin" / "practice"


@pytest.fixture
def address(practice, tmp_path) -> Iterator[str]:
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    env = {k: v for k, v in env.items() if not k.startswith(("ATTUNE", "DATABASE_URL"))}
    command = [practice, "--data", tmp_path / "data", "serve", "--port", "0"]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=tmp_path, env=env, **pipes) as served:
        patience = threading.Timer(60, served.kill)
        patience.start()
        try:
            yield _serving(served)
        finally:
            patience.cancel()
            served.terminate()


def _serving(served: subprocess.Popen) -> str:
    """The address it prints; fails with everything it said when it ends first."""
    said = ""
    for line in served.stdout:
        said += line
        if found := re.search(r"Serving on (http://127\.0\.0\.1:\d+)", line):
            return found.group(1)
    pytest.fail(f"`practice serve` ended before it served:\n{said}")


def load(url: str) -> tuple[int, str, str]:
    """(status, content type, text); a page that refuses in words counts as a page."""
    try:
        answer = urllib.request.urlopen(url, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode(errors="replace")


def test_the_wheel_carries_what_is_not_code(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static", "protocols"):
        ours = {p for p in (tree.ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts}
        missing = [tree.short(p) for p in ours if f"practice/_assets/{tree.short(p)}" not in inside]
        tree.nothing(missing, "Not in the wheel: see force-include in pyproject.toml.")
    assert not [name for name in inside if name.startswith("tests/") or name.endswith((".key", ".db"))]
    assert [name for name in inside if name.endswith("licenses/LICENSE")]


def test_the_wheel_serves_its_pages_and_styles(address):
    _status, _kind, page = load(address + "/")
    styles = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', page)
    assert styles, f"the first page links no style sheet:\n{page[:2000]}"
    for style in styles:
        status, kind, text = load(urljoin(address, style))
        assert (status, kind.split(";")[0]) == (200, "text/css") and text.strip(), style


def test_the_wheel_knows_its_protocols(practice, tmp_path):
    listed = run(practice, "--data", tmp_path / "data", "protocols", "list", "--json", cwd=tmp_path)
    for folder in (tree.ROOT / "protocols").glob("*/protocol.yaml"):
        assert f'"{folder.parent.name}"' in listed
