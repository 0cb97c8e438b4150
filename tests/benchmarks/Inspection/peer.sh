#!/usr/bin/env bash
# What a person with The Sleuth Kit and hivex does to learn the product name and whether set-up is finished.
# usage: peer.sh DISK.vhd
set -euo pipefail
disk=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

start=$(mmls -i vhd "$disk" | awk '/NTFS/ { print $3 + 0; exit }')
for hive in system software; do
    inode=$(ifind -i vhd -o "$start" -n "/WINDOWS/system32/config/$hive" "$disk")
    icat -i vhd -o "$start" "$disk" "$inode" > "$work/$hive"
done
hivexget "$work/software" 'Microsoft\Windows NT\CurrentVersion' ProductName
hivexget "$work/system" 'Setup' SystemSetupInProgress
hivexget "$work/system" 'Select' Current
