#!/usr/bin/env bash
# A real cluster on one machine: PostgreSQL, Redis, the payment provider, N silos and an API, on loopback with free ports.
#
#   cluster.sh up [N]       builds, starts everything (3 silos unless said otherwise); the last line is the API's URL
#   cluster.sh status       what runs, where it listens and whether it is ready
#   cluster.sh kill SILO    SIGKILL to silo 1..N: no shutdown code runs
#   cluster.sh start SILO   starts a silo again that was killed
#   cluster.sh down         stops what `up` started, gracefully, and nothing else
#
# Needs the .NET SDK, postgresql, redis-server and openssl. Silos and API speak mutual TLS, with certificates made here.
# State is in data/local-cluster (SHOP_RUN_DIR overrides it): logs/, the processes' ids and ports in run/, the shop's data
# in postgres/, the membership in redis/, certificates/, and secrets that only the owner can read. `down` keeps logs
# and data, so the next `up` finds the same shop. Ops__Token and every other setting of the environment is passed on.
# PostgreSQL refuses to run as root, so under root it runs as the account `postgres`.
set -euo pipefail

readonly root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly home=${SHOP_RUN_DIR:-$root/data/local-cluster}
readonly run=$home/run logs=$home/logs
readonly start_seconds=60 stop_seconds=40

# shellcheck source=processes.sh
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

