import { money } from '../../ui/format.ts'
import { Unknown } from '../../ui/Unknown.tsx'

/** Money with its unit as one text, for sentences; empty where unknown. */
export const moneyText = (fen: string | null): string => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : ''
}

/** Money with its unit, or the mark of what is not known. */
export function Money({ fen }: { fen: string | null }) {
  return fen === null ? <Unknown /> : <span>{moneyText(fen)}</span>
}
