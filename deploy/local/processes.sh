# Processes, ports and probes of the scripts in this folder, which source it. Expects the folders $run (processes' ids and
# ports) and $logs, and the times $start_seconds and $stop_seconds.
# shellcheck shell=bash disable=SC2154

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

# ── Processes. A pid alone may have been given to another process by now; with the kernel's start time it is unique. ──
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

is_alive() {
  [ -f "$run/$1.pid" ] || return 1
  local pid since
  read -r pid since < "$run/$1.pid"
  [ -n "$since" ] && [ "$(start_time "$pid")" = "$since" ]
}

pid_of() { cut -d' ' -f1 "$run/$1.pid"; }

# launch NAME COMMAND...: in a session of its own, so that Ctrl-C in this terminal does not reach it.
launch() {
  local name=$1; shift
  setsid "$@" >> "$logs/$name.log" 2>&1 < /dev/null &
  local pid=$!
  echo "$pid $(start_time "$pid")" > "$run/$name.pid"
}

# stop NAME [SIGNAL]: TERM unless said otherwise.
stop() {
  is_alive "$1" || { rm -f "$run/$1.pid"; return 0; }
  local pid; pid=$(pid_of "$1")
  kill "-${2:-TERM}" "$pid" 2>/dev/null || true
  for ((i = 0; i < stop_seconds * 10; i++)); do
    is_alive "$1" || { rm -f "$run/$1.pid"; echo "$1 stopped"; return 0; }
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$run/$1.pid"
  echo "$1 did not stop in $stop_seconds s and was killed; see $logs/$1.log"
}

# ── Ports and probes, with nothing but bash. ──
listens() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port NAME: below the ephemeral range, so that no outgoing connection takes it; kept in a file for a restart.
free_port() {
  local port
  for ((i = 0; i < 200; i++)); do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if ! listens "$port" && ! grep -qsx "$port" "$run"/*.port; then
      echo "$port" > "$run/$1.port"
      return 0
    fi
  done
  fail "found no free port"
}

port_of() { cat "$run/$1.port"; }

answers() {
  (
    exec 3<> "/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
    IFS=' ' read -r -t 3 _ status _ <&3
    [ "$status" = 200 ]
  ) 2>/dev/null
}

pongs() {
  (
    exec 3<> "/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'PING\r\n' >&3
    IFS= read -r -t 3 reply <&3
    [ "${reply%$'\r'}" = +PONG ]
  ) 2>/dev/null
}

# wait_for NAME CHECK...: until the check succeeds; fails when the process ends or takes too long.
wait_for() {
  local name=$1; shift
  for ((i = 0; i < start_seconds * 10; i++)); do
    "$@" && return 0
    is_alive "$name" || { tail -n 20 "$logs/$name.log" >&2; fail "$name ended at its start; its log is $logs/$name.log"; }
    sleep 0.1
  done
  tail -n 20 "$logs/$name.log" >&2
  fail "$name was not ready after $start_seconds s; its log is $logs/$name.log"
}

# The newest that is installed; Debian puts the server's programs into no folder of the PATH.
postgres_programs() {
  local server
  server=$({ ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null || command -v postgres || true; } | sort -V | tail -n 1)
  [ -n "$server" ] || fail "postgres is missing; on Debian: apt-get install postgresql"
  dirname "$server"
}

# The server refuses to run as root; setpriv replaces itself by the command, so the process id is the server's.
postgres_account=()
[ "$(id -u)" != 0 ] || postgres_account=(setpriv --reuid=postgres --regid=postgres --init-groups)
