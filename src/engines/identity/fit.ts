/**
 * Finds the weights of the features from solved examples: a conditional logit. Among the candidates of one query,
 * and "none of them" beside, the chance of each grows with exp(weights · features); the weights are those under
 * which the examples are likeliest, with a small pull to zero. McFadden 1974.
 */
export type Example = {
  readonly candidates: readonly Float64Array[]
  /** Indices of the right candidates; empty when none is. */
  readonly right: readonly number[]
}

const STEPS = 250
const RATE = 0.05
const PULL = 1e-4
const [DECAY_1, DECAY_2, TINY] = [0.9, 0.999, 1e-8]

/**
 * exp(weights · features), one per candidate, then one for none with weight `none`, summing to 1.
 *
 * @param extra what speaks for a candidate beside its features, on the scale of the weights
 */
export function shares(
  candidates: readonly Float64Array[],
  weights: ArrayLike<number>,
  none: number,
  extra: readonly number[] = [],
): Float64Array {
  const scores = Float64Array.from(candidates, (values, i) =>
    values.reduce((sum, value, k) => sum + value * weights[k]!, extra[i] ?? 0),
  )
  const top = scores.reduce((a, b) => Math.max(a, b), none)
  const powers = Float64Array.from([...scores, none], (score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** The weights in the order of the features, and last the weight of "none of them". Deterministic. */
export function fitWeights(examples: readonly Example[], featureCount: number): Float64Array {
  const weights = new Float64Array(featureCount + 1)
  const first = new Float64Array(featureCount + 1)
  const second = new Float64Array(featureCount + 1)
  for (let step = 1; step <= STEPS; step++) {
    const gradient = gradientOf(examples, weights)
    for (let k = 0; k <= featureCount; k++) {
      const g = gradient[k]! - PULL * weights[k]!
      first[k] = DECAY_1 * first[k]! + (1 - DECAY_1) * g
      second[k] = DECAY_2 * second[k]! + (1 - DECAY_2) * g * g
      const mean = first[k]! / (1 - DECAY_1 ** step)
      const spread = Math.sqrt(second[k]! / (1 - DECAY_2 ** step))
      weights[k]! += (RATE * mean) / (spread + TINY)
    }
  }
  return weights
}

/** The gradient of the mean log-likelihood. */
function gradientOf(examples: readonly Example[], weights: Float64Array): Float64Array {
  const last = weights.length - 1
  const gradient = new Float64Array(weights.length)
  for (const { candidates, right } of examples) {
    const p = shares(candidates, weights, weights[last]!)
    const pRight = right.reduce((sum, i) => sum + p[i]!, 0)
    for (let i = 0; i < p.length; i++) {
      const isRight = right.includes(i) || (right.length === 0 && i === candidates.length)
      const wanted = !isRight ? 0 : right.length === 0 ? 1 : p[i]! / pRight
      const drive = (wanted - p[i]!) / examples.length
      if (i === candidates.length) gradient[last]! += drive
      else for (let k = 0; k < last; k++) gradient[k]! += drive * candidates[i]![k]!
    }
  }
  return gradient
}
