"""Settings of dmgbuild: the window that opens with the disk image. ``defines`` comes from build/package.py."""

from pathlib import Path

defines: dict[str, str]
app = Path(defines["app"])  # noqa: F821  dmgbuild puts it here

files = [str(app)]
symlinks = {"Applications": "/Applications"}
icon_locations = {app.name: (160, 200), "Applications": (440, 200)}
background = defines["background"]  # noqa: F821
window_rect = ((200, 200), (600, 400))
default_view = "icon-view"
icon_size = 112
text_size = 13
format = "ULFO"  # LZFSE: macOS 10.11 and later
filesystem = "HFS+"
