#!/usr/bin/env python3
"""Make static/fonts/pdf/: the fonts that PDFs are printed with. Needed only when a font is replaced.

    npm install --prefix FOLDER source-sans@3.52.0 source-serif@4.5.1 @fontsource/noto-sans-sc@5.3.0
    npm install --prefix FOLDER @expo-google-fonts/noto-emoji@0.4.7
    pip install fonttools brotli
    python .ci/make-pdf-fonts.py FOLDER/node_modules static/fonts/pdf

Noto Emoji is copied unchanged, and so are Source Sans 3 and Source Serif 4, Adobe's own files: "Source" is a
reserved font name, which a changed file may not carry. Noto Sans SC is put together from the package's Chinese file (7,946
characters) and, for the rest of GB2312, its slices; layout tables go, a plain run of Chinese needs none.
PDFs need TrueType files: WeasyPrint unpacks WOFF2 in pure Python, seconds per weight and report.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

COPIED = {
    "source-sans/TTF": ["SourceSans3-Regular.ttf", "SourceSans3-It.ttf", "SourceSans3-Semibold.ttf"],
    "source-serif/TTF": ["SourceSerif4-Regular.ttf", "SourceSerif4-Semibold.ttf"],
    "@expo-google-fonts/noto-emoji/400Regular": ["NotoEmoji_400Regular.ttf"],
}
LICENCES = {
    "source-sans/LICENSE.md": "SourceSans3-LICENSE.md",
    "source-serif/LICENSE.md": "SourceSerif4-LICENSE.md",
    "@fontsource/noto-sans-sc/LICENSE": "NotoSansSC-LICENSE.txt",
    "@expo-google-fonts/noto-emoji/LICENSE_FONT": "NotoEmoji-LICENSE.txt",
}
DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "prep", "gasp", "fpgm", "cvt "]


def gb2312() -> set[int]:
    """The 7,445 characters of GB2312 as code points."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", "ignore"))}


def subset(source: Path, wanted: set[int], target: Path) -> None:
    """Write the `wanted` characters of `source` to `target` as TrueType without layout tables."""
    font = TTFont(source)
    options = Options()
    options.drop_tables += DROPPED
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.flavor = None
    font.save(target)


def chinese(files: Path, weight: int, style: str, target: Path) -> int:
    """Write Noto Sans SC of one weight to `target`; returns how many characters it has."""
    main = files / f"noto-sans-sc-chinese-simplified-{weight}-normal.woff2"
    have = set(TTFont(main).getBestCmap())
    missing = gb2312() - have
    numbered = re.compile(rf"noto-sans-sc-(\d+|cyrillic|latin-ext)-{weight}-normal\.woff2")
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder, "main.ttf")]
        subset(main, have, parts[0])
        for slice_file in sorted(path for path in files.iterdir() if numbered.fullmatch(path.name)):
            found = missing & set(TTFont(slice_file).getBestCmap())
            if found:
                parts.append(Path(folder, f"{slice_file.stem}.ttf"))
                subset(slice_file, found, parts[-1])
                missing -= found
        font = Merger().merge([str(part) for part in parts])
    name_it(font, weight, style)
    font.save(target)
    return len(font.getBestCmap())


def name_it(font: TTFont, weight: int, style: str) -> None:
    """Give the font its own name and weight: every file of the package calls itself Thin."""
    bold = style == "Bold"
    words = {1: "Noto Sans SC", 2: style, 3: f"NotoSansSC-{style};GB2312", 4: f"Noto Sans SC {style}"}
    for number, text in {**words, 6: f"NotoSansSC-{style}"}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22, 25, 257):
        font["name"].removeNames(nameID=number)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def main(modules: Path, target: Path) -> None:
    """Fill `target` from the npm folder `modules`."""
    target.mkdir(parents=True, exist_ok=True)
    for folder, names in COPIED.items():
        for name in names:
            shutil.copyfile(modules / folder / name, target / name)
    for source, name in LICENCES.items():
        shutil.copyfile(modules / source, target / name)
    files = modules / "@fontsource/noto-sans-sc/files"
    for weight, style in ((400, "Regular"), (700, "Bold")):
        count = chinese(files, weight, style, target / f"NotoSansSC-{style}.ttf")
        print(f"Noto Sans SC {style}: {count} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
