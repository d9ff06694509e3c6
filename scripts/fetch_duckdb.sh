#!/usr/bin/env bash
# Fetches DuckDB 1.4.4 (library and headers) from npm into build/third_party/duckdb, once, checking each package's SHA-512.
set -euo pipefail
cd "$(dirname "$0")/.."
root=build/third_party/duckdb
case "$(uname -m)" in
  x86_64)  binding=@duckdb/node-bindings-linux-x64@1.4.4-r.4
           hash=jBTL/WvfwxLToFa/pVHfT6elMtltJGnc3wSuxZD9OfMltit9YUdVFS37vBFQzXMT1Z8OWjtSjMh+zPKxOwHLHA== ;;
  aarch64) binding=@duckdb/node-bindings-linux-arm64@1.4.4-r.3
           hash=qF2/WhB+i+8is60RrpTY/5ZnywIUayuBiVXSuQ4rrRn1m1gvfKqPvjySbiDjYgQo/6OXu/fax0KC1gXnNWoLEA== ;;
  *) echo "DuckDB: no package for $(uname -m); x86_64 and aarch64 are supported" >&2; exit 1 ;;
esac
headers=duckdb@1.4.4
headers_hash=hEJJ5hyVF0VLj3dmOLpsWrQR0b3d4Ykqtygm6iUXjHJDDnSqg/USKxcb5qvNrOhFYPgktayU6dXCtgPqcmmpog==
[ -f "$root/.complete" ] && [ "$(cat "$root/.complete")" = "$hash" ] && exit 0
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
take() { # take PACKAGE SHA512
  local file; file=$(cd "$work" && npm pack --silent "$1" | tail -n 1)
  local got; got=$(openssl dgst -sha512 -binary "$work/$file" | openssl base64 -A)
  [ "$got" = "$2" ] || { echo "DuckDB: $1 has SHA-512 $got, expected $2" >&2; exit 1; }
  echo "$work/$file"
}
echo "DuckDB: fetching $binding and the headers of $headers" >&2
mkdir -p "$root"
tar xzf "$(take "$binding" "$hash")" -C "$work" package/libduckdb.so package/LICENSE
mv "$work/package/libduckdb.so" "$root/"
tar xzf "$(take "$headers" "$headers_hash")" -C "$work" package/src/duckdb/src/include
rm -rf "$root/include"; mv "$work/package/src/duckdb/src/include" "$root/include"
echo "$hash" > "$root/.complete"
