"""The people of the tests: Adult, residents drawn by the product itself, and small tables made here.

A table is a list of dictionaries, NULL as None, as the lab reads the same file.
"""
import csv
import functools
import gzip
import pathlib
import random
import subprocess
import tempfile

from lab import BINARY, ROOT, SHARED

ADULT = SHARED / "adult" / "adult.data.gz"
ADULT_COLUMNS = ("age workclass fnlwgt education education_num marital_status occupation relationship race sex capital_gain capital_loss "
                 "hours_per_week native_country income").split()
WHOLE = {"pid", "age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week"}
POLICY = """tables:
  adult:
    entity: [pid]
    columns: {"*": [join, filter, group, aggregate]}
disclosure: {k: 10, dominance: {n: 2, share: 0.90}, p: 0.10, rounding: none}
"""
K = 10
ALL, SOME = 32561, 6000  # people; joins of everybody with everybody are asked about some
_folder = tempfile.TemporaryDirectory(prefix="gongshu-people-")  # pylint: disable=consider-using-with  # lives as long as the process


def write_csv(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(rows[0].keys())
        writer.writerows([["" if value is None else value for value in row.values()] for row in rows])
    return pathlib.Path(path)


def file_of(rows, name):
    return write_csv(pathlib.Path(_folder.name) / name, rows)


@functools.cache
def adult(count=ALL):
    """Adult's training part, or its first people, with a number for each person; ? is NULL."""
    out = []
    with gzip.open(ADULT, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = [cell.strip() for cell in line.rstrip("\n").split(",")]
            if len(cells) == len(ADULT_COLUMNS):
                row = {"pid": len(out) + 1, **dict(zip(ADULT_COLUMNS, (None if cell == "?" else cell for cell in cells)))}
                out.append({name: int(value) if name in WHOLE and value is not None else value for name, value in row.items()})
            if len(out) == count:
                break
    return out


@functools.cache
def adult_file(count=ALL):
    return file_of(adult(count), f"adult_{count}.csv")


@functools.cache
def residents(people=4000, seed=7):
    """Synthetic residents of the product's own generator."""
    path = pathlib.Path(_folder.name) / f"residents_{people}_{seed}.csv"
    subprocess.run([BINARY, "source", "sample", "--people", str(people), "--seed", str(seed), "--figures", ROOT / "data", "--csv", path],
                   check=True, stdout=subprocess.DEVNULL)
    with open(path, encoding="utf-8", newline="") as file:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    return [{**row, "county_code": int(row["county_code"]), "lives_alone": row["lives_alone"] == "true"} for row in rows]


def visits(people=60, seed=3):
    """Everybody has one to four rows; nobody is in one row only with certainty."""
    draw = random.Random(seed)
    out = []
    for person in range(people):
        for _ in range(draw.randint(1, 4)):
            out.append({"pid": f"p{person:03}", "ward": draw.choice("ABC"), "day": draw.randint(1, 30), "cost": draw.choice([0, 0, *range(10, 400, 7)])})
    return out
