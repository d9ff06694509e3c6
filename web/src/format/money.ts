/** Amounts: the API counts whole fen, people read yuan. No floating-point on the way. */

/** 1234567 → "12,345.67". */
export function yuan(fen: number | undefined): string {
  if (fen === undefined) return ''
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`
}

/** "12,345.6" → 1234560; nothing when it is not an amount with at most two decimals. */
export function fenOf(text: string): number | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', '').replaceAll('，', ''))
  if (!match) return undefined
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}
