/** Places of a record that a reviewer can note one by one: JSON pointers with names. */
import type {Field, FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {packName} from './pack'
import type {ItemSet} from './subject'

export interface Place {
  /** JSON Pointer into the record. */
  at: string
  label: string
  /** Where the form asks for it; without it, at the keys of the pointer below `content`. */
  field?: string[]
}

/** What a reviewer said of one place. */
export interface Note {
  at: string
  text: string
}

/** A key as a part of a JSON Pointer (RFC 6901). */
export const token = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** Where this very object lies in the record; nothing when it is no part of it. */
export function pointerTo(record: unknown, part: object): string | undefined {
  if (record === part) return ''
  if (!record || typeof record !== 'object') return undefined
  for (const [key, value] of Object.entries(record)) {
    const below = pointerTo(value, part)
    if (below !== undefined) return `/${token(key)}${below}`
  }
  return undefined
}

/** The items of the sets that the record has, named by the pack. */
export function itemPlaces(record: object, sets: readonly ItemSet[]): Place[] {
  return sets.flatMap((set) => {
    const base = pointerTo(record, set.values)
    return base === undefined ? [] : Object.keys(set.values).map((key) => ({at: `${base}/${token(key)}`, label: words(packName(key))}))
  })
}

type Node = Record<string, unknown>

function placesOf(fields: readonly Field[], content: Node, base: string, before: string): Place[] {
  return fields.flatMap((field): Place[] => {
    const value = content[field.key]
    if (value === undefined || value === null) return []
    const at = `${base}/${token(field.key)}`
    const label = before + words(field.label)
    if (field.kind === 'group') return placesOf(field.fields ?? [], value as Node, at, `${label} · `)
    if (field.kind !== 'list') return [{at, label}]
    return (value as Node[]).map((item, index) => ({at: `${at}/${index}`, label: `${label} · ${String(item.title ?? item.name ?? item.table ?? index + 1)}`}))
  })
}

/** What the form asks for and the content holds, under the names of the form; an item of a list is one place. */
export const formPlaces = (form: FormSpec | undefined, content: object): Place[] => placesOf(form?.pages.flatMap((page) => page.fields) ?? [], content as Node, '/content', '')

/** Each place once, under the name given first, in the order of the last list and then of the others. */
export function eachOnce(named: readonly Place[], all: readonly Place[]): Place[] {
  const known = new Map(named.map((place) => [place.at, place]))
  const out = [...all.map((place) => known.get(place.at) ?? place), ...named]
  return out.filter((place, index) => out.findIndex((one) => one.at === place.at) === index)
}

/** The name of a place; the pointer itself where the page names none. */
export const placeName = (at: string, places: readonly Place[]): string => places.find((place) => place.at === at)?.label ?? at
