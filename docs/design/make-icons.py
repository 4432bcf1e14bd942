#!/usr/bin/python3
"""Makes wwwroot/fonts/icons.woff2 and icons.txt from the icon font that ships with Radzen.Blazor.

    docs/design/make-icons.py [path of the unpacked radzen.blazor package]

The shipped font (Material Symbols Outlined by Google, Apache License 2.0) has 4,000 icons and weighs
1,069 kB. The subset keeps what Radzen's own style sheet and code name, and what our pages use (OURS);
the weight is fixed at 500, and only the icons of the navigation keep the axis that fills them.
Needs Debian's python3-fonttools and python3-brotli. Run it again when Radzen is raised or OURS grows.
"""
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[2]

NAVIGATION = """
    home package_2 calendar_month garage_home history group settings more_horiz
    search devices key verified_user local_shipping support_agent monitor_heart
"""
OURS = NAVIGATION + """
    arrow_back arrow_forward arrow_upward chevron_left chevron_right expand_more close check add edit delete search
    filter_list download share content_copy link link_off
    lock lock_open question_mark priority_high person pause pause_circle play_arrow block support_agent
    directions_car door_front garage_door doorbell local_shipping event_repeat verified verified_user thumb_up undo
    battery_5_bar battery_alert sensors sensors_off cloud_off sync schedule timer
    location_on my_location near_me navigation map photo_camera visibility visibility_off call mail notifications
    passkey password key devices logout receipt_long qr_code_2 science contrast error refresh info dialpad
    water_drop light_mode dark_mode
"""
# Words that the library uses for something else (emoji, attributes, file names) and that happen to name an icon too.
NO_ICONS = """
    360 abc ambulance anchor animation badminton barcode bathtub bed bento bomb book box boy bubble cake camping candle
    cast castle chess_pawn chips church cookie cooking coffee copyright css csv east egg equal euro exclamation function
    gif girl gradient groups handshake headphones height helicopter highlight hotel house html http https icecream iframe
    javascript joystick lan language lightbulb lips loop man map_search markdown metro mic mode_cool mode_cool_off
    monorail mosque motorcycle mouse north north_east opacity owl pace padding pill power radio robot rocket rule
    satellite school scooter shadow shield shower signature skeleton skull south south_east stack stadium star stars
    steps stream style subway sunny synagogue target tornado train tram trophy umbrella volcano weekend weight west
    width width_normal window woman
""".split()
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_ "


def package() -> Path:
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    versions = (ROOT / "Directory.Packages.props").read_text()
    version = re.search(r'"Radzen\.Blazor" Version="([^"]+)"', versions).group(1)
    return Path.home() / ".nuget/packages/radzen.blazor" / version


def ligatures(font: TTFont) -> dict[str, str]:
    """Icon name, as one types it, to the name of its glyph."""
    names = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, entries in getattr(table, "ligatures", {}).items():
                for entry in entries:
                    parts = [names.get(part) for part in [first, *entry.Component]]
                    if all(parts):
                        found["".join(parts)] = entry.LigGlyph
    return found


def named_by_radzen(folder: Path, icons: dict[str, str]) -> set[str]:
    """Every string in the library's code, and every content in its style sheet, that is the name of an icon."""
    library = (folder / "lib/net10.0/Radzen.Blazor.dll").read_bytes().decode("utf-16-le", "ignore")
    odd = (folder / "lib/net10.0/Radzen.Blazor.dll").read_bytes()[1:].decode("utf-16-le", "ignore")
    style = (folder / "staticwebassets/css/material-base.css").read_text()
    words = set(re.findall(r"[a-z0-9_]{3,}", library)) | set(re.findall(r"[a-z0-9_]{3,}", odd))
    drawn = set(re.findall(r'content:\s*"([a-z0-9_]+)"', style))
    return (words - set(NO_ICONS) | drawn) & icons.keys()


def main() -> None:
    folder = package()
    font = TTFont(folder / "staticwebassets/fonts/MaterialSymbolsOutlined.woff2")
    icons = ligatures(font)
    ours = set(OURS.split())
    if missing := ours - icons.keys():
        sys.exit("not in the shipped font: " + ", ".join(sorted(missing)))
    kept = sorted(ours | named_by_radzen(folder, icons))

    instancer.instantiateVariableFont(font, {"wght": 500}, inplace=True)
    fill = {icons[name] for name in NAVIGATION.split()}
    table = font["gvar"]
    table.variations = {
        glyph: table.variations.get(glyph, []) if glyph in fill else []
        for glyph in font.getGlyphOrder()
    }

    options = subset.Options()
    options.layout_closure = False
    options.layout_features = ["*"]
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, family, style, licence
    options.notdef_outline = False
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS, glyphs=[icons[name] for name in kept])
    cutter.subset(font)

    fonts = ROOT / "wwwroot/fonts"
    subset.save_font(font, str(fonts / "icons.woff2"), options)
    (fonts / "icons.txt").write_text("\n".join(kept) + "\n")
    print(f"{len(kept)} icons, {(fonts / 'icons.woff2').stat().st_size} bytes")


if __name__ == "__main__":
    main()
