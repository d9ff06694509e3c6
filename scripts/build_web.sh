#!/usr/bin/env bash
# Builds the console and the portal: web/ → build/web/dist, then touches build/web/built. Needs what scripts/install.sh brings; no network.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/web
exec 9>build/web/.lock; flock 9  # two presets may ask at once
[ -f web/node_modules/vite/bin/vite.js ] || { echo "web: web/node_modules is missing; run scripts/install.sh" >&2; exit 1; }
node=$(scripts/fetch_node.sh --path)/node
(cd web && "$node" node_modules/vite/bin/vite.js build) >build/web/build.log 2>&1 || { cat build/web/build.log >&2; exit 1; }
touch build/web/built
