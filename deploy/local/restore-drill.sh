#!/usr/bin/env bash
# Backs a shop up, destroys it, restores it and audits it, with the commands of docs/operations.md, and prints each command.
#
#   restore-drill.sh sqlite      a copy that SQLite makes of a shop at work
#   restore-drill.sh postgres    a base backup and the archived log, restored to a point in time
#
# Needs the .NET SDK, curl, and sqlite3 or postgresql. Nothing is left behind: it works in a folder of its own
# (SHOP_RUN_DIR overrides it) and on free ports. The payment provider is a process of its own, whose books are not
# destroyed: what was paid after the backup is money that the restored shop does not know of, and the audit has to say so.
set -euo pipefail

readonly root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly home=${SHOP_RUN_DIR:-$(mktemp -d)}
readonly run=$home/run logs=$home/logs
readonly start_seconds=120 stop_seconds=40

# shellcheck source=processes.sh
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

# ── The shop: API and silo in one process, under Production. ──
readonly token=drill-operator-token-0123456789abcdef

start_provider() {
  local program=$root/src/PaymentSimulator.Server/bin/${SHOP_CONFIGURATION:-Release}/net10.0/ShopActors.PaymentSimulator.Server.dll
  (cd "$root/src/PaymentSimulator.Server" && Port=$(port_of payments) Storage__Path=$home/provider launch payments dotnet "$program")
  wait_for payments answers "$(port_of payments)" /healthz
}

start_shop() {
  local program=$root/src/WebApi/bin/${SHOP_CONFIGURATION:-Release}/net10.0/ShopActors.WebApi.dll
  (cd "$root/src/WebApi" && ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=$shop Ops__Token=$token Storage__Path=$home/data \
    Payments__ProviderUrl=http://127.0.0.1:$(port_of payments)/ launch shop dotnet "$program")
  wait_for shop answers "$(port_of shop)" /readyz
}

# ask METHOD PATH [curl's arguments...]: the body of a successful answer.
ask() {
  local method=$1 path=$2; shift 2
  curl --silent --show-error --fail-with-body --request "$method" "$shop$path" "$@"
}

# field NAME: of the JSON on the standard input, the first value of that name.
field() { grep -o "\"$1\":\"\\?[^\",}]*" | head -n 1 | sed 's/.*:"\?//'; }

# buy NUMBER: as many orders; the last one's path and its owner's token are in $order and $owner.
buy() {
  local sku cart
  sku=$(ask GET '/products?limit=1' | field sku)
  for ((n = 0; n < $1; n++)); do
    cart=$(ask POST /carts --header 'content-type: application/json' --data '{}')
    owner=$(field token <<< "$cart")
    cart=/carts/$(field id <<< "$cart")
    ask POST "$cart/items" --header "authorization: Bearer $owner" --header 'content-type: application/json' \
      --data "{\"sku\":\"$sku\",\"quantity\":1}" > /dev/null
    order=$(ask POST "$cart/checkout" --header "authorization: Bearer $owner" --header 'content-type: application/json' \
      --header 'idempotency-key: drill' --header 'prefer: wait=20' --data '{"paymentToken":"tok_ok"}')
    [ "$(field status <<< "$order")" = confirmed ] || fail "the order was not confirmed: $order"
    order=/orders/$(field id <<< "$order")
  done
  echo "orders placed and confirmed: $1"
}

# audit ORDERS VIOLATIONS: has to find as many confirmed orders, and payments that the shop does not know.
audit() {
  local report confirmed violations unknown
  report=$(ask GET /ops/audit --header "authorization: Bearer $token")
  confirmed=$(field confirmed <<< "$report")
  violations=$(field violationCount <<< "$report")
  unknown=$({ grep -o 'captured money for a payment that the shop does not know' <<< "$report" || true; } | wc -l)
  echo "audit: orders confirmed: $confirmed, violations: $violations, of them paid after the backup: $unknown"
  [ "$confirmed $violations $unknown" = "$1 $2 $2" ] || fail "expected $1 orders and $2 violations: $report"
}

# ── The transcript. ──
say() { printf '\n# %s\n' "$*"; }

# run_step COMMAND...: prints and runs it, as the account of the database's server where there is one.
run_step() {
  local word line=\$
  for word in "${@//"$home/"/}"; do
    case $word in
      *[!A-Za-z0-9_./=:-]*) line+=" \"$word\"" ;;
      *) line+=" $word" ;;
    esac
  done
  echo "$line"
  (cd "$home" && "${account[@]}" "$@")
}

account=()

