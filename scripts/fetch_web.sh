#!/usr/bin/env bash
# Installs the packages of web/package-lock.json into web/node_modules (npm checks each one's SHA-512), once for each lock file. No package script runs.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/fetch_node.sh
want=$(openssl dgst -sha256 -r web/package-lock.json | cut -d' ' -f1)
[ -f web/node_modules/.complete ] && [ "$(cat web/node_modules/.complete)" = "$want" ] && exit 0
echo "web: installing the packages of web/package-lock.json" >&2
log=$(mktemp); trap 'rm -f "$log"' EXIT
(cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
echo "$want" > web/node_modules/.complete
