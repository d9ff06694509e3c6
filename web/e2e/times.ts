/** How long things take in the browser, written for the summary of tests/run.py: one file a spec, so that specs running side by side do not meet. */
import fs from 'node:fs'
import path from 'node:path'
import {expect} from './fixtures'

const folder = process.env.GONGSHU_TIMES ?? path.resolve(import.meta.dirname, '../../build/web/times')

export interface Time {
  name: string
  /** Milliseconds; the best of several, since the machine may be busy with something else. */
  value: number
  /** The promise. Past it a warning is printed; a busy machine alone can be the reason. */
  goal: number
  /** Past it the test fails: no machine that anybody works with is that busy three times running. */
  limit: number
}

/** Writes the times and the line that sums them up, prints what is past its goal, and fails on what is past its limit. */
export function judge(file: string, summary: string, times: readonly Time[]): void {
  const slow = times.filter(({value, goal}) => value > goal)
  fs.mkdirSync(folder, {recursive: true})
  fs.writeFileSync(path.join(folder, `${file}.json`), `${JSON.stringify({summary: slow.length ? `${summary}; past the goal: ${slow.map(({name, value}) => `${name} ${value} ms`).join(', ')}` : summary, times}, null, 1)}\n`)
  for (const {name, value, goal} of slow) console.warn(`WARNING: ${name} took ${value} ms, more than ${goal} ms`)
  expect(times.filter(({value, limit}) => value > limit)).toEqual([])
}
