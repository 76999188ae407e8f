"""A private list of fonts, so that every machine prints the same letters."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir>/Library/Fonts</dir><dir>/System/Library/Fonts</dir>
<cachedir>{cache}</cachedir><cachedir>/var/cache/fontconfig</cachedir>
{aliases}
</fontconfig>
"""
ALIAS = "<alias binding='same'><family>{name}</family><prefer>{families}</prefer></alias>"
GENERIC = {
    "sans-serif": ("Source Sans 3", "Noto Sans SC"),
    "serif": ("Source Serif 4", "Noto Sans SC"),
    "monospace": ("Source Sans 3", "Noto Sans SC"),
}


def use(folder: Path) -> None:
    """Print with the fonts in `folder`; the system's are only for characters they lack.

    Must come before the first import of weasyprint: fontconfig reads FONTCONFIG_FILE once.
    """
    private = Path(tempfile.mkdtemp(prefix="attune-fonts-"))
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    aliases = "\n".join(
        ALIAS.format(name=name, families="".join(f"<family>{family}</family>" for family in families))
        for name, families in GENERIC.items()
    )
    file = private / "fonts.conf"
    file.write_text(CONFIG.format(fonts=folder, cache=private / "cache", aliases=aliases))
    os.environ["FONTCONFIG_FILE"] = str(file)
