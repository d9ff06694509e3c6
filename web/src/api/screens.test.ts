/** Every operation of the contract is called by a page, or unscreened.ts says why none does. */
import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {parse} from 'yaml'
import {unscreened} from './unscreened'

interface Contract {
  paths: Record<string, Record<string, {operationId?: string}>>
}

const root = path.resolve(import.meta.dirname, '../../..')
const source = path.join(root, 'web/src')
const contract = parse(fs.readFileSync(path.join(root, 'api/openapi.yaml'), 'utf8')) as Contract
const operations = Object.entries(contract.paths).flatMap(([address, methods]) => Object.entries(methods).flatMap(([method, {operationId}]) => (operationId ? [{id: operationId, call: `${method.toUpperCase()} ${address}`}] : [])))

/** `api.GET('/api/v1/…')`, or an address that a page fetches or links to itself. */
function called(): Set<string> {
  const found = new Set<string>()
  for (const file of fs.readdirSync(source, {recursive: true, encoding: 'utf8'})) {
    if (!/\.(ts|vue)$/.test(file) || /\.(test|gen)\.ts$/.test(file)) continue
    const text = fs.readFileSync(path.join(source, file), 'utf8')
    for (const [, method, address] of text.matchAll(/\bapi\.(GET|POST|PUT|DELETE|PATCH)\(\s*['"]([^'"]+)['"]/g)) found.add(`${method} ${address}`)
    for (const [, address] of text.matchAll(/(?:fetch\(|href=|src=)\s*['"](\/[^'"?#]*)['"]/g)) found.add(`GET ${address}`)
  }
  return found
}

const calls = called()

it('has a screen for every operation, or a reason', () => {
  expect(operations.filter(({id, call}) => !calls.has(call) && !(id in unscreened)).map(({id, call}) => `${id}: ${call}`)).toEqual([])
})

it('gives a reason only for operations that exist and have no screen', () => {
  const known = new Map(operations.map(({id, call}) => [id, call]))
  expect(Object.keys(unscreened).filter((id) => !known.has(id) || calls.has(known.get(id)!))).toEqual([])
})

it('calls nothing that the contract does not have', () => {
  const known = new Set(operations.map(({call}) => call))
  expect([...calls].filter((call) => call.includes('/api/v1/') && !known.has(call))).toEqual([])
})
