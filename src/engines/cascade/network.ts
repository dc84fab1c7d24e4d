/**
 * A supply network as the method takes it: W in coordinate form and what is known of each firm.
 * Firms, sectors, markets and impact sectors are counted from 0; all amounts are in one unit of the caller's choice.
 */
export type CascadeNetwork = {
  readonly firmCount: number
  /** Links: `amounts[e]` is what `buyers[e]` bought from `suppliers[e]`; links named twice add up. */
  readonly suppliers: Int32Array
  readonly buyers: Int32Array
  readonly amounts: Float64Array
  /** p: the sector of each firm. */
  readonly sectors: Int32Array
  readonly sectorCount: number
  /** E, row by row (supplier sector × buyer sector): 2 essential, 1 non-essential, 0 none. */
  readonly essential: Uint8Array
  /** mk: where firms can stand in for each other; the sector when absent. */
  readonly markets?: Int32Array
  /** Revenue of each firm, above 0 for every firm that sells; out-strength when absent. */
  readonly revenues?: Float64Array
  /** Costs of each firm, above 0 for every firm that buys; in-strength when absent. */
  readonly costs?: Float64Array
  /** Further weights beside out-strength, which is always the first. */
  readonly furtherWeights?: readonly Float64Array[]
  /** Groups for the sector impact; the sector when absent. */
  readonly impactSectors?: Int32Array
}

/** Something in a network, in scenarios or in options that the method cannot take; the message says which and why. */
export class CascadeInputError extends Error {
  override readonly name = 'CascadeInputError'
}

/** Groups are counted from 0 without large gaps; each costs a few bytes. */
const MAX_GROUPS = 2 ** 24

function checkIndexes(name: string, values: Int32Array, length: number, below: number): void {
  if (values.length !== length)
    throw new CascadeInputError(`${name} has ${values.length} entries, not ${length}`)
  for (let i = 0; i < length; i++) {
    const value = values[i]!
    if (value < 0 || value >= below)
      throw new CascadeInputError(`${name}[${i}] is ${value}, not between 0 and ${below - 1}`)
  }
}

function checkAmounts(name: string, values: Float64Array, length: number): void {
  if (values.length !== length)
    throw new CascadeInputError(`${name} has ${values.length} entries, not ${length}`)
  for (let i = 0; i < length; i++) {
    if (!(values[i]! >= 0 && values[i]! < Number.POSITIVE_INFINITY))
      throw new CascadeInputError(`${name}[${i}] is ${values[i]}, not a finite number from 0 up`)
  }
}

/** Throws a CascadeInputError for the first thing in the network that the method cannot take. */
export function checkNetwork(network: CascadeNetwork): void {
  const { firmCount: n, sectorCount: m, amounts } = network
  checkIndexes('suppliers', network.suppliers, amounts.length, n)
  checkIndexes('buyers', network.buyers, amounts.length, n)
  checkAmounts('amounts', amounts, amounts.length)
  checkIndexes('sectors', network.sectors, n, m)
  if (network.essential.length !== m * m)
    throw new CascadeInputError(`essential has ${network.essential.length} entries, not ${m} × ${m}`)
  if (network.essential.some((value) => value > 2))
    throw new CascadeInputError('essential holds a value other than 0, 1, 2')
  if (network.markets) checkIndexes('markets', network.markets, n, MAX_GROUPS)
  if (network.impactSectors) checkIndexes('impactSectors', network.impactSectors, n, MAX_GROUPS)
  network.furtherWeights?.forEach((weights, k) => {
    checkAmounts(`furtherWeights[${k}]`, weights, n)
  })
  checkDenominators(network)
}

/** A firm that sells needs revenue above 0, a firm that buys needs costs above 0: both are divisors. */
function checkDenominators({ firmCount, revenues, costs, suppliers, buyers, amounts }: CascadeNetwork): void {
  if (revenues) checkAmounts('revenues', revenues, firmCount)
  if (costs) checkAmounts('costs', costs, firmCount)
  for (let e = 0; e < amounts.length; e++) {
    if (amounts[e] === 0) continue
    if (revenues && revenues[suppliers[e]!] === 0)
      throw new CascadeInputError(`firm ${suppliers[e]} sells but its revenue is 0`)
    if (costs && costs[buyers[e]!] === 0)
      throw new CascadeInputError(`firm ${buyers[e]} buys but its costs are 0`)
  }
}
