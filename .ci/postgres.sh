#!/usr/bin/env bash
# Starts and stops a throwaway PostgreSQL on loopback, for the ledger's contract tests.
#   url=$(.ci/postgres.sh start DIR)   DIR: an empty folder of its own; prints the URL
#   .ci/postgres.sh stop DIR           stops the server and empties DIR
set -euo pipefail

usage() { echo 'usage: postgres.sh start|stop DIR' >&2; exit 64; }
[ $# -eq 2 ] && [ -d "$2" ] || usage
dir=$(cd "$2" && pwd)

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] || { echo 'PostgreSQL is not installed (Debian: apt-get install postgresql)' >&2; exit 69; }

# The server refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start() {
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
  as_postgres "$bin/initdb" -D "$dir/data" -U tongbao -A trust -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 \
    || { cat "$dir/initdb.log" >&2; exit 69; }
  for _ in 1 2 3 4 5; do # the port may be taken: try another
    port=$((20000 + RANDOM % 20000))
    if as_postgres "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 \
      -o "-h 127.0.0.1 -p $port -k $dir -c fsync=off" start >/dev/null 2>&1; then
      echo "postgres://tongbao@127.0.0.1:$port/postgres"
      return
    fi
  done
  cat "$dir/log" >&2
  exit 69
}

stop() {
  as_postgres "$bin/pg_ctl" -D "$dir/data" -w -m fast stop >/dev/null
  rm -rf "$dir/data" "$dir/log" "$dir/initdb.log"
}

case "$1" in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
