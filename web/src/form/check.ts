/** What is wrong with what was filled in, by path: "items.2.name" → sentence. The server checks again; this spares a round trip. */
import {t, words} from '@/i18n'
import type {Limits, LimitsOf} from './contract'
import {isShown, type Field, type Values} from './spec'

export type Faults = Record<string, string>

const empty = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && !value.trim()) || (Array.isArray(value) && !value.length)

function faultOf(field: Field, value: unknown, limits: Limits): string | undefined {
  const name = words(field.label)
  if (empty(value)) return limits.required || field.required ? t('form.fieldMissing', {field: name}) : undefined
  if (typeof value === 'string') {
    const length = [...value.trim()].length
    if (limits.minLength !== undefined && length < limits.minLength) return t('form.tooShort', {field: name, n: limits.minLength})
    if (limits.maxLength !== undefined && length > limits.maxLength) return t('form.tooLong', {field: name, n: limits.maxLength})
    if (limits.pattern && !new RegExp(`^(?:${limits.pattern})$`, 'u').test(value.trim())) return t('form.badPattern', {field: name})
  }
  if (typeof value === 'number') {
    const {minimum = -Infinity, maximum = Infinity} = limits
    if (!Number.isFinite(value) || value < minimum || value > maximum) return t('form.outOfRange', {field: name, min: minimum, max: maximum})
  }
  return undefined
}

export function check(fields: Field[], own: Values, values: Values, limits: LimitsOf, base: string[] = []): Faults {
  const faults: Faults = {}
  for (const field of fields) {
    if (!isShown(field, values, own)) continue
    const path = [...base, field.key]
    const value = own[field.key]
    if (field.kind === 'group') Object.assign(faults, check(field.fields ?? [], (value ?? {}) as Values, values, limits, path))
    if (field.kind === 'list') {
      ((value ?? []) as Values[]).forEach((item, number) => Object.assign(faults, check(field.fields ?? [], item, values, limits, [...path, String(number)])))
    }
    const fault = field.kind === 'group' || field.mayBeEmpty ? undefined : faultOf(field, value, limits(path))
    if (fault) faults[path.join('.')] = fault
  }
  return faults
}

/** The page on which the place at fault lies: the first that has a field of which the path begins. */
export function pageOf(pages: {fields: Field[]}[], path: string): number {
  const head = path.split('.')[0]
  return pages.findIndex((page) => page.fields.some((field) => field.key === head))
}