sqlite_drill() {
  command -v sqlite3 > /dev/null || fail "sqlite3 is missing; on Debian: apt-get install sqlite3"
  say "A shop that sells"
  start_shop
  buy 3
  local kept=$order keeper=$owner

  say "Back up while it works"
  mkdir "$home/backup"
  run_step sqlite3 data/shop.db "VACUUM INTO 'backup/shop.db'"
  run_step cp data/ids.key backup/
  buy 1

  say "Destroy it"
  stop shop KILL
  run_step rm -rf data

  say "Restore"
  run_step mkdir -m 700 data
  run_step cp backup/shop.db backup/ids.key data/
  run_step sqlite3 data/shop.db "PRAGMA integrity_check"
  start_shop
  audit 3 1
  ask GET "$kept" --header "authorization: Bearer $keeper" > /dev/null
  echo "the buyer's token opens the order of before the backup"
  buy 1
}

start_postgres() {
  (cd / && launch postgres "${account[@]}" "$programs/postgres" -D "$home/postgres/data" -p "$(port_of postgres)" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=)
  wait_for postgres "$programs/pg_isready" -q -h 127.0.0.1 -p "$(port_of postgres)" -U postgres
}

sql() { "$programs/psql" -X -q -t -A -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(port_of postgres)" -U postgres "$@"; }

is_primary() { [ "$(sql -c 'select pg_is_in_recovery()' 2> /dev/null)" = f ]; }

postgres_drill() {
  readonly programs=$(postgres_programs)
  account=("${postgres_account[@]}")
  free_port postgres
  mkdir "$home/postgres"
  [ "$(id -u)" != 0 ] || { chmod 711 "$home"; chown postgres:postgres "$home/postgres"; }
  export PATH=$programs:$PATH PGHOST=127.0.0.1 PGUSER=postgres PGPORT
  PGPORT=$(port_of postgres)

  say "A server that archives its log, and a shop that sells"
  run_step mkdir postgres/wal postgres/backup
  "${account[@]}" "$programs/initdb" -D "$home/postgres/data" -U postgres -A trust -k -E UTF8 --locale=C > "$logs/initdb.log"
  run_step tee -a postgres/data/postgresql.auto.conf << C
archive_mode = on
archive_timeout = 60
archive_command = 'test ! -f $home/postgres/wal/%f && cp %p $home/postgres/wal/%f'
C
  start_postgres
  run_step psql -q -c "create role shop login" -c "create database shop owner shop"
  export Storage__Backend=Postgres
  export Storage__Postgres__ConnectionString="Host=127.0.0.1;Port=$PGPORT;Username=shop;Database=shop"
  start_shop
  buy 2

  say "A base backup while it works"
  run_step pg_basebackup --pgdata=postgres/backup/base --checkpoint=fast --wal-method=stream
  buy 2
  local kept=$order keeper=$owner
  local moment; moment=$(sql -c 'select clock_timestamp()')
  echo "the moment to go back to: $moment"
  buy 1

  say "An accident"
  run_step psql -q -d shop -c "drop schema shop cascade"
  stop shop KILL
  run_step psql -q -c "select pg_switch_wal()" -o /dev/null
  stop postgres INT
  run_step rm -rf postgres/data

  say "Restore to the moment"
  run_step cp -a postgres/backup/base postgres/data
  run_step tee -a postgres/data/postgresql.auto.conf << C
restore_command = 'cp $home/postgres/wal/%f %p'
recovery_target_time = '$moment'
recovery_target_action = 'promote'
C
  run_step touch postgres/data/recovery.signal
  start_postgres
  wait_for postgres is_primary
  start_shop
  audit 4 1
  ask GET "$kept" --header "authorization: Bearer $keeper" > /dev/null
  echo "the buyer's token opens the order of before the accident"
  buy 1
}

clean_up() {
  local code=$?
  stop shop KILL > /dev/null
  stop payments > /dev/null
  stop postgres INT > /dev/null
  [ $code -eq 0 ] || { tail -n 20 "$logs"/*.log >&2; }
  # Its owner under root is another account.
  [ -n "${SHOP_RUN_DIR:-}" ] || rm -rf "$home"
  exit $code
}

case ${1:-} in
  sqlite | postgres)
    mkdir -p "$run" "$logs" "$home/data" "$home/provider"
    chmod 700 "$home" "$home/data"
    command -v curl > /dev/null || fail "curl is missing; on Debian: apt-get install curl"
    trap clean_up EXIT
    free_port shop
    free_port payments
    start_provider
    shop=http://127.0.0.1:$(port_of shop)
    "$1_drill"
    ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
