/**
 * The disclosure set of a year, out of what is published: grants in force, scenarios approved and products on offer on a day of it, use by its months.
 * Nothing that ends later changes the set of an earlier year, but the status that each row shows is the present one.
 */
import type {Disclosure} from './disclosure'

const yearOf = (day: string): string => day.slice(0, 4)

/** From the first grant or use to the year in which the node drew it up, latest first. */
export function yearsOf(disclosure: Disclosure): string[] {
  const last = Number(yearOf(disclosure.made))
  const first = Math.min(last, ...[...disclosure.grants.map(({starts}) => starts), ...disclosure.usage.map(({month}) => month)].map((day) => Number(yearOf(day))).filter(Boolean))
  return Array.from({length: last - first + 1}, (_, back) => String(last - back))
}

/** From the first day to the last one that is known; without one it goes on. */
const touches = (year: string, first: string, ...last: (string | undefined)[]): boolean =>
  first <= `${year}-12-31` && last.every((day) => !day || day >= `${year}-01-01`)

export function disclosureOf(disclosure: Disclosure, year: string): Disclosure {
  const today = disclosure.made.slice(0, 10)
  return {
    ...disclosure,
    grants: disclosure.grants.filter(({starts, ends, ended}) => starts <= today && touches(year, starts, ends, ended)),
    scenarios: disclosure.scenarios.filter(({approved, ends, ended}) => touches(year, approved, ends, ended)),
    products: disclosure.products.filter(({listed, withdrawn}) => touches(year, listed, withdrawn)),
    usage: disclosure.usage.filter(({month}) => yearOf(month) === year),
  }
}

/** What the published months of use add up to, and how many months are withheld. */
export function useOf({usage}: Disclosure): {calls: number; published: number; withheld: number} {
  const shown = usage.filter(({withheld}) => !withheld)
  return {calls: shown.reduce((sum, {calls}) => sum + (calls ?? 0), 0), published: shown.length, withheld: usage.length - shown.length}
}
