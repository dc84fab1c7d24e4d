/** What is left of the loss with a set of remedies, in the order in which they were applied; null where it is unknown. */
export type Measure = (chosen: readonly number[]) => Promise<number | null>

export type Choice = { readonly chosen: readonly number[]; readonly after: readonly (number | null)[] }

/**
 * A good set of at most `most` remedies within a budget, step by step: take what lowers the loss most (or most a yuan),
 * measure the others again on top of it, until nothing helps any more. Both orders are tried and the better set is kept.
 * Greedy: the best set of all can be better where two remedies only help together.
 *
 * @param costs fen; null: unknown, and then left out wherever a budget is given
 * @returns the remedies in the order in which they were taken, and the loss after each
 */
export async function chooseRemedies(
  costs: readonly (bigint | null)[],
  { most, budgetFen, before }: { most: number; budgetFen: bigint | null; before: number | null },
  measure: Measure,
): Promise<Choice> {
  if (before === null) return { chosen: [], after: [] }
  const limits = { most, budgetFen, before }
  const byLoss = await take(costs, limits, measure, (gain) => gain)
  if (costs.every((cost) => cost === null)) return byLoss
  const byYuan = await take(costs, limits, measure, (gain, cost) =>
    cost === null ? 0 : cost === 0n ? Number.POSITIVE_INFINITY : gain / Number(cost),
  )
  return lastOf(byYuan, before) < lastOf(byLoss, before) ? byYuan : byLoss
}

const lastOf = ({ after }: Choice, before: number) => after.at(-1) ?? before

/** A gain below this is rounding, not an effect. */
const leastGain = 1e-12

async function take(
  costs: readonly (bigint | null)[],
  { most, budgetFen, before }: { most: number; budgetFen: bigint | null; before: number },
  measure: Measure,
  worth: (gain: number, cost: bigint | null) => number,
): Promise<Choice> {
  const chosen: number[] = []
  const after: number[] = []
  let [now, spent] = [before, 0n]
  while (chosen.length < most) {
    let best: { k: number; loss: number; worth: number } | null = null
    for (let k = 0; k < costs.length; k++) {
      const cost = costs[k] ?? null
      const isTooDear = budgetFen !== null && (cost === null || spent + cost > budgetFen)
      if (chosen.includes(k) || isTooDear) continue
      const loss = await measure([...chosen, k])
      if (loss === null || now - loss < leastGain) continue
      const value = worth(now - loss, cost)
      if (value > 0 && (best === null || value > best.worth)) best = { k, loss, worth: value }
    }
    if (best === null) break
    chosen.push(best.k)
    after.push(best.loss)
    now = best.loss
    spent += costs[best.k] ?? 0n
  }
  return { chosen, after }
}
