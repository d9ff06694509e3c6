/** An entry of the ledger as /api/v1/ledger/entries gives it; the contract leaves rows open. `data` is there for those who may see it. */
export interface LedgerEntry {
  seq: number
  time: string
  actor: string
  org: string
  /** kind/id of the record */
  stream: string
  /** subject.event */
  type: string
  rules: string[]
  data?: Record<string, unknown>
}
