#!/usr/bin/env bash
# Grows the Windows volume of a fixture to a disk of 127 GiB, the largest that old tools make by default.
# usage: make-large-disk.sh FIXTURE.vhd OUT.vhd      needs: qemu-img, sfdisk, losetup (root), ntfsresize
set -eu
fixture=$1 out=$2
raw=$(mktemp --suffix=.raw "$(dirname "$out")/largeXXXXXX")
loop=
trap '[ -z "$loop" ] || losetup -d "$loop"; rm -f "$raw"' EXIT

qemu-img convert -f vpc -O raw "$fixture" "$raw"
truncate -s 127G "$raw"
echo ', +' | sfdisk -q -N 1 "$raw"
start=$(sfdisk -d "$raw" | sed -n 's/.*start= *\([0-9]*\).*/\1/p' | head -n 1)
loop=$(losetup --show -f -o $((start * 512)) "$raw")
yes | ntfsresize -f -P "$loop" >/dev/null
losetup -d "$loop"; loop=
qemu-img convert -f raw -O vpc -o subformat=dynamic,force_size "$raw" "$out"
