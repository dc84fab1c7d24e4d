import { money } from '../../ui/format.ts'

type Amounts = { amountFen: string | null; amountLowFen: string | null; amountHighFen: string | null }

const text = (fen: string | null) => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : null
}

/** An amount, or the band in which it lies; null where neither is known. A band is told as a band, never as its middle. */
export function bandText({ amountFen, amountLowFen, amountHighFen }: Amounts): string | null {
  if (amountFen !== null) return text(amountFen)
  if (amountLowFen === null || amountHighFen === null) return null
  return `${text(amountLowFen)} – ${text(amountHighFen)}`
}
