/** Lays a query out; the library is loaded when it is first asked for. A text that is not SQL stays as it is and is told by a throw. */
export async function formatSql(text: string): Promise<string> {
  const {formatDialect, postgresql} = await import('sql-formatter')
  return formatDialect(text, {dialect: postgresql, keywordCase: 'upper', functionCase: 'lower', paramTypes: {named: ['$']}})
}
