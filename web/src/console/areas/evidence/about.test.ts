import {expect, it} from 'vitest'
import {bodyOf, isShown} from '@/form/spec'
import {sent} from '../../record/options'
import {aboutFields, splitSubject, withSubject} from './about'

const fields = aboutFields()
const shown = (values: Record<string, unknown>): string[] => fields.filter((field) => isShown(field, values, values)).map(({key}) => key)

it('asks for the kind, then for a record of that kind', () => {
  expect(shown({})).toEqual(['_about'])
  expect(shown({_about: 'agreement'})).toEqual(['_about', '_about_agreement'])
  expect(shown({_about: '_other'})).toEqual(['_about', 'subject'])
})

it('puts kind and record together, of the kind that is chosen last', () => {
  const body = bodyOf(fields, {_about: 'agreement', _about_agreement: 'agr-1', _about_product: 'prd-1', subject: 'x/y'})
  expect(sent(withSubject(body))).toEqual({subject: 'agreement/agr-1'})
  expect(sent(withSubject(bodyOf(fields, {_about: '_other', _about_agreement: 'agr-1', subject: 'matter/mat-1'})))).toEqual({subject: 'matter/mat-1'})
})

it('takes a subject apart', () => expect(splitSubject('operation_plan/pla-1')).toEqual({kind: 'operation_plan', id: 'pla-1'}))
