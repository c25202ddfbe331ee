#!/usr/bin/env bash
# Makes the certificates that the processes of a cluster show one another: an authority, and one certificate each for the
# role of a silo and of an API.
#
#   certificates.sh FOLDER [DOMAIN]     DOMAIN is Cluster:Tls:Domain (shop.internal unless said otherwise)
#
# FOLDER then has ca.crt (Cluster:Tls:AuthorityPath), and silo.crt, silo.key, api.crt, api.key (CertificatePath, KeyPath).
# What exists is kept, except for certificates that end within 30 days: so a second run renews. ca.key signs whatever the
# cluster trusts; no process of the shop reads it. For cluster.sh, Compose and trials: a real shop has an authority already.
# CERTIFICATES_MODE is the mode of silo.key and api.key; 600 unless said otherwise.
set -euo pipefail
umask 077

readonly authority_days=3650 days=365 renew_seconds=$((30 * 24 * 3600))

fail() { echo "certificates.sh: $*" >&2; exit 1; }

[ $# -ge 1 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2; }
readonly folder=$1 domain=${2:-shop.internal}
command -v openssl > /dev/null || fail "openssl is missing; on Debian: apt-get install openssl"
mkdir -p "$folder"

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2> /dev/null; }

is_fresh() { [ -s "$1" ] && openssl x509 -in "$1" -noout -checkend "$renew_seconds" > /dev/null; }

if [ ! -s "$folder/ca.crt" ]; then
  new_key "$folder/ca.key"
  openssl req -x509 -new -key "$folder/ca.key" -out "$folder/ca.crt" -days "$authority_days" -subj "/CN=ShopActors authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
fi

# A silo accepts connections and makes them, so its certificate is good for both.
issue() {
  local role=$1
  is_fresh "$folder/$role.crt" && [ -s "$folder/$role.key" ] && return 0
  [ -s "$folder/ca.key" ] || fail "$folder/ca.key is missing, which is to sign $role.crt"
  local work; work=$(mktemp -d "$folder/.issue-XXXXXX")
  new_key "$work/key"
  openssl req -new -key "$work/key" -subj "/CN=$role.$domain" -out "$work/request"
  openssl x509 -req -in "$work/request" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -days "$days" -out "$work/crt" \
    -set_serial "0x$(openssl rand -hex 16)" -extfile <(printf '%s\n' \
      "basicConstraints=critical,CA:FALSE" "keyUsage=critical,digitalSignature" \
      "extendedKeyUsage=serverAuth,clientAuth" "subjectAltName=DNS:$role.$domain") 2> /dev/null
  chmod "${CERTIFICATES_MODE:-600}" "$work/key"
  # Key first: until the certificate follows, a running process finds that they do not fit, and keeps what it has.
  mv "$work/key" "$folder/$role.key"
  mv "$work/crt" "$folder/$role.crt"
  rm -rf "$work"
}

issue silo
issue api
chmod 644 "$folder"/*.crt
echo "certificates in $folder"
