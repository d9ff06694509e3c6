import {createApp, h, nextTick, ref, type App, type FunctionalComponent} from 'vue'
import {afterEach, expect, it, vi} from 'vitest'
import {addMessages, i18n} from '@/i18n'
import DocumentInput from './DocumentInput.vue'
import messages from './messages'

const listed = vi.hoisted(() => ({rows: [] as object[]}))
const posted = vi.hoisted(() => ({bodies: [] as {kind: string; title: string}[]}))

vi.mock('@/api/client', () => ({
  api: {POST: (_path: string, {body}: {body: {kind: string; title: string; issuer: string}}) => { posted.bodies.push(body); return Promise.resolve({id: 'doc-new', ...body}) }, GET: () => undefined},
  ask: (answer: unknown) => answer,
  listAll: () => Promise.resolve(listed.rows),
}))
addMessages('form', messages)

const value = ref<string>()
let app: App | undefined
const host = document.createElement('div')
document.body.append(host)

const button: FunctionalComponent = (_props, {slots}) => h('button', {type: 'button'}, slots.default?.())

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await nextTick()
  await new Promise((resolve) => { setTimeout(resolve, 0) })
  await nextTick()
}
async function show(aria: Record<string, unknown> = {}): Promise<void> {
  app = createApp({render: () => h(DocumentInput, {id: 'f', kind: 'minutes', aria, modelValue: value.value, 'onUpdate:modelValue': (now?: string) => { value.value = now || undefined }})})
  app.component('ElButton', button)
  app.use(i18n).mount(host)
  await settle()
}
const select = (): HTMLSelectElement => host.querySelector<HTMLSelectElement>('#f')!
const choices = (): string[] => [...select().options].map((option) => option.text)
const buttonOf = (text: string): HTMLElement => [...host.querySelectorAll('button')].find((one) => one.textContent === text)!

afterEach(() => {
  app?.unmount()
  value.value = undefined
  posted.bodies.length = 0
})

it('offers documents by title, those of the kind first, and marks the select as the control at fault', async () => {
  listed.rows = [{id: 'doc-1', kind: 'other', title: '承诺书', issuer: '甲'}, {id: 'doc-2', kind: 'minutes', title: '纪要', issuer: '乙'}]
  await show({'aria-invalid': true, 'aria-describedby': 'f-fault'})
  expect(choices()).toEqual(['请选择', '纪要 · 乙', '承诺书 · 甲'])
  expect(select().getAttribute('aria-invalid')).toBe('true')
  expect(host.querySelector('input[type=file]')).not.toBeNull()
  select().value = 'doc-1'
  select().dispatchEvent(new Event('change'))
  await settle()
  expect(value.value).toBe('doc-1')
  expect(host.querySelector('input[type=file]')).toBeNull()
})

it('holds what was deposited under its title', async () => {
  listed.rows = []
  await show()
  const input = host.querySelector<HTMLInputElement>('input[type=file]')!
  Object.defineProperty(input, 'files', {value: [new File(['x'], '会议纪要.txt')]})
  input.dispatchEvent(new Event('change'))
  const issuer = host.querySelectorAll<HTMLInputElement>('.upload .grid label input')[2]!
  issuer.value = '省政府'
  issuer.dispatchEvent(new Event('input'))
  await settle()
  buttonOf('存证').click()
  await settle()
  expect(posted.bodies).toMatchObject([{kind: 'minutes', title: '会议纪要', issuer: '省政府', media_type: 'text/plain'}])
  expect(value.value).toBe('doc-new')
  expect(host.querySelector('[role=status]')?.textContent).toBe('已存证：会议纪要')
  expect(select().selectedOptions[0]?.text).toBe('会议纪要 · 省政府')
  buttonOf('改为上传文件').click()
  await settle()
  expect(host.querySelector('input[type=file]')).not.toBeNull()
})

it('keeps an id that is in no list', async () => {
  listed.rows = []
  value.value = 'doc-elsewhere'
  await show()
  expect(select().selectedOptions[0]?.text).toBe('编号为 doc-elsewhere 的材料')
  expect(host.querySelector<HTMLInputElement>('#f-id')?.value).toBe('doc-elsewhere')
})
