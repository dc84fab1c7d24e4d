import type { LinkRows, Prepared } from '../prepare.ts'
import type { Arena } from './arena.ts'

/** Bytes of one firm in a lane array (../assembly/lanes.ts). */
const ROW_BYTES = 64

/** Links seen from the other end: row by `firms`, each with its origin row and its place among the given links. */
type Turned = { readonly start: Int32Array; readonly origins: Int32Array; readonly places: Int32Array }

function turn({ start, firms }: LinkRows, firmCount: number): Turned {
  const turned = new Int32Array(firmCount + 1)
  for (const firm of firms) turned[firm + 1]!++
  for (let i = 0; i < firmCount; i++) turned[i + 1]! += turned[i]!
  const next = turned.slice()
  const origins = new Int32Array(firms.length)
  const places = new Int32Array(firms.length)
  for (let row = 0; row < firmCount; row++) {
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      const to = next[firms[at]!]!++
      origins[to] = row
      places[to] = at
    }
  }
  return { start: turned, origins, places }
}

/** Slots of D[j,k]: one for each essential sector of a buyer, one for all its non-essential inputs. */
function slotLinks({ inputs, inputClasses, inputSectors, firmCount }: Prepared) {
  const slotStart = new Int32Array(firmCount + 1)
  const slotOf = new Int32Array(inputs.firms.length)
  const begins: number[] = []
  for (let j = 0; j < firmCount; j++) {
    for (let at = inputs.start[j]!; at < inputs.start[j + 1]!; at++) {
      const isFirst = at === inputs.start[j]
      const changesClass = inputClasses[at] !== inputClasses[at - 1]
      const changesSector = inputClasses[at] === 2 && inputSectors[at] !== inputSectors[at - 1]
      if (isFirst || changesClass || changesSector) begins.push(at)
      slotOf[at] = begins.length - 1
    }
    slotStart[j + 1] = begins.length
  }
  begins.push(inputs.firms.length)
  return { slotStart, slotOf, pullStart: Int32Array.from(begins) }
}

function firmsByMarket({ markets, marketCount, firmCount, sout }: Prepared) {
  const start = new Int32Array(marketCount + 1)
  const totals = new Float64Array(marketCount)
  for (let i = 0; i < firmCount; i++) {
    start[markets[i]! + 1]!++
    totals[markets[i]!]! += sout[i]!
  }
  for (let k = 0; k < marketCount; k++) start[k + 1]! += start[k]!
  const next = start.slice()
  const firms = new Int32Array(firmCount)
  for (let i = 0; i < firmCount; i++) firms[next[markets[i]!]!++] = i
  return { start, firms, totals }
}

function putPush(arena: Arena, prepared: Prepared, slotOf: Int32Array) {
  const byFirm = turn(prepared.inputs, prepared.firmCount)
  const shares = prepared.inputs.shares
  return {
    pushStart: arena.putInts(byFirm.start),
    pushShares: arena.putReals(Float64Array.from(byFirm.places, (at) => shares[at]!)),
    pushBuyers: arena.putInts(byFirm.origins),
    pushSlots: arena.putInts(byFirm.places.map((at) => slotOf[at]!)),
  }
}

function putLift(arena: Arena, { sales, firmCount }: Prepared) {
  const byBuyer = turn(sales, firmCount)
  return {
    liftStart: arena.putInts(byBuyer.start),
    liftShares: arena.putReals(Float64Array.from(byBuyer.places, (at) => sales.shares[at]!)),
    liftSuppliers: arena.putInts(byBuyer.origins),
  }
}

/** What the lanes read: links by row, firms as byte offsets into a lane array. */
function putPull(arena: Arena, { inputs, sales }: Prepared, pullStart: Int32Array) {
  return {
    pullStart: arena.putInts(pullStart),
    pullFirms: arena.putInts(inputs.firms.map((firm) => firm * ROW_BYTES)),
    salesStart: arena.putInts(sales.start),
    salesFirms: arena.putInts(sales.firms.map((firm) => firm * ROW_BYTES)),
    double: { pullShares: arena.putReals(inputs.shares), salesShares: arena.putReals(sales.shares) },
    single: { pullShares: arena.putSingles(inputs.shares), salesShares: arena.putSingles(sales.shares) },
  }
}

/** Puts a prepared network into the memory; gives the addresses by their names in ../assembly/layout.ts. */
export function putNetwork(arena: Arena, prepared: Prepared, withLanes: boolean) {
  const { slotStart, slotOf, pullStart } = slotLinks(prepared)
  const byMarket = firmsByMarket(prepared)
  const weights = new Float64Array(prepared.weights.length * prepared.firmCount)
  prepared.weights.forEach((values, k) => {
    weights.set(values, k * prepared.firmCount)
  })
  return {
    slotCount: pullStart.length - 1,
    common: {
      slotStart: arena.putInts(slotStart),
      ...putPush(arena, prepared, slotOf),
      ...putLift(arena, prepared),
      sout: arena.putReals(prepared.sout),
      markets: arena.putInts(prepared.markets),
      marketTotals: arena.putReals(byMarket.totals),
      marketStart: arena.putInts(byMarket.start),
      marketFirms: arena.putInts(byMarket.firms),
      weights: arena.putReals(weights),
      weightTotals: arena.putReals(Float64Array.from(prepared.weightTotals)),
    },
    pull: withLanes ? putPull(arena, prepared, pullStart) : null,
  }
}

/** What `putNetwork` gives: where everything of one network stands. */
export type NetworkPlaces = ReturnType<typeof putNetwork>
