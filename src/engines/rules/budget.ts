/** What happens when the awards of a run exceed the budget. */
export type BudgetMode = 'proRata' | 'ranking' | 'firstCome'
export type Claim = { readonly id: string; readonly fen: bigint; readonly score?: number }

/**
 * Divides a budget in whole 分. `proRata`: everyone the same share, 分 left over go one each in the order
 * given; `ranking`: by score from the top, the last one partly; `firstCome`: in the order given.
 */
export function allocateBudget(
  claims: readonly Claim[],
  budgetFen: bigint,
  mode: BudgetMode,
): Map<string, bigint> {
  const asked = claims.reduce((sum, claim) => sum + claim.fen, 0n)
  if (asked <= budgetFen) return new Map(claims.map((claim) => [claim.id, claim.fen]))
  if (mode === 'proRata') return proRata(claims, budgetFen, asked)
  const order = mode === 'ranking' ? [...claims].sort((a, b) => (b.score ?? 0) - (a.score ?? 0)) : claims
  let left = budgetFen
  return new Map(
    order.map((claim) => {
      const isWhole = claim.fen <= left
      const paid = isWhole ? claim.fen : left
      left -= paid
      return [claim.id, paid]
    }),
  )
}

function proRata(claims: readonly Claim[], budgetFen: bigint, asked: bigint): Map<string, bigint> {
  const shares = new Map(claims.map((claim) => [claim.id, (claim.fen * budgetFen) / asked]))
  let left = budgetFen - [...shares.values()].reduce((sum, fen) => sum + fen, 0n)
  for (const claim of claims) {
    if (left === 0n) break
    const share = shares.get(claim.id)!
    if (share >= claim.fen) continue
    shares.set(claim.id, share + 1n)
    left--
  }
  return shares
}
