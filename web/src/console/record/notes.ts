/** Notes of a review, brought to the form in which their places are filled in. */
import type {FieldNote} from '@/form/notes'
import {nameOf, personOf} from './names'
import {placeName, type Place} from './places'
import type {Chain} from './subject'

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** Where a form asks for what lies at the pointer. */
export function fieldOf(at: string): string[] {
  const keys = at.split('/').slice(1).map(unescaped)
  return keys[0] === 'content' ? keys.slice(1) : keys
}

/** The notes of a review that is over, for whoever writes the record anew; while it runs there is nothing to mend. */
export function notesFor(chain: Chain | undefined, places: readonly Place[]): FieldNote[] {
  if (!chain?.steps || chain.steps.some(({status}) => status === 'open')) return []
  return chain.steps.flatMap(({opinion}) => (opinion?.notes ?? []).map(({at, text}) => ({
    path: places.find((place) => place.at === at)?.field ?? fieldOf(at), about: placeName(at, places), by: [personOf(opinion!.person), nameOf(opinion!.org)].filter(Boolean).join(' · '), text,
  })))
}
