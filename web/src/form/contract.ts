/** Limits of bodies, read from the contract that the node itself serves: one source for what a field may hold. */
import type {Words} from '@/i18n/words'

interface Schema {
  $ref?: string
  type?: string
  enum?: (string | number)[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  pattern?: string
  description?: string
}

export interface Limits {
  required: boolean
  choices?: (string | number)[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
}

export type LimitsOf = (path: readonly string[]) => Limits

interface Contract {
  components: {schemas: Record<string, Schema>}
  paths: Record<string, Record<string, {operationId?: string; summary?: string}>>
}

let contract: Promise<Contract> | undefined

function load(): NonNullable<typeof contract> {
  contract ??= fetch('/openapi.json').then((response) => {
    if (!response.ok) throw new Error(`/openapi.json: ${response.status}`)
    return response.json()
  }).catch((error) => {
    contract = undefined
    throw error
  })
  return contract
}

/** Limits by the path of keys; the number of a list item counts as a key: items.0.name. */
export function limitsIn(schemas: Record<string, Schema>, root: string): LimitsOf {
  const resolve = (schema: Schema | undefined): Schema | undefined => (schema?.$ref ? schemas[schema.$ref.split('/').at(-1)!] : schema)
  return (path) => {
    let schema = resolve(schemas[root])
    let required = false
    for (const key of path) {
      if (/^\d+$/.test(key)) {
        schema = resolve(schema?.items)
        continue
      }
      required = schema?.required?.includes(key) ?? false
      schema = resolve(schema?.properties?.[key])
    }
    return {
      required, choices: schema?.enum, minLength: schema?.minLength, maxLength: schema?.maxLength,
      minimum: schema?.minimum, maximum: schema?.maximum, pattern: schema?.pattern,
    }
  }
}

export async function limitsOf(root: string): Promise<LimitsOf> {
  return limitsIn((await load()).components.schemas, root)
}

/** What the contract calls each operation, in both languages. */
export async function operationNames(): Promise<Map<string, Words>> {
  const names = new Map<string, Words>()
  for (const methods of Object.values((await load()).paths)) {
    for (const {operationId, summary} of Object.values(methods)) {
      const [zh, en] = summary?.split(' / ') ?? []
      if (operationId && zh) names.set(operationId, {zh, en: en ?? zh})
    }
  }
  return names
}

export const noLimits: LimitsOf = () => ({required: false})
