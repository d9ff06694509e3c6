/** Names of the parts of a content, as the form that writes it asks for them. */
import type {Field, FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {packName} from './pack'

/** `path` as DiffView gives it: keys, and in a list the name or the number of an item. What the form does not know is named by the pack. */
export function pathNames(form: FormSpec | undefined, path: readonly string[]): string[] {
  let fields: readonly Field[] | undefined = form?.pages.flatMap((page) => page.fields)
  let item = false
  return path.map((key) => {
    if (item) {
      item = false
      return key
    }
    const same: readonly Field[] = fields?.filter((one) => one.key === key) ?? []  // several where pages depend on an answer
    const field = same[0]
    item = field?.kind === 'list'
    fields = same.flatMap((one) => one.fields ?? [])
    return words(field?.label ?? packName(key))
  })
}

export const pathLabel = (form: FormSpec | undefined) => (path: readonly string[]): string => pathNames(form, path).join(' / ')
