/** Whole fen as yuan to the fen, `1,234.05`: payments are told exactly, never in 万元. */
export const yuan = (fen: string): string => {
  const isBelow = fen.startsWith('-')
  const digits = (isBelow ? fen.slice(1) : fen).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${isBelow ? '−' : ''}${whole}.${digits.slice(-2)}`
}

/** What a person writes in yuan as whole fen, exactly; null where it is no amount with at most two decimals. */
export const fenOf = (written: string): string | null => {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(written.replaceAll(',', '').trim())
  if (!match) return null
  return `${match[1]}${(match[2] ?? '').padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
}

/** Fen as a person would write them in a form. */
export const written = (fen: string | null): string => (fen === null ? '' : yuan(fen).replaceAll(',', ''))
