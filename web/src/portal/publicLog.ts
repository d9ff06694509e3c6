/** The public log as a file that `gongshu verify --bundle` recomputes the signed root from. */
import {readCheckpoint} from '@/verify/note'

export interface PublicLog {
  format: 'gongshu public log 1'
  key: string
  checkpoint: string
  leaves: string[]
}

const page = 500

/** Reads the leaves up to the size that the checkpoint signs; what was recorded since is left out. */
export async function publicLogOf(note: string, pem: string, read: (from: number, limit: number) => Promise<{rows: {seq: number; leaf: string}[]}>, progress: (n: number) => void = () => {}): Promise<PublicLog> {
  const {size} = readCheckpoint(note)
  const leaves: string[] = []
  while (leaves.length < size) {
    const {rows} = await read(leaves.length, Math.min(page, size - leaves.length))
    if (!rows.length || rows[0]!.seq !== leaves.length) throw new Error(`entry ${leaves.length} is missing`)
    for (const {leaf} of rows) leaves.push(leaf)
    progress(leaves.length)
  }
  return {format: 'gongshu public log 1', key: pem, checkpoint: note, leaves}
}
