#!/usr/bin/python3
"""Makes data/census_2020.csv and data/households_2020.csv from the county table of leiii/census (see data/README.md).

Usage: make_census_table.py [census_county_2020.csv.gz]
The tables are committed; this script shows how they came about and checks them: the counties of each city add up to the city's row, the
cities to the province, the age groups and sexes to each county's total.
"""
import csv
import gzip
import io
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared" / "data" / "cn_census" / "census_county_2020.csv.gz"
PROVINCE = "河南省"
BANDS = [(0, 0), (1, 4)] + [(a, a + 4) for a in range(5, 85, 5)] + [(85, None)]
# The source gives no code for six development zones; these are the statistical division codes of the list that
# scripts/fetch_divisions.sh takes (411671 has since been renamed 周口临港开发区 there).
ZONE_CODES = {
    "安阳高新技术产业开发区": "410571",
    "鹤壁经济技术开发区": "410671",
    "漯河经济技术开发区": "411171",
    "河南三门峡经济开发区": "411271",
    "信阳高新技术产业开发区": "411571",
    "河南周口经济开发区": "411671",
}


def source_column(sex, band):
    first, last = band
    if last is None:
        return f"{sex}_{first}岁以上"
    return f"{sex}_{first}岁" if first == last else f"{sex}_{first}到{last}岁"


def number(row, column):
    value = row[column]
    if not value.isdigit():
        sys.exit(f"{row['区县']}: {column} is {value!r}, expected a whole number")
    return int(value)


def label(band):
    first, last = band
    return f"{first}+" if last is None else str(first) if first == last else f"{first}-{last}"


def read(path):
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["省"] == PROVINCE]
    province = [row for row in rows if row["市"] == PROVINCE]
    cities = {row["市"]: row for row in rows if row["市"] == row["区县"] and row["区划代码"].endswith("00") and row["市"] != PROVINCE}
    counties = [row for row in rows if row["市"] != PROVINCE and not row["区划代码"].endswith("00")]
    for row in counties:
        if row["区划代码"] == "NA":
            row["区划代码"] = ZONE_CODES[row["区县"]]
    return province[0], cities, sorted(counties, key=lambda row: row["区划代码"])


def check(province, cities, counties):
    codes = [row["区划代码"] for row in counties]
    assert len(set(codes)) == len(codes), "a code occurs twice"
    for name, city in cities.items():
        for column in ("人口数_合计", "家庭户数"):
            total = sum(number(row, column) for row in counties if row["市"] == name)
            assert total == number(city, column), (name, column, total)
    total = sum(number(row, "人口数_合计") for row in counties)
    assert total == number(province, "人口数_合计"), total
    for row in counties:
        cells = sum(number(row, source_column(sex, band)) for sex in "男女" for band in BANDS)
        assert cells == number(row, "人口数_合计"), row["区县"]
    return total


def city_code(row):
    # 济源 is administered by the province directly and stands for itself (GB/T 2260: 419001).
    code = row["区划代码"]
    return code if code.startswith("4190") else code[:4] + "00"


def write(name, header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    (ROOT / "data" / name).write_text(text.getvalue(), encoding="utf-8")


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not path.exists():
        sys.exit(f"{path} is missing: take census_county_2020 from https://github.com/leiii/census and name it on the command line")
    province, cities, counties = read(path)
    total = check(province, cities, counties)
    write("census_2020.csv", ["county_code", "sex", "age_band", "age_from", "age_to", "population"],
          [[row["区划代码"], sex, label(band), band[0], "" if band[1] is None else band[1], number(row, source_column(column, band))]
           for row in counties for band in BANDS for sex, column in (("male", "男"), ("female", "女"))])
    households = {"households": "家庭户数", "household_population": "家庭户人口数", "one_person_households": "一人户数",
                  "households_with_elderly": "有65岁及以上老年人口的户数"}
    write("households_2020.csv", ["county_code", "county_name", "city_code", "city_name", "population", *households],
          [[row["区划代码"], row["区县"], city_code(row), row["市"], number(row, "人口数_合计"),
            *(number(row, column) for column in households.values())] for row in counties])
    print(f"{len(counties)} counties, {len(counties) * len(BANDS) * 2} cells, {total} people")


if __name__ == "__main__":
    main()
