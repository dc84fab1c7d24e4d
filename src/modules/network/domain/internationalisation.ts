import type { CityRules } from '../model.ts'

/** The index of one firm: the mean of its parts abroad over all, each 0 to 1. */
export type IndexOfFirm = {
  readonly index: number | null
  readonly parts: readonly { readonly name: string; readonly ratio: number | null }[]
}

/**
 * 主机企业国际化经营指数 of one firm: the mean of the known parts, each what is abroad over all of the same. Null when
 * fewer parts are known than the rules ask for. A part above its whole, or of nothing, is unknown: its figures contradict
 * each other. Parts and their least number are the city's rules; docs/methods/internationalisation.md.
 *
 * @param figureOf the firm's figure by name, in the figure's own unit; null unknown
 */
export function internationalisation(
  { parts, leastParts }: CityRules['internationalisation'],
  figureOf: (name: string) => number | null,
): IndexOfFirm {
  const told = parts.map(({ name, abroad, all }) => {
    const [part, whole] = [figureOf(abroad), figureOf(all)]
    const isKnown = part !== null && whole !== null && whole > 0 && part >= 0 && part <= whole
    return { name: name.zh, ratio: isKnown ? part / whole : null }
  })
  const known = told.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
  const isEnough = known.length >= leastParts
  return { index: isEnough ? known.reduce((sum, ratio) => sum + ratio, 0) / known.length : null, parts: told }
}
