// Writes e2e/known.json: what a node really signed, for the tests of src/verify.  node scripts/known_proofs.mjs [PROGRAM [PACK]]
// Plays the demonstration, reads an entry, its proof and consistency proofs from the running node, stops it, exports the log and lets
// `gongshu verify --export` check it. Key, checkpoint, envelope and leaves are then taken from that export, not from the node's answers.
import {execFileSync, spawn} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const [program = path.join(root, 'build/release/gongshu'), pack = 'shijiazhuang'] = process.argv.slice(2)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongshu-known-'))
const [data, out] = [path.join(folder, 'demo'), path.join(folder, 'export')]

const demo = spawn(program, ['demo', '--pack', pack, '--data', data, '--port', '0', '--residents', '10000'], {cwd: root, stdio: ['ignore', 'pipe', 'inherit']})
const ended = new Promise((resolve) => demo.once('close', resolve))
const url = await new Promise((resolve, reject) => {
  let text = ''
  demo.stdout.on('data', (chunk) => {
    text += chunk
    const found = /open: {2}(http:\/\/[\d.]+:\d+)\//.exec(text)
    if (found) resolve(found[1])
  })
  demo.once('exit', (code) => reject(new Error(`the demonstration ended with ${code}`)))
})

const read = async (where, init = {}) => {
  const answer = await fetch(url + where, {...init, headers: {'Content-Type': 'application/json', ...init.headers}})
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
const {account, password} = (await read('/api/v1/start')).accounts.find((one) => one.account.startsWith('authority.'))
const {token} = await read('/api/v1/sessions', {method: 'POST', body: JSON.stringify({account, password})})
const headers = {Authorization: `Bearer ${token}`}
const {rows} = await read('/api/v1/ledger/entries?limit=500', {headers})
const {seq, time, type, rules, actor, org, stream, data: recorded, salt} = rows.find((row) => row.rules.length && row.seq > 40)
const {checkpoint, ...proof} = await read(`/api/v1/ledger/entries/${seq}/proof`, {headers})
const {size} = proof
const consistency = await Promise.all([1, 7, 64, 100, size - 1].map(async (from) => ({from, to: size, path: (await read(`/api/v1/ledger/consistency?from=${from}&to=${size}`, {headers})).path})))
demo.kill('SIGTERM')
await ended

execFileSync(program, ['export', 'log', '--data', path.join(data, 'node'), out])
const key = path.join(data, 'node/node.pub.pem')
const verdict = JSON.parse(execFileSync(program, ['verify', '--export', out, '--key', key, '--json'], {encoding: 'utf8'}))
if (!verdict.ok || verdict.entries < size) throw new Error(`gongshu verify: ${JSON.stringify(verdict)}`)

const only = (...parts) => {
  const place = path.join(out, 'sm3', ...parts)
  return fs.readFileSync(path.join(place, fs.readdirSync(place)[0]))
}
if (verdict.entries >= 256) throw new Error('more than one tile; take a pack with a shorter demonstration')
const hashes = only('tile/0/000.p').toString('hex').match(/.{64}/g)
const runs = only('tile/entries/000.p')
const envelopes = []
for (let at = 0; at < runs.length; at += 2 + runs.readUInt16BE(at)) envelopes.push(runs.subarray(at + 2, at + 2 + runs.readUInt16BE(at)).toString('utf8'))
const notes = fs.readFileSync(path.join(out, 'sm3/checkpoints.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line))
const note = notes.find((one) => one.size === size)?.note
if (note !== checkpoint || hashes.length !== envelopes.length || hashes[seq] !== proof.leaf) throw new Error('the export is not what the node answered')

const known = {
  source: `gongshu demo --pack ${pack}; exported and found good by gongshu verify --export; written by scripts/known_proofs.mjs`,
  key: fs.readFileSync(key, 'utf8'), checkpoint: note, entry: {seq, time, type, rules, actor, org, stream, data: recorded, salt}, proof: {...proof, envelope: envelopes[seq]}, consistency, leaves: hashes.slice(0, size),
}
fs.writeFileSync(path.join(root, 'web/e2e/known.json'), `${JSON.stringify(known, null, 1)}\n`)
fs.rmSync(folder, {recursive: true, force: true})
console.log(`${size} entries of ${pack}, verified; entry ${seq} ${type}`)
