#!/usr/bin/env bash
# Puts the SYSTEM hive of a real machine into the Windows of a fixture with one NTFS partition (NT 5), grown by 128 MiB to hold it.
# usage: make-real-system.sh FIXTURE.vhd SYSTEM OUT.vhd      needs: qemu-img, sfdisk, ntfsresize, ntfscp
set -eu
fixture=$1 hive=$2 out=$3
work=$(mktemp -d "$(dirname "$out")/realXXXXXX")
trap 'rm -rf "$work"' EXIT

qemu-img convert -f vpc -O raw "$fixture" "$work/disk"
truncate -s +128M "$work/disk"
echo ', +' | sfdisk -q -N 1 "$work/disk"
start=$(sfdisk -d "$work/disk" | sed -n 's/.*start= *\([0-9]*\).*/\1/p' | head -n 1)
dd if="$work/disk" of="$work/volume" bs=512 skip="$start" status=none
yes | ntfsresize -f -P "$work/volume" >/dev/null
ntfscp -f "$work/volume" "$hive" WINDOWS/system32/config/system 2>/dev/null
dd if="$work/volume" of="$work/disk" bs=512 seek="$start" conv=notrunc status=none
qemu-img convert -f raw -O vpc -o subformat=dynamic,force_size "$work/disk" "$out"
