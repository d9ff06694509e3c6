/** The disclosure set of a year, out of what is published: grants by their term, products by the day of listing, use by its months. */
import type {Disclosure} from './disclosure'

const yearOf = (day: string): string => day.slice(0, 4)

/** From the first grant or use to the year in which the node drew it up, latest first. */
export function yearsOf(disclosure: Disclosure): string[] {
  const last = Number(yearOf(disclosure.made))
  const first = Math.min(last, ...[...disclosure.grants.map(({starts}) => starts), ...disclosure.usage.map(({month}) => month)].map((day) => Number(yearOf(day))).filter(Boolean))
  return Array.from({length: last - first + 1}, (_, back) => String(last - back))
}

/** Scenarios carry no day of approval: those that have not ended before the year belong to it. */
export function disclosureOf(disclosure: Disclosure, year: string): Disclosure {
  const products = disclosure.products.filter(({listed}) => !listed || yearOf(listed) <= year)
  return {
    ...disclosure, products,
    grants: disclosure.grants.filter(({starts, ends}) => yearOf(starts) <= year && yearOf(ends) >= year),
    scenarios: disclosure.scenarios.filter(({ends}) => !ends || yearOf(ends) >= year),
    usage: disclosure.usage.filter(({month}) => yearOf(month) === year),
  }
}

/** What the published months of use add up to, and how many months are withheld. */
export function useOf({usage}: Disclosure): {calls: number; published: number; withheld: number} {
  const shown = usage.filter(({withheld}) => !withheld)
  return {calls: shown.reduce((sum, {calls}) => sum + (calls ?? 0), 0), published: shown.length, withheld: usage.length - shown.length}
}
