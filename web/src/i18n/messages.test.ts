/** Every text in both languages, and every key that the code names exists. */
import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import blocks from '@/blocks/messages'
import form from '@/form/messages'
import portal from '@/portal/messages'
import record from '@/console/record/messages'
import shell from '@/shell/messages'
import type {Messages} from './words'

const areas = import.meta.glob<Messages>('../console/areas/*/messages.ts', {eager: true, import: 'default'})
const all: Record<string, Messages> = {shell, record, blocks, form, portal}
for (const [file, messages] of Object.entries(areas)) all[file.split('/').at(-2)!] = messages

const source = path.resolve(import.meta.dirname, '..')
const files = fs.readdirSync(source, {recursive: true, encoding: 'utf8'}).filter((file) => /\.(ts|vue)$/.test(file) && !/\.(test|gen)\.ts$/.test(file))

describe('messages', () => {
  it.each(Object.entries(all))('%s has each key in both languages, none empty, with the same parameters', (_name, messages) => {
    expect(Object.keys(messages.en).sort()).toEqual(Object.keys(messages.zh).sort())
    for (const [key, zh] of Object.entries(messages.zh)) {
      const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
      expect(zh.trim(), key).not.toBe('')
      expect(messages.en[key]?.trim(), key).not.toBe('')
      expect(parameters(messages.en[key]!), key).toEqual(parameters(zh))
    }
  })

  it.each(Object.entries(all))('%s has no key below one that is a text itself', (_name, {zh}) => {
    const keys = Object.keys(zh)
    expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([])
  })

  it('has every key that the code names', () => {
    const missing: string[] = []
    for (const file of files) {
      for (const [, namespace, key] of fs.readFileSync(path.join(source, file), 'utf8').matchAll(/\bt\('([a-z][\w-]*)\.([\w.]+)'/g))
        if (!all[namespace!] || !(key! in all[namespace!]!.zh)) missing.push(`${file}: ${namespace}.${key}`)
    }
    expect(missing).toEqual([])
  })

  it('keeps Chinese out of templates: texts have keys', () => {
    const bare: string[] = []
    for (const file of files.filter((one) => one.endsWith('.vue'))) {
      const template = fs.readFileSync(path.join(source, file), 'utf8').split('<template>')[1] ?? ''
      const text = template.replace(/<style[\s\S]*$/, '').replace(/<!--[\s\S]*?-->/g, '').replace(/[：、，；。（）·]/g, '')
      if (/\p{Script=Han}/u.test(text)) bare.push(file)
    }
    expect(bare).toEqual([])
  })
})
