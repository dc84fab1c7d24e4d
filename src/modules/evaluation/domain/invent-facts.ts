/** Invented figures of invented firms, for the data set `demo` only: the same seed gives the same figures. */

export type InventedFact = { readonly name: string; readonly value: string | boolean }

/** Numbers between 0 and 1 from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A bell around 0 from three draws. */
const bell = (random: () => number): number => (random() + random() + random()) / 1.5 - 1

const whole = (x: number): string => String(Math.max(1, Math.round(x)))

/**
 * What one firm is told to have been in one year: sizes spread over three powers of ten, tax, land and energy around
 * what such a size asks for, a little growth from year to year, and about one figure in twenty unknown (left out).
 */
export function inventFacts(firm: number, year: number): InventedFact[] {
  const lasting = randomFrom(firm * 7919 + 17)
  const yearly = randomFrom(firm * 104_729 + year)
  const size = 10 ** (7 + 2.3 * lasting() + 0.6 * bell(lasting))
  const growth = 1 + 0.06 * (year - 2024) + 0.12 * bell(yearly)
  const sales = size * growth
  const land = Math.max(2, (size / 3_000_000) * (0.4 + 1.6 * lasting()))
  const taxShare = 0.02 + 0.05 * lasting()
  const tax = sales * taxShare * (0.85 + 0.3 * yearly())
  const valueAdded = sales * (0.18 + 0.14 * lasting())
  const numbers: [string, string][] = [
    ['sales', whole(sales)],
    ['tax_paid', whole(tax)],
    ['net_tax', whole(tax * 0.92)],
    ['value_added', whole(valueAdded)],
    ['energy', whole((sales / 10_000) * (0.02 + 0.1 * lasting()))],
    ['pollutant_eq', (0.5 + 20 * lasting()).toFixed(1)],
    ['employees', whole(sales / (600_000 + 900_000 * lasting()))],
    ['rd', whole(sales * (0.005 + 0.06 * lasting()))],
    ['land', land.toFixed(1)],
  ]
  const known = numbers.filter(() => yearly() > 0.05).map(([name, value]) => ({ name, value }))
  return [
    ...known,
    { name: 'is_above_threshold', value: sales >= 20_000_000 },
    { name: 'is_utility', value: lasting() < 0.01 },
    { name: 'is_key_polluter', value: lasting() < 0.04 },
    { name: 'started_on', value: `${1995 + Math.floor(lasting() * 30)}-06-30` },
  ]
}
