/**
 * The same network with its firms in another order, so that what is read often stands close together: firms with many
 * sales first. Their losses are gathered by most links and then stay in the first-level cache.
 */
import type { CascadeNetwork } from './network.ts'
import type { Scenarios, ShockRows } from './scenarios.ts'

/** `places[i]` is where firm i stands in the new order. */
export type FirmOrder = { readonly places: Int32Array; readonly firms: Int32Array }

/** Firms by the number of their sales, most first; firms of equal numbers in their own order. */
export function orderBySales({ firmCount, suppliers }: CascadeNetwork): FirmOrder {
  const sales = new Int32Array(firmCount)
  for (const supplier of suppliers) sales[supplier]!++
  // Counting sort: with a comparison a million firms take seconds.
  const most = sales.reduce((greatest, count) => Math.max(greatest, count), 0)
  const next = new Int32Array(most + 2)
  for (const count of sales) next[most - count + 1]!++
  for (let k = 0; k <= most; k++) next[k + 1]! += next[k]!
  const places = sales.map((count) => next[most - count]!++)
  const firms = new Int32Array(firmCount)
  places.forEach((place, firm) => {
    firms[place] = firm
  })
  return { places, firms }
}

/** The network with its firms in this order; links keep theirs. */
export function reorderNetwork(network: CascadeNetwork, { places, firms }: FirmOrder): CascadeNetwork {
  const ints = (values: Int32Array) => firms.map((firm) => values[firm]!)
  const reals = (values: Float64Array) => Float64Array.from(firms, (firm) => values[firm]!)
  const { markets, revenues, costs, furtherWeights, impactSectors } = network
  return {
    ...network,
    suppliers: network.suppliers.map((firm) => places[firm]!),
    buyers: network.buyers.map((firm) => places[firm]!),
    sectors: ints(network.sectors),
    ...(markets && { markets: ints(markets) }),
    ...(revenues && { revenues: reals(revenues) }),
    ...(costs && { costs: reals(costs) }),
    ...(furtherWeights && { furtherWeights: furtherWeights.map(reals) }),
    ...(impactSectors && { impactSectors: ints(impactSectors) }),
  }
}

/** Shocks by the places of their firms. */
export function reorderScenarios(scenarios: Scenarios, { places }: FirmOrder): Scenarios {
  const rows = (given: ShockRows): ShockRows => ({
    ...given,
    firms: given.firms.map((firm) => places[firm]!),
  })
  const down = rows(scenarios.down)
  return { ...scenarios, down, up: scenarios.up === scenarios.down ? down : rows(scenarios.up) }
}

/** One value a firm, back in the firms' own order. */
export function inOwnOrder(values: Float64Array, { places }: FirmOrder): Float64Array {
  return Float64Array.from(places, (place) => values[place]!)
}
