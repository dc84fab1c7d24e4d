/** What a person writes as whole fen, exactly; null where it is no amount. `places`: 6 for 万元, 2 for 元. */
export function fenOf(written: string | null | undefined, places: 2 | 6): string | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec((written ?? '').replaceAll(/[,，\s]/g, ''))
  const part = match?.[2] ?? ''
  if (!match || part.length > places) return null
  return `${match[1]}${part.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '')
}
