/** What the parameters of rules and their values are called. A value is called first as its parameter means it, then as the packs label it. */
import {colon, comma, words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {termOf} from '../../record/chain'
import {points} from './pointNames'
import {procedures} from './procedureNames'

export const parameters: Record<string, Words> = {
  by: {zh: '参与单位', en: 'taking part'},
  cap: {zh: '最长期限', en: 'longest term'},
  categories: {zh: '禁止类别', en: 'barred categories'},
  chain: {zh: '审核流程', en: 'review chain'},
  confidentiality_items: {zh: '保密协议事项', en: 'items of the confidentiality agreement'},
  days: {zh: '公示期', en: 'length of the notice'},
  dimensions: {zh: '评估内容', en: 'what is assessed'},
  entities: {zh: '主体数上限', en: 'most entities'},
  extent: {zh: '停止程度', en: 'extent of the stop'},
  granted_by: {zh: '授权主体', en: 'granted by'},
  grounds: {zh: '撤销情形', en: 'grounds'},
  incident_free: {zh: '无安全事件年限', en: 'free of incidents for'},
  items: {zh: '必备事项', en: 'required items'},
  k: {zh: '最少主体数', en: 'least number of entities'},
  kind: {zh: '续期方式', en: 'way of renewal'},
  kinds: {zh: '种类', en: 'kinds'},
  major_recipients: {zh: '重大事件另报', en: 'major incidents also to'},
  maturity: {zh: '数据安全能力成熟度', en: 'maturity of data security'},
  met_by: {zh: '由谁达到', en: 'met by'},
  mode: {zh: '数据来源', en: 'rows used'},
  modes: {zh: '可用授权模式', en: 'modes allowed'},
  months: {zh: '月数', en: 'months'},
  n: {zh: '前几个主体', en: 'largest entities counted'},
  openers: {zh: '可开通者', en: 'who may open one'},
  p_percent: {zh: 'p 值（%）', en: 'p (%)'},
  party_types: {zh: '主体类型', en: 'kinds of party'},
  prefer: {zh: '优先模式', en: 'preferred mode'},
  procedure: {zh: '决策程序', en: 'decision procedure'},
  purposes: {zh: '用途', en: 'purposes'},
  recipients: {zh: '报送对象', en: 'sent to'},
  remind: {zh: '提前提醒', en: 'reminder before'},
  requires: {zh: '前提', en: 'what must hold'},
  resources: {zh: '每次申请的数据资源数', en: 'resources in one application'},
  roles: {zh: '适用单位', en: 'which parties'},
  run: {zh: '办理程序', en: 'procedures'},
  scope: {zh: '同意范围', en: 'which consent'},
  scopes: {zh: '停止范围', en: 'scopes of a stop'},
  share_percent: {zh: '占比上限（%）', en: 'largest share (%)'},
  site: {zh: '脱敏地点', en: 'where it is masked'},
  term: {zh: '有效期', en: 'valid for'},
  timing: {zh: '办理时点', en: 'when'},
  trigger: {zh: '征得同意的时点', en: 'consent is asked'},
  types: {zh: '主体类型', en: 'kinds of party'},
  undertaking: {zh: '须作书面承诺', en: 'written undertaking'},
  what: {zh: '删除内容', en: 'what is deleted'},
  window: {zh: '申请时段', en: 'time to apply'},
  within: {zh: '办理时限', en: 'time limit'},
}

const modes: Record<string, Words> = {
  whole: {zh: '整体授权', en: 'of the whole'}, by_sector: {zh: '分领域授权', en: 'by sector'}, by_scenario: {zh: '依场景授权', en: 'by scenario'},
}

/** Words that only mean something at their parameter. */
export const choices: Record<string, Record<string, Words>> = {
  chain: {'catalog.review': {zh: '目录审核', en: 'review of the catalog'}, 'entry.review': {zh: '目录条目审核', en: 'review of catalog entries'}},
  extent: {processing: {zh: '只停处理', en: 'processing only'}, all: {zh: '连同已交付的产品一并停止', en: 'what is delivered as well'}},
  kind: {
    by_agreement: {zh: '按协议约定', en: 'as the agreement says'}, lead: {zh: '期满前提前申请', en: 'applied for ahead of the end'},
    window: {zh: '在期满前的时段内申请', en: 'applied for in a window before the end'}, after_expiry: {zh: '期满后重新申请', en: 'applied for anew after expiry'},
  },
  maturity: {
    initial: {zh: '初始级', en: 'initial'}, managed: {zh: '受管理级', en: 'managed'}, robust: {zh: '稳健级', en: 'robust'},
    quantitatively_managed: {zh: '量化管理级', en: 'quantitatively managed'}, optimizing: {zh: '优化级', en: 'optimizing'},
  },
  met_by: {own: {zh: '本单位', en: 'the operator itself'}, controlling_company: {zh: '本单位或其控股公司', en: 'the operator or its controlling company'}},
  mode: {synthetic: {zh: '合成数据', en: 'synthetic rows'}, sampled: {zh: '脱敏抽样数据', en: 'a masked sample'}},
  modes,
  prefer: modes,
  run: procedures,
  scope: {any: {zh: '任一有效同意', en: 'any consent in force'}, scenario: {zh: '对该应用场景的同意', en: 'consent to the scenario'}},
  site: {source: {zh: '在数据提供单位脱敏', en: 'at the provider'}, platform: {zh: '在平台脱敏', en: 'on the platform'}},
  timing: {before_supply: {zh: '供给前', en: 'before supply'}, after_supply: {zh: '供给后', en: 'after supply'}},
  trigger: {per_use: {zh: '每次使用', en: 'for each use'}, per_scenario: {zh: '每个应用场景', en: 'for each scenario'}},
  what: {authorized_data: {zh: '授权数据', en: 'authorized data'}, results: {zh: '加工结果', en: 'results'}},
}

/** How packs label a key: items, roles, kinds. */
export type Labels = (key: string) => Words | undefined

export const parameterName = (key: string): Words => parameters[key] ?? {zh: key, en: key}

const chainName = (parameter: string, key: string): Words | undefined => (parameter === 'chain' ? points[key] : undefined)

export function nameOfValue(parameter: string, key: string, labels: Labels): Words | undefined {
  if (/^\d+ [a-z_]+$/.test(key)) return termOf(key)
  return choices[parameter]?.[key] ?? chainName(parameter, key) ?? labels(key)
}

/** A parameter's value as people read it; a list within the sentence of the language in use. */
export function valueText(parameter: string, value: unknown, labels: Labels = () => undefined): string {
  if (Array.isArray(value)) return value.map((one) => valueText(parameter, one, labels)).join(comma())
  if (typeof value === 'boolean') return words(value ? {zh: '是', en: 'yes'} : {zh: '否', en: 'no'})
  if (typeof value === 'string') return words(nameOfValue(parameter, value, labels)) || value
  if (value && typeof value === 'object') return Object.entries(value).map(([key, inner]) => sentence(key, inner, labels)).join(words({zh: '；', en: '; '}))
  return String(value)
}

/** "最长期限：3 年", "longest term: 3 years". */
export const sentence = (parameter: string, value: unknown, labels?: Labels): string => `${words(parameterName(parameter))}${colon()}${valueText(parameter, value, labels)}`
