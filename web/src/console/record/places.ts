/** Places of a record that a reviewer can note one by one: JSON pointers with names. */
import {words} from '@/i18n'
import {packName} from './pack'
import type {ItemSet} from './subject'

export interface Place {
  /** JSON Pointer into the record. */
  at: string
  label: string
}

/** What a reviewer said of one place. */
export interface Note {
  at: string
  text: string
}

const token = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

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

/** The name of a place; the pointer itself where the page names none. */
export const placeName = (at: string, places: readonly Place[]): string => places.find((place) => place.at === at)?.label ?? at
