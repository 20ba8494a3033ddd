#!/bin/sh
# Enters VectorBeats into this person's menu, from where it lies now: share/install.sh, or share/install.sh --remove.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
cd "$here/share"
if [ "${1:-}" = --remove ]; then
    find applications metainfo mime icons -type f | while read -r file; do rm -f "$data/$file"; done
else
    find applications metainfo mime icons -type f | while read -r file; do
        mkdir -p "$data/$(dirname "$file")"
        cp "$file" "$data/$file"
    done
    # In the entry a name with spaces stands in quotes, and what quotes would end or the entry's own marks are escaped.
    program=$(printf '%s' "$here/vectorbeats-gui" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g' -e 's/[&|]/\\&/g')
    sed "s|^Exec=vectorbeats-gui|Exec=\"$program\"|" applications/vectorbeats.desktop >"$data/applications/vectorbeats.desktop"
fi
for refresh in "update-desktop-database $data/applications" "update-mime-database $data/mime" \
    "gtk-update-icon-cache -q -t $data/icons/hicolor"; do
    # Each only where the desktop has it; entries are found without, a little later.
    command -v "${refresh%% *}" >/dev/null 2>&1 && $refresh >/dev/null 2>&1 || true
done
