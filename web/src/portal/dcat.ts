/** The published products as a DCAT catalogue in JSON-LD. */
import type {Locale} from '@/i18n'
import {onOffer, type Disclosure} from './disclosure'

/** Titles and summaries are Chinese as the operators wrote them; the catalogue's own title is in the reader's language. */
const chinese = (text: string) => ({'@value': text, '@language': 'zh'})
const rights = {personal: {zh: '每次使用须经数据主体授权同意', en: 'consent of the data subject for each use'}, other: {zh: '须签订应用协议', en: 'by application agreement'}}

export function dcatOf(disclosure: Disclosure, base: string, title: string, locale: Locale): Record<string, unknown> {
  return {
    '@context': {dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', rdfs: 'http://www.w3.org/2000/01/rdf-schema#', xsd: 'http://www.w3.org/2001/XMLSchema#'},
    '@id': `${base}/portal`, '@type': 'dcat:Catalog', 'dct:title': {'@value': title, '@language': locale}, 'dct:modified': {'@value': disclosure.made, '@type': 'xsd:dateTime'},
    'dcat:dataset': onOffer(disclosure.products).map((product) => ({
      '@id': `${base}/portal#products/${product.id}`, '@type': 'dcat:Dataset', 'dct:identifier': product.registration ?? product.id, 'dct:title': chinese(product.title),
      'dct:description': chinese(product.summary), 'dct:publisher': {'@type': 'foaf:Organization', 'foaf:name': chinese(product.operator)},
      'dct:issued': {'@value': product.listed, '@type': 'xsd:date'},
      'dct:accessRights': {'@type': 'dct:RightsStatement', 'rdfs:label': Object.entries(rights[product.personal ? 'personal' : 'other']).map(([language, text]) => ({'@value': text, '@language': language}))},
    })),
  }
}
