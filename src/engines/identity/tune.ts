/** Makes the weights from solved queries: `tsx bench/identity.ts --tune` writes them to weights.ts. */
import { CandidateIndex } from './candidate-index.ts'
import { nameEntry, withoutStockMarks } from './entry.ts'
import { featureNames, features, rarities } from './features.ts'
import { type Example, fitWeights } from './fit.ts'
import type { Organisation } from './organisation.ts'

/** Candidates of each query that take part; the right one is nearly always among them. */
const MOST = 30

export type Solved = { readonly name: string; readonly isRight: (candidateId: string) => boolean }

/**
 * The weights of the features and of "none of them". Each query gives two examples: with its right candidates, and
 * with these taken away, where "none" is right; so the scores tell a strange name from a known one.
 */
export function tuneWeights(candidates: readonly Organisation[], solved: readonly Solved[]): Float64Array {
  const entries = candidates.map(({ name }) => nameEntry(name))
  const index = new CandidateIndex(entries)
  const examples = solved.flatMap(({ name, isRight }): Example[] => {
    const query = nameEntry(withoutStockMarks(name))
    const rarity = rarities(index, query)
    const pairs = index.search(query, MOST).map(({ id }) => ({
      values: features(query, entries[id]!, rarity, index.rarities[id]!),
      isRight: isRight(candidates[id]!.id),
    }))
    const right = pairs.flatMap((pair, i) => (pair.isRight ? [i] : []))
    const without = {
      candidates: pairs.filter((pair) => !pair.isRight).map(({ values }) => values),
      right: [],
    }
    return right.length === 0
      ? [without]
      : [{ candidates: pairs.map(({ values }) => values), right }, without]
  })
  return fitWeights(examples, featureNames.length)
}

/** The text of weights.ts. */
export function weightsModule(fitted: Float64Array): string {
  const lines = featureNames.map((name, i) => `  ${(fitted[i] ?? 0).toFixed(4)}, // ${name}`)
  return `/** Written by \`tsx bench/identity.ts --tune\` from the tuning half of the gold alone. In the order of featureNames. */
export const weights: readonly number[] = [
${lines.join('\n')}
]

/** The weight of "none of the candidates". */
export const noneWeight = ${(fitted.at(-1) ?? 0).toFixed(4)}
`
}
