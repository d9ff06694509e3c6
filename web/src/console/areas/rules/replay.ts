/** A pack as files that the node judges history under, and what flips. */
import type {Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'

export type Replay = Schemas['RuleReplay']
export type Flip = Schemas['ReplayFlip']
export type PackProblem = Schemas['PackProblem']

export const replayStates = defineStates<Replay['status']>({
  running: {name: {zh: '进行中', en: 'Running'}, tone: 'active'},
  done: {name: {zh: '已完成', en: 'Done'}, tone: 'good'},
  failed: {name: {zh: '失败', en: 'Failed'}, tone: 'bad'},
})

export const outcomes = defineStates<Flip['then']>({
  passed: {name: {zh: '通过', en: 'passed'}, tone: 'good'},
  refused: {name: {zh: '拒绝', en: 'refused'}, tone: 'bad'},
})

/** Name in the pack by the file's path: `city/pack.d/fees.yaml` and a lone `fees.yaml` are `pack.d/fees.yaml`; nothing for what belongs to no pack. */
export function nameInPack(path: string): string | undefined {
  const parts = path.split('/')
  const file = parts.at(-1)!
  if (!/^[\w.-]+\.ya?ml$/.test(file)) return undefined
  if (file === 'pack.yaml') return file
  const folder = parts.at(-2)
  return folder === undefined || folder === 'pack.d' ? `pack.d/${file}` : undefined
}

/** The pack among these files; why there is none that could be handed in. */
export async function packFiles(list: Iterable<File>): Promise<{files: Record<string, string>; lacks?: 'noPackYaml' | 'severalPacks'}> {
  const found = [...list].map((file) => ({file, name: nameInPack(file.webkitRelativePath || file.name)}))
  const packs = found.filter(({name}) => name === 'pack.yaml').length
  if (packs !== 1) return {files: {}, lacks: packs ? 'severalPacks' : 'noPackYaml'}
  const files: Record<string, string> = {}
  for (const {file, name} of found) if (name) files[name] = await file.text()
  return {files}
}
