"""The faces of the site's figures: words are set as text, so they must be measured in the face that the site shows."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
PLAIN, SLANTED = "Press Sans", "Press Serif"
_SIZE = 11.2  # points: as tall in this face as 10 points of Matplotlib's own


def use_faces() -> None:
    """Let Matplotlib measure words and formulas in the site's faces, and write them as text."""
    import matplotlib as mpl
    from matplotlib import font_manager

    for path in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    mpl.rcParams |= {
        "svg.fonttype": "none",
        "font.family": [PLAIN, "DejaVu Sans"],  # what the face lacks comes from the other
        "font.size": _SIZE,
        "mathtext.fontset": "custom",
        "mathtext.rm": PLAIN,
        "mathtext.bf": f"{PLAIN}:bold",
        "mathtext.it": f"{SLANTED}:italic",
        "mathtext.cal": f"{SLANTED}:italic",
        "mathtext.fallback": "stix",
    }
