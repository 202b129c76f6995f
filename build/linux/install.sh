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

if [ "${1:-}" = --remove ]; then
    rm -f "$data/applications/$id.desktop" "$data/icons/hicolor/256x256/apps/$id.png" \
        "$data/mime/packages/$id.xml" "$data/metainfo/$id.metainfo.xml" "$programs/model-installer"
    refresh
    echo "Removed from the menu. Delete this folder to remove the app; your models stay in $data/ModelInstaller."
    exit 0
fi

mkdir -p "$data/applications" "$data/icons/hicolor/256x256/apps" "$data/mime/packages" "$data/metainfo" "$programs"
# in an Exec line a quoted path escapes backslash, quote, dollar and backtick, each backslash twice; % is doubled
escaped=$(printf %s "$here/model-installer" | sed -e 's/\\/\\\\\\\\/g' -e 's/["$`]/\\\\&/g' -e 's/%/%%/g')
line="Exec=\"$escaped\" %f"
while IFS= read -r text; do
    case $text in
        Exec=*) printf '%s\n' "$line" ;;
        *) printf '%s\n' "$text" ;;
    esac
done < "$here/$id.desktop" > "$data/applications/$id.desktop"
cp "$here/app-256.png" "$data/icons/hicolor/256x256/apps/$id.png"
cp "$here/$id.xml" "$data/mime/packages/$id.xml"
cp "$here/$id.metainfo.xml" "$data/metainfo/$id.metainfo.xml"
ln -sf "$here/model-installer-engine" "$programs/model-installer"
refresh
echo "It is in the menu now, and model-installer in $programs is its command line."
