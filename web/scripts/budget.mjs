// What a browser loads before the first page shows, gzip: the entry's JavaScript with all it imports at once, and the pages opened first.
import fs from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import zlib from 'node:zlib'

const dist = fileURLToPath(new URL('../../build/web/dist/', import.meta.url))
const manifest = JSON.parse(fs.readFileSync(path.join(dist, 'manifest.json'), 'utf8'))
const limits = [
  {name: 'console', first: ['index.html', 'src/shell/AppShell.vue', 'src/shell/HomePage.vue'], most: 350},
  {name: 'portal', first: ['portal.html'], most: 200},
]

function reach(key, found) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the manifest`)
  if (found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const next of chunk.imports ?? []) reach(next, found)
  return found
}

let over = false
for (const {name, first, most} of limits) {
  const files = new Set()
  for (const key of first) reach(key, files)
  const bytes = [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + zlib.gzipSync(fs.readFileSync(path.join(dist, file)), {level: 9}).length, 0)
  const kib = bytes / 1024
  over ||= kib > most
  console.log(`${name}: first load ${kib.toFixed(0)} KB gzip JavaScript in ${files.size} files, at most ${most}${kib > most ? ': OVER' : ''}`)
}
process.exit(over ? 1 : 0)
