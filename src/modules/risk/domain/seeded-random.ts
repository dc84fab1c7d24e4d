/** Chance from a seed (mulberry32): the same seed gives the same numbers on every machine. */
export type SeededRandom = {
  /** 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** Standard normal (Box–Muller). */
  normal(): number
}

/** A source of chance; any two different seeds below 2^32 give unrelated series. */
export function seededRandom(seed: number): SeededRandom {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return { next, normal }
}
