/** What packs_plugin.ts reads from the repository. */
declare module 'virtual:packs' {
  interface Words { zh: string; en: string }
  export interface ShippedDate { date?: string; source?: string }
  export interface ShippedRule extends Words {
    id: string
    article: string
    level: string
    deferred?: Words
    bind: {point: string; params: Record<string, unknown>}[]
  }
  export interface ShippedPack {
    id: string
    title: Words
    issuer: Words
    status: 'in_force' | 'trial' | 'draft'
    base?: string
    /** Names of items, roles and states. */
    labels: Record<string, Words>
    dates: {issued?: ShippedDate; effective?: ShippedDate; expires?: ShippedDate}
    rules: ShippedRule[]
  }
  export interface ShippedCalendar {
    year: number
    notice: string
    source: string
    off: {name: string; from: string; to: string}[]
    working: string[]
  }
  const shipped: {
    packs: ShippedPack[]
    stories: Record<string, {file: string; title: Words}[]>
    defaults: Record<string, Record<string, string>>
    calendars: ShippedCalendar[]
  }
  export default shipped
}

/** Pack → role → its name. */
declare module 'virtual:roles' {
  const roles: Record<string, Record<string, {zh: string; en: string}>>
  export default roles
}

/** Pack without a base → its rules that list items, and the names of those. */
declare module 'virtual:items' {
  interface Words { zh: string; en: string }
  const items: Record<string, {rules: (Words & {id: string; article: string; level: string; bind: {point: string; level: string; params: Record<string, unknown>}[]})[]; labels: Record<string, Words>}>
  export default items
}
