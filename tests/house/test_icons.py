"""Every icon that a template draws by name is one we have; an unknown name would draw nothing."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
SHAPES = (TEMPLATES / "components/icons.html").read_text(encoding="utf-8")
KNOWN = set(re.findall(r'^  "([a-z0-9-]+)": \'<', SHAPES, re.M))
DRAWN = re.compile(r'(?<![\w.])_?icon(?:=|\(\s*)["\']([a-z0-9-]+)["\']')


def test_every_icon_named_is_known() -> None:
    missing = {
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in TEMPLATES.rglob("*.html")
        for name in DRAWN.findall(path.read_text(encoding="utf-8"))
        if name not in KNOWN
    }
    assert not missing, f"add the shape to components/icons.html or choose another icon: {sorted(missing)}"


def test_icons_are_shapes_only() -> None:
    assert len(KNOWN) >= 45
    assert not re.search(r"<script|\son\w+=|style=|href=", SHAPES), "an icon is geometry: no script, style or link"
