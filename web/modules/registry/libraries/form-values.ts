// What is typed into a form, as the server wants it.

/** A written text, or null. */
export const textOf = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}
export const moneyPattern = /^\d{1,10}(\.\d{1,6})?$/
/** 万元 as typed into whole fen, exactly; null where nothing is typed. 1 万元 is 1,000,000 fen. */
export function fenOfWan(value: unknown): string | null {
  const text = textOf(value)
  if (text === null) return null
  const [whole = '0', part = ''] = text.split('.')
  return String(BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0')))
}
/** Whole fen as 万元 for a form, exactly; empty where unknown. */
export function wanOfFen(fen: string | null): string {
  if (fen === null) return ''
  const amount = BigInt(fen)
  const rest = String(amount % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${amount / 1_000_000n}${rest === '' ? '' : `.${rest}`}`
}
/** Yuan into whole fen. */
export const fenOfYuan = (value: unknown): string | null =>
  typeof value === 'number' ? String(Math.round(value * 100)) : null
/** A mark of this one request, so that a retry does not make a second. */
export const newRequestKey = () => crypto.randomUUID()
