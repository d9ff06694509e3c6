/** Filings for the record, of plans and agreements. */
import type {Schemas} from '@/api/client'
import type {FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {packName} from '../../record/pack'
import type {Fact} from '../../record/subject'

type Filing = Schemas['Filing']

export const openFilings = (filings: Filing[]): Filing[] => filings.filter((filing) => !filing.number)

export function filingForm(filings: Filing[]): FormSpec {
  return {id: 'filing', schema: 'RecordFiling', pages: [{key: 'filing', title: {zh: '记录备案', en: 'Record a filing'}, fields: [
    {key: 'recipient', label: {zh: '备案单位', en: 'Recipient'}, kind: 'choice', options: () => openFilings(filings).map(({recipient}) => ({value: recipient, label: words(packName(recipient))}))},
    {key: 'number', label: {zh: '备案编号', en: 'Filing number'}, kind: 'text'},
    {key: 'filed_on', label: {zh: '备案日期', en: 'Filed on'}, kind: 'date'},
  ]}]}
}

export function filingFacts(filings: Filing[]): Fact[] {
  return filings.map((filing) => {
    const to = packName(filing.recipient)
    const state = filing.number ? {zh: `${filing.number}（${filing.filed_on}）`, en: `${filing.number} (${filing.filed_on})`} : {zh: `待备案${filing.due ? `，期限 ${filing.due}` : ''}`, en: `to be filed${filing.due ? ` by ${filing.due}` : ''}`}
    return {label: {zh: `备案：${to.zh}`, en: `Filing: ${to.en}`}, value: words(state)}
  })
}
