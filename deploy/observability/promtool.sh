#!/bin/sh
# Prints where promtool is: on the PATH, else from Debian's prometheus package, unpacked below FOLDER and not installed.
# Usage: promtool.sh FOLDER
set -eu
if command -v promtool; then
    exit 0
fi
folder=$1
tool=$folder/prometheus/usr/bin/promtool
if [ ! -x "$tool" ]; then
    mkdir -p "$folder"
    (cd "$folder" && apt-get download prometheus && dpkg -x prometheus_*.deb prometheus && rm -f prometheus_*.deb) >&2
fi
echo "$tool"
