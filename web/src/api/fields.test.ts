/** What a screened operation can be sent, some form lets one enter: each property of its body is written near the call, or `unasked` says why not. */
import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {parse} from 'yaml'

interface Schema {
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
}
interface Operation {
  operationId?: string
  requestBody?: {content?: Record<string, {schema?: Schema}>}
}
interface Contract {
  paths: Record<string, Record<string, Operation>>
  components: {schemas: Record<string, Schema>}
}

/** Properties that no form asks for, each with why: "operation property". */
const unasked: Record<string, string> = {}

/** One form for all opinions. */
const opinions = 'console/record/opinion.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const source = path.join(root, 'web/src')
const contract = parse(fs.readFileSync(path.join(root, 'api/openapi.yaml'), 'utf8')) as Contract
const files = fs.readdirSync(source, {recursive: true, encoding: 'utf8'}).filter((file) => /\.(ts|vue)$/.test(file) && !/\.(test|gen)\.ts$/.test(file))
  .map((file) => ({file, folder: path.dirname(file), text: fs.readFileSync(path.join(source, file), 'utf8')}))

/** Names of the properties of a body, those of what it holds as well. */
function properties(schema: Schema | undefined, above: string[] = []): string[] {
  const name = schema?.$ref?.split('/').at(-1)
  if (name) return above.includes(name) ? [] : properties(contract.components.schemas[name], [...above, name])
  return [...Object.entries(schema?.properties ?? {}).flatMap(([key, inner]) => [key, ...properties(inner, above)]), ...(schema?.items ? properties(schema.items, above) : [])]
}

/** A form's key, a helper's first argument, v-model, a member of an object: not `row.key`, which only reads. */
const writes = (text: string, key: string): boolean => new RegExp(`key: '${key}'|\\(\\s*'${key}', \\{|v-model[^"=]*="[\\w.!]*\\b${key}"|(?<![\\w.'-])${key}\\??:|[{,]\\s*${key}\\s*[,}]`).test(text)

function callers(method: string, address: string): typeof files {
  const call = new RegExp(`\\bapi\\.${method.toUpperCase()}\\(\\s*['"]${address.replace(/[{}]/g, '\\$&')}['"]`)
  return files.filter(({text}) => call.test(text))
}

/** The text of the folders that call it, without what only names things. */
function near(calling: typeof files): string {
  const folders = calling.map(({folder}) => folder)
  return files.filter(({file, folder}) => file === opinions || (folders.some((one) => folder === one || folder.startsWith(`${one}/`)) && !file.endsWith('messages.ts'))).map(({text}) => text).join('\n')
}

const sent = Object.entries(contract.paths).flatMap(([address, methods]) => Object.entries(methods).flatMap(([method, {operationId, requestBody}]) => {
  const calling = operationId ? callers(method, address) : []
  const schema = requestBody?.content?.['application/json']?.schema
  return calling.length && schema ? [...new Set(properties(schema))].map((key) => ({name: `${operationId} ${key}`, found: writes(near(calling), key)})) : []
}))

it('has a field for everything that may be sent, or a reason', () => {
  expect(sent.length).toBeGreaterThan(300)
  expect(sent.filter(({name, found}) => !found && !(name in unasked)).map(({name}) => name)).toEqual([])
})

it('gives a reason only for what exists and has no field', () => {
  expect(Object.keys(unasked).filter((name) => !sent.some((one) => one.name === name && !one.found))).toEqual([])
})

it('would miss one that is only read', () => {
  expect(writes("{{ data.org.related }} t('related')", 'related')).toBe(false)
  expect(writes("{key: 'related', kind: 'choices'}", 'related')).toBe(true)
})
