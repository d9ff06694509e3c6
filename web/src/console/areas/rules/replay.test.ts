import {expect, it} from 'vitest'
import {nameInPack, packFiles} from './replay'

it.each([
  ['pack.yaml', 'pack.yaml'], ['city/pack.yaml', 'pack.yaml'], ['city/pack.d/fees.yaml', 'pack.d/fees.yaml'], ['fees.yaml', 'pack.d/fees.yaml'],
  ['city/README.md', undefined], ['city/stories/one.yaml', undefined], ['city/pack.d/.hidden', undefined],
])('%s is %s of the pack', (path, name) => {
  expect(nameInPack(path)).toBe(name)
})

it('is one pack, not none and not several', async () => {
  const file = (path: string): File => Object.defineProperty(new File([path], path.split('/').at(-1)!), 'webkitRelativePath', {value: path})
  expect(await packFiles(['city/pack.yaml', 'city/pack.d/fees.yaml', 'city/README.md'].map(file))).toEqual({files: {'pack.yaml': 'city/pack.yaml', 'pack.d/fees.yaml': 'city/pack.d/fees.yaml'}})
  expect(await packFiles(['calendar/2026.yaml'].map(file))).toEqual({files: {}, lacks: 'noPackYaml'})
  expect(await packFiles(['packs/city/pack.yaml', 'packs/other/pack.yaml'].map(file))).toEqual({files: {}, lacks: 'severalPacks'})
})
