/**
 * One real demonstration for a run of the tests: `gongshu demo` on a free port with a directory of its own. The pages come from the program
 * itself with GONGSHU_EMBEDDED=1, else from build/web/dist (npm run build), with the API passed on.
 * GONGSHU_URL names a running demonstration to use instead.
 */
import {spawn} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {preview} from 'vite'

const root = path.resolve(import.meta.dirname, '../..')
const longest = 120_000

interface Demo {
  url: string
  stop: () => Promise<void>
}

/** The folder of the packs; for one of e2e/packs, a folder that holds it beside the product's own. */
function packsFor(pack: string, beside: string): string {
  const own = process.env.GONGSHU_RULEPACKS ?? path.join(root, 'rulepacks')
  const ours = path.join(import.meta.dirname, 'packs', pack)
  if (!fs.existsSync(ours)) return own
  const folder = path.join(beside, 'packs')
  fs.mkdirSync(folder)
  for (const one of fs.readdirSync(own)) fs.symlinkSync(path.join(path.resolve(own), one), path.join(folder, one))
  fs.symlinkSync(ours, path.join(folder, pack))
  return folder
}

/** `script`: a story to play in place of the pack's own (data/demo), from e2e/scripts. */
export function startDemo(pack: string, script?: string): Promise<Demo> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gongshu-e2e-'))
  const packs = packsFor(pack, data)
  const binary = process.env.GONGSHU_BINARY ?? path.join(root, 'build/release/gongshu')
  const child = spawn(binary, ['demo', '--pack', pack, '--data', path.join(data, 'node'), '--port', '0', '--residents', '10000', ...(script ? ['--script', path.join(import.meta.dirname, 'scripts', script)] : [])], {cwd: root, env: {...process.env, GONGSHU_RULEPACKS: packs}, stdio: ['ignore', 'pipe', 'pipe']})
  const ended = new Promise<void>((resolve) => { child.once('close', () => resolve()) })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    fs.rmSync(data, {recursive: true, force: true})
  }
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => { void stop(); reject(new Error(`the demonstration was not ready in ${longest / 1000} s:\n${output.slice(-2000)}`)) }, longest)
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const url = /open: {2}(http:\/\/[\d.]+:\d+)\//.exec(output)?.[1]
      if (!url || !output.includes('developer') && !output.includes('口令')) return
      clearTimeout(timer)
      resolve({url, stop})
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`the demonstration ended with ${code}:\n${output.slice(-2000)}`)) })
  })
}

/** The pages for a demonstration: its own, or those of the build with the API passed on. */
export async function startPages(demo: string): Promise<Demo> {
  if (process.env.GONGSHU_EMBEDDED) return {url: demo, stop: async () => {}}
  process.env.GONGSHU_URL = demo  // vite.config.ts passes the API on to it
  const pages = await preview({root: path.join(root, 'web'), logLevel: 'error', preview: {port: 0, host: '127.0.0.1'}})
  return {url: pages.resolvedUrls!.local[0]!.replace(/\/$/, ''), stop: () => pages.close()}
}

/**
 * Another demonstration beside the run's own, for the tests of one file: `as` and `anyone` open its pages until the returned function is called.
 * GONGSHU_URL_HENAN (or another pack) names one that is running already.
 */
export async function useDemo(pack: string, script?: string): Promise<() => Promise<void>> {
  const before = {...process.env}
  const running = process.env[`GONGSHU_URL_${pack.toUpperCase()}`]
  const demo = running ? {url: running, stop: async () => {}} : await startDemo(pack, script)
  const pages = await startPages(demo.url)
  Object.assign(process.env, {GONGSHU_API: demo.url, GONGSHU_PAGES: pages.url})
  return async () => {
    for (const name of ['GONGSHU_API', 'GONGSHU_PAGES', 'GONGSHU_URL']) process.env[name] = before[name]
    await pages.stop()
    await demo.stop()
  }
}

export default async function setUp(): Promise<() => Promise<void>> {
  const demo = process.env.GONGSHU_URL ? {url: process.env.GONGSHU_URL, stop: async () => {}} : await startDemo(process.env.GONGSHU_PACK ?? 'henan')
  const pages = await startPages(demo.url)
  process.env.GONGSHU_API = demo.url
  process.env.GONGSHU_PAGES = pages.url
  return async () => {
    await pages.stop()
    await demo.stop()
  }
}
