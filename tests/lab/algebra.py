"""What an attacker can compute from released cells, exactly: no heuristics, elimination modulo a prime.

A cell is the set of rows that a number is about, as an integer of bits. Rows that are in the same cells are one class. The attacker knows for every
cell the sum over its classes; a combination of cells that leaves only classes of fewer than k people is a success.
"""
PRIME = (1 << 61) - 1


def classes_of(cells, universe):
    """Sets of rows that no cell tells apart, those outside of all cells left out."""
    parts = [universe]
    for cell in dict.fromkeys(cells):
        split = []
        for part in parts:
            inside = part & cell
            if inside == 0 or inside == part:
                split.append(part)
            else:
                split += [inside, part & ~cell]
        parts = split
    return [part for part in parts if any(part & cell for cell in cells)]


def eliminate(rows, width):
    """Reduced row echelon form modulo PRIME of sparse rows {column: value}; returns {pivot column: row}."""
    pivots = {}
    for row in rows:
        row = dict(row)
        for column in [c for c in row if c in pivots]:
            factor = row.get(column, 0)
            if factor:
                subtract(row, pivots[column], factor)
        if not row:
            continue
        pivot = min(row)
        scale = pow(row[pivot], PRIME - 2, PRIME)
        row = {column: value * scale % PRIME for column, value in row.items()}
        for other in pivots.values():
            factor = other.get(pivot, 0)
            if factor:
                subtract(other, row, factor)
        pivots[pivot] = row
        if len(pivots) == width:
            break
    return pivots


def subtract(row, other, factor):
    for column, value in other.items():
        left = (row.get(column, 0) - factor * value) % PRIME
        if left:
            row[column] = left
        else:
            row.pop(column, None)


def isolated(cells, entity_of, k):
    """Sets of rows of fewer than k people about which a combination of the cells says something: single classes, pairs of classes, and whatever else
    the echelon form shows. `entity_of` is the person of each row."""
    cells = list(dict.fromkeys(cell for cell in cells if cell))
    universe = 0
    for cell in cells:
        universe |= cell
    parts = classes_of(cells, universe)
    people = [people_of(part, entity_of, k) for part in parts]
    small = [i for i, count in enumerate(people) if count is not None]
    if not small:
        return []
    large = [i for i, count in enumerate(people) if count is None]
    order = {part: position for position, part in enumerate(large + small)}
    # Columns of large classes first: rows of the echelon form without a large pivot speak of small classes only.
    rows = [{order[i]: 1 for i, part in enumerate(parts) if part & cell} for cell in cells]
    pivots = eliminate(rows, len(parts))
    found = [row for pivot, row in pivots.items() if pivot >= len(large)]
    names = {position: part for part, position in order.items()}
    supports = {frozenset(row) for row in found} | pairs(found)
    out = []
    for support in supports:
        rows_of, persons = 0, set()
        for position in support:
            rows_of |= parts[names[position]]
            persons |= people[names[position]]
        if len(persons) < k:
            out.append(rows_of)
    return out


def pairs(found):
    """Two echelon rows that differ outside their pivots by a factor only: their combination is about the two pivots alone."""
    tails = {}
    for row in found:
        pivot = min(row)
        tail = sorted((column, value) for column, value in row.items() if column != pivot)
        if tail:
            scale = pow(tail[0][1], PRIME - 2, PRIME)
            key = tuple((column, value * scale % PRIME) for column, value in tail)
            tails.setdefault(key, []).append(pivot)
    return {frozenset((a, b)) for same in tails.values() for i, a in enumerate(same) for b in same[:i]}


def people_of(part, entity_of, k):
    """The people of a set of rows when they are fewer than k, otherwise None."""
    out = set()
    text = f"{part:b}"
    last, at = len(text) - 1, text.find("1")
    while at >= 0:
        out.add(entity_of[last - at])
        if len(out) >= k:
            return None
        at = text.find("1", at + 1)
    return out