# secret NAME: made once, readable by its owner alone.
secret() {
  [ -s "$home/$1" ] || (umask 077; head -c 32 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_' > "$home/$1")
  cat "$home/$1"
}

program() { echo "$root/src/$1/bin/${SHOP_CONFIGURATION:-Release}/net10.0/ShopActors.$1.dll"; }

export_settings() {
  export Cluster__Mode=Cluster
  export Cluster__Tls__AuthorityPath=$home/certificates/ca.crt
  export Ops__Token; Ops__Token=${Ops__Token:-$(secret ops-token)}
  export Ids__Key; Ids__Key=${Ids__Key:-$(secret ids-key)}
  export PaymentSimulator__WebhookSecret; PaymentSimulator__WebhookSecret=$(secret webhook-secret)
  export Payments__WebhookSecrets__0=$PaymentSimulator__WebhookSecret
  export Payments__ProviderUrl; Payments__ProviderUrl=http://127.0.0.1:$(port_of payments)/
  export Redis__ConnectionString; Redis__ConnectionString=127.0.0.1:$(port_of redis)
}

# The folder of the server's account, which under root has to pass through those above it.
make_postgres_folder() {
  mkdir -p "$home/postgres"
  chmod 700 "$home/postgres"
  [ "$(id -u)" = 0 ] || return 0
  id postgres > /dev/null 2>&1 || fail "the account postgres is missing; on Debian: apt-get install postgresql"
  chmod 711 "$home"
  chown postgres:postgres "$home/postgres"
  "${postgres_account[@]}" test -x "$home/postgres" ||
    fail "the account postgres cannot reach $home/postgres; set SHOP_RUN_DIR to a folder that it can"
}

# make_postgres_data PROGRAMS: a database and a role that owns it, and nothing else that can log in. The role's password
# goes through the standard input: command lines can be read by all.
make_postgres_data() {
  local programs=$1 new=$home/postgres/data.new password
  password=$(secret postgres-password)
  rm -rf "$new"
  (cd / && "${postgres_account[@]}" "$programs/initdb" -D "$new" -U postgres -A trust -k -E UTF8 --locale=C) &&
    printf 'host shop shop 127.0.0.1/32 scram-sha-256\n' > "$new/pg_hba.conf" &&
    (cd / && "${postgres_account[@]}" "$programs/postgres" --single -D "$new" postgres <<< \
"create role shop login password '$password';
create database shop owner shop;") && mv "$new" "$home/postgres/data"
}

start_postgres() {
  local programs
  programs=$(postgres_programs)
  make_postgres_folder
  [ -s "$home/postgres/data/PG_VERSION" ] || make_postgres_data "$programs" > "$logs/initdb.log" 2>&1 ||
    { tail -n 20 "$logs/initdb.log" >&2; fail "PostgreSQL could not be set up"; }
  (cd / && launch postgres "${postgres_account[@]}" "$programs/postgres" -D "$home/postgres/data" \
    -p "$(port_of postgres)" -c listen_addresses=127.0.0.1 -c unix_socket_directories=)
  wait_for postgres "$programs/pg_isready" -q -h 127.0.0.1 -p "$(port_of postgres)" -U shop -d shop
}

start_redis() {
  mkdir -p "$home/redis"
  chmod 700 "$home/redis"
  launch redis redis-server --bind 127.0.0.1 --port "$(port_of redis)" --dir "$home/redis" --daemonize no \
    --appendonly yes --save '' --maxmemory-policy noeviction
  wait_for redis pongs "$(port_of redis)"
}

# The provider is a process of its own with its own books: after a failure they are the judge.
start_payments() {
  Port=$(port_of payments) Storage__Path=$home/payments \
    PaymentSimulator__WebhookUrl=http://127.0.0.1:$(port_of api)/webhooks/payments/simulator \
    launch payments dotnet "$(program PaymentSimulator.Server)"
  wait_for payments answers "$(port_of payments)" /healthz
}

# with_certificate ROLE COMMAND...: shows the other processes the certificate of that role.
with_certificate() {
  local role=$1; shift
  Cluster__Tls__CertificatePath=$home/certificates/$role.crt Cluster__Tls__KeyPath=$home/certificates/$role.key "$@"
}

start_silo() {
  local database
  database="Host=127.0.0.1;Port=$(port_of postgres);Username=shop;Database=shop;Password=$(secret postgres-password)"
  Storage__Postgres__ConnectionString=$database Silo__SiloPort=$(port_of "silo-$1") Silo__GatewayPort=$(port_of "silo-$1-gateway") \
    Silo__HealthPort=$(port_of "silo-$1-health") with_certificate silo launch "silo-$1" dotnet "$(program Silo)"
}

start_api() {
  # The content root is the current directory, and the page is in the project's wwwroot.
  (cd "$root/src/WebApi" && ASPNETCORE_URLS=http://127.0.0.1:$(port_of api) with_certificate api launch api dotnet "$(program WebApi)")
}

silos() { ls "$run" 2>/dev/null | sed -n 's/^silo-\([0-9]*\)\.port$/\1/p' | sort -n; }

up() {
  local count=${1:-3}
  [[ $count =~ ^[1-9][0-9]?$ ]] || fail "the number of silos is 1 to 99"
  command -v dotnet > /dev/null || fail "the .NET SDK is missing: https://dot.net"
  command -v redis-server > /dev/null || fail "redis-server is missing; on Debian: apt-get install redis-server"
  postgres_programs > /dev/null
  command -v openssl > /dev/null || fail "openssl is missing; on Debian: apt-get install openssl"
  for pid in "$run"/*.pid; do
    [ -e "$pid" ] && is_alive "$(basename "$pid" .pid)" && fail "already up; see: $0 status"
  done

  rm -rf "$run"
  mkdir -p "$run" "$logs"
  chmod 700 "$home" "$run" "$logs"
  "$root/deploy/certificates.sh" "$home/certificates"
  if [ -z "${SHOP_NO_BUILD:-}" ]; then
    echo "building"
    for project in Silo WebApi PaymentSimulator.Server; do
      dotnet build -c "${SHOP_CONFIGURATION:-Release}" -v quiet -nologo "$root/src/$project" || fail "the build failed"
    done
  fi

  # Whatever goes wrong from here on, nothing stays behind.
  trap 'code=$?; [ $code -eq 0 ] || down; exit $code' EXIT
  free_port postgres
  free_port redis
  free_port payments
  free_port api
  for ((n = 1; n <= count; n++)); do
    free_port "silo-$n"; free_port "silo-$n-gateway"; free_port "silo-$n-health"
  done

  export_settings
  start_postgres
  start_redis
  start_payments
  for n in $(silos); do start_silo "$n"; done
  for n in $(silos); do wait_for "silo-$n" answers "$(port_of "silo-$n-health")" /readyz; done
  start_api
  wait_for api answers "$(port_of api)" /readyz
  status
  echo "logs $logs"
  echo "operator token in $home/ops-token, unless Ops__Token was set"
  echo "API http://127.0.0.1:$(port_of api)"
}

status() {
  [ -f "$run/api.port" ] || { echo "down"; return 0; }
  show postgres "127.0.0.1:$(port_of postgres), database shop" listens "$(port_of postgres)"
  show redis "127.0.0.1:$(port_of redis)" pongs "$(port_of redis)"
  show payments "http://127.0.0.1:$(port_of payments)" answers "$(port_of payments)" /healthz
  for n in $(silos); do
    show "silo-$n" "silo port $(port_of "silo-$n"), gateway $(port_of "silo-$n-gateway"), health $(port_of "silo-$n-health")" \
      answers "$(port_of "silo-$n-health")" /readyz
  done
  show api "http://127.0.0.1:$(port_of api)" answers "$(port_of api)" /readyz
}

show() {
  local name=$1 where=$2 state=dead pid=-; shift 2
  if is_alive "$name"; then
    pid=$(pid_of "$name")
    state='not ready'
    "$@" && state=ready
  fi
  printf '%-8s %-9s pid %-8s %s\n' "$name" "$state" "$pid" "$where"
}

chosen_silo() {
  [[ ${1:-} =~ ^[1-9][0-9]?$ ]] && [ -f "$run/silo-$1.port" ] || fail "which silo? one of: $(silos | tr '\n' ' ')"
}

kill_silo() {
  chosen_silo "${1:-}"
  is_alive "silo-$1" || fail "silo-$1 is not running"
  local pid; pid=$(pid_of "silo-$1")
  kill -KILL "$pid"
  echo "silo-$1 (pid $pid) killed"
}

restart_silo() {
  chosen_silo "${1:-}"
  is_alive "silo-$1" && fail "silo-$1 is running"
  export_settings
  start_silo "$1"
  wait_for "silo-$1" answers "$(port_of "silo-$1-health")" /readyz
  show "silo-$1" "silo port $(port_of "silo-$1")" answers "$(port_of "silo-$1-health")" /readyz
}

down() {
  # The API first, so that no request is cut off; the servers last, because the silos write to them until they are gone.
  stop api
  local stopping=()
  for n in $(silos); do stop "silo-$n" & stopping+=($!); done
  # Not everything: after a failed start, the servers and the provider are children of this shell as well.
  ((${#stopping[@]} == 0)) || wait "${stopping[@]}"
  stop payments
  stop redis
  # INT: it ends sessions instead of waiting for them.
  stop postgres INT
  rm -rf "$run"
}

case ${1:-} in
  up) up "${2:-}" ;;
  status) status ;;
  kill) kill_silo "${2:-}" ;;
  start) restart_silo "${2:-}" ;;
  down) down ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
