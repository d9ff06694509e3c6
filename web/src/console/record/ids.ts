/** Ids of records and the kinds that their prefixes stand for. */

/** Kinds by the prefix of their ids, as src/domain names them; those that such texts speak of. */
export const kindsByPrefix: Record<string, string> = {
  agr: 'agreement', apa: 'application_agreement', bat: 'batch', cat: 'catalog_entry', dec: 'outside_decision', doc: 'document', exc: 'rule_exception', job: 'job',
  mat: 'matter', opr: 'operator', ord: 'masking_order', pla: 'operation_plan', prd: 'product', reg: 'registration', scn: 'scenario', sub: 'subscription', wsp: 'workspace',
}

/** Every whole id of such a record (or an organisation) in a text. */
export const idPattern = (): RegExp => new RegExp(`\\b(${Object.keys(kindsByPrefix).join('|')}|org)-[0-9a-z]{16,}\\b`, 'g')
