#!/bin/sh
# Makes a backup each day at 03:00 UTC and deletes those of more than 28 days. A failure is in the log and in the health of
# the container, until a backup is made; the old ones stay meanwhile.
set -u
while true; do
    sleep $(((86400 + 3 * 3600 - $(date +%s) % 86400) % 86400 + 1))
    if segue backup create file:///backups --days 28; then
        rm -f "${TMPDIR:-/tmp}/backup-failed"
    else
        touch "${TMPDIR:-/tmp}/backup-failed"
    fi
done
