/** Ids of records inside a text that the node wrote (what a check found, why something is refused), told by their titles. */
import {words} from '@/i18n'
import {idPattern, kindsByPrefix} from './ids'
import {nameOf, titleOf} from './names'

/** The text with titles for ids; an id stays where one may not see what it names. */
export function inText(text: string): string {
  return text.replace(idPattern(), (found, prefix: string) => {
    const title = prefix === 'org' ? nameOf(found) : titleOf(kindsByPrefix[prefix]!, found)
    return title === found ? found : words({zh: `《${title}》`, en: `“${title}”`})
  })
}
