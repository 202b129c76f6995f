#!/bin/sh
# Puts the app into this user's menu and ties its packages to it; everything stays in this folder.
#   ./install.sh            ./install.sh --remove
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
id=org.modelinstaller.ModelInstaller
programs=$HOME/.local/bin

refresh() {
    update-desktop-database "$data/applications" 2>/dev/null || true
    update-mime-database "$data/mime" 2>/dev/null || true
}

# in an Exec line a quoted path escapes backslash, quote, dollar and backtick, each backslash twice; % is doubled
escaped=$(printf %s "$here/model-installer" | sed -e 's/\\/\\\\\\\\/g' -e 's/["$`]/\\\\&/g' -e 's/%/%%/g')
line="Exec=\"$escaped\" %f"

if [ "${1:-}" = --remove ]; then
    if ! grep -qxF -e "$line" "$data/applications/$id.desktop" 2>/dev/null; then
        echo "The menu does not show the app of this folder. Delete the folder to remove it."
        exit 0
    fi
    [ "$(readlink "$programs/model-installer")" != "$here/model-installer-engine" ] || rm "$programs/model-installer"
    rm -f "$data/applications/$id.desktop" "$data/icons/hicolor/256x256/apps/$id.png" \
        "$data/mime/packages/$id.xml" "$data/metainfo/$id.metainfo.xml"
    refresh
    echo "Removed from the menu. Delete this folder to remove the app; your models stay in $data/ModelInstaller."
    exit 0
fi

mkdir -p "$data/applications" "$data/icons/hicolor/256x256/apps" "$data/mime/packages" "$data/metainfo" "$programs"
while IFS= read -r text; do
    case $text in
        Exec=*) printf '%s\n' "$line" ;;
        *) printf '%s\n' "$text" ;;
    esac
done < "$here/$id.desktop" > "$data/applications/$id.desktop"
cp "$here/app-256.png" "$data/icons/hicolor/256x256/apps/$id.png"
cp "$here/$id.xml" "$data/mime/packages/$id.xml"
cp "$here/$id.metainfo.xml" "$data/metainfo/$id.metainfo.xml"
refresh
echo "It is in the menu now."
if [ -e "$programs/model-installer" ] && [ ! -L "$programs/model-installer" ]; then
    echo "$programs/model-installer is another program; the command line is $here/model-installer-engine."
else
    ln -sfn "$here/model-installer-engine" "$programs/model-installer"
    echo "model-installer in $programs is its command line."
fi
