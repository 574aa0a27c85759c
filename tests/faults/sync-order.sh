#!/usr/bin/env bash
# Shows with strace that a submission is synced to the disk before it is answered: the system calls of
# the server between reading one form and writing its answer. Needs strace, curl and target/debug/plenary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
address=127.0.0.1:${PLENARY_PORT:-4979}

strace -f -o "$folder/trace" -s 80 -e trace=fdatasync,fsync,recvfrom,read,sendto,write,writev,pwrite64 \
  target/debug/plenary serve --listen "$address" --data "$folder/data" >"$folder/said" &
server=$!
until grep -q sign-in "$folder/said"; do sleep 0.1; done
link=$(grep -o '/sign-in/[0-9a-f]*' "$folder/said" | head -1)

ask() { curl -s -b "$folder/$1" -c "$folder/$1" "${@:3}" "http://$address$2"; }
ask lead "$link" -o /dev/null -X POST -d ''
console=$(ask lead /facilitate/sessions -o /dev/null -w '%{redirect_url}' \
  -d training=sales-manager-1-1-reboot -d title=Lisbon -d date=2026-11-24 -d time_zone=UTC)
code=$(sed 's#.*/s/\([A-Z0-9]*\)/.*#\1#' <<<"$console")
ask lead /api/order -o /dev/null -H 'content-type: application/json' \
  -d "{\"code\":\"$code\",\"request\":{\"id\":\"1\",\"command\":{\"go-to\":{\"section\":5,\"slide\":1}}}}"
key=$(ask phone "/j/$code" | grep -o 'name="key" value="[0-9a-f]*"' | grep -o '[0-9a-f]\{40\}')
ask phone "/j/$code" -o /dev/null -d name=Ana -d "key=$key"
status=$(ask phone "/s/$code/commit" -o /dev/null -w '%{http_code}' -H 'accept: text/plain' -d command=1 \
  -d kind=pre-read-template -d field-document=THE-WORDS -d field-rep=Kim -d due=2026-11-27)
[ "$status" = 204 ]

# From the form to its answer, without what concerns neither.
awk '/POST \/s\/[A-Z0-9]*\/commit/ { on = 1 }
     on && /recvfrom.*POST|read.*POST|pwrite64|fdatasync|fsync|204 No Content/ { print }
     on && /204 No Content/ { exit }' "$folder/trace" | cut -c1-150 | tee "$folder/between"
awk '/f(data)?sync\(/ { synced = NR } /204 No Content/ { answered = NR }
     END { exit !(synced && answered && synced < answered) }' "$folder/between"
echo "What was submitted is synced before it is answered."
