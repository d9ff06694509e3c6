#!/usr/bin/env bash
# Makes TPC-H at scale 1 as Parquet in build/third_party/tpch/sf1 for bench_engine, once: tpchgen-cli 4.0.0 (PyPI, Apache-2.0, x64 only),
# checked by its SHA-256. About 350 MB.
set -euo pipefail
cd "$(dirname "$0")/.."
root=build/third_party/tpch
hash=19ee231140c9e8cc4caf981cc166186c638e11a33744e3d32cff5bd7f2ba44a2
[ -f "$root/sf1/.complete" ] && exit 0
[ "$(uname -m)" = x86_64 ] || { echo "tpch: the pinned generator is for x86_64" >&2; exit 1; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
echo "tpch: fetching tpchgen-cli" >&2
/usr/bin/pip3 download --quiet --no-deps --only-binary :all: --dest "$work" tpchgen-cli==4.0.0
file=$(ls "$work"/tpchgen_cli-*.whl)
echo "$hash  $file" | sha256sum --check --quiet
/usr/bin/python3 -m zipfile -e "$file" "$work/wheel"
tool=$(find "$work/wheel" -name tpchgen-cli -type f)
chmod +x "$tool"
rm -rf "$root/sf1"; mkdir -p "$root"
"$tool" parquet -s 1 -o "$root/sf1"
touch "$root/sf1/.complete"
