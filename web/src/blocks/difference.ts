/** What changed between two values: one row for each leaf that is not the same, named by its path. */
export interface Change {
  path: string[]
  before?: unknown
  after?: unknown
}

const isTree = (value: unknown): value is Record<string, unknown> | unknown[] => typeof value === 'object' && value !== null

/** Items of a list are paired by `name`, `id` or `key` where they have one, else by place. */
function entries(value: unknown): Map<string, unknown> {
  if (!Array.isArray(value)) return new Map(Object.entries(value as object))
  const own = (item: unknown): string | undefined => (isTree(item) && !Array.isArray(item) ? [item.name, item.id, item.key].find((one): one is string => typeof one === 'string') : undefined)
  const names = value.map(own)
  const named = names.every((name) => name !== undefined) && new Set(names).size === names.length
  return new Map(value.map((item, index) => [named ? names[index]! : String(index + 1), item]))
}

export function difference(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (isTree(before) && isTree(after)) {
    const [one, other] = [entries(before), entries(after)]
    return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => difference(one.get(key), other.get(key), [...path, key]))
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{path, before, after}]
}
