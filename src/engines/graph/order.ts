/**
 * The order of nodes inside the columns of a layered drawing, so that lines cross little: sweeps by
 * barycentre (Sugiyama, Tagawa, Toda 1981), then swaps of neighbours while they help. Deterministic.
 */
export type Edge = readonly [from: string, to: string]

/** Orders each column; `columns` gives the starting order. 24 sweeps at most. */
export function orderColumns(columns: readonly (readonly string[])[], edges: readonly Edge[]): string[][] {
  const column = new Map(columns.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
  const across = edges.filter(([from, to]) => {
    const [a, b] = [column.get(from), column.get(to)]
    return a !== undefined && b !== undefined && a !== b
  })
  const neighbours = neighboursOf(across)
  let best = columns.map((ids) => [...ids])
  let bestCrossings = crossings(best, across)
  let order = best
  for (let sweep = 0; sweep < 24 && bestCrossings > 0; sweep += 1) {
    order = sweepOnce(order, neighbours, sweep % 2 === 0)
    const found = crossings(order, across)
    if (found < bestCrossings) [best, bestCrossings] = [order, found]
  }
  return swapNeighbours(best, across)
}

function neighboursOf(edges: readonly Edge[]): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const [a, b] of edges) {
    map.set(a, [...(map.get(a) ?? []), b])
    map.set(b, [...(map.get(b) ?? []), a])
  }
  return map
}

/** Place of each id in its column, 0 to 1, so that short and long columns compare. */
function places(order: readonly (readonly string[])[]): Map<string, number> {
  return new Map(order.flatMap((ids) => ids.map((id, at) => [id, (at + 0.5) / ids.length] as const)))
}

function sweepOnce(order: string[][], neighbours: Map<string, string[]>, isForward: boolean): string[][] {
  const next = order.map((ids) => [...ids])
  const place = places(next)
  const columnOf = new Map(next.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
  const way = isForward ? next.keys() : [...next.keys()].reverse()
  for (const at of way) {
    const wanted = new Map<string, number>()
    for (const id of next[at] ?? []) {
      const fixed = (neighbours.get(id) ?? []).filter((other) => {
        const otherColumn = columnOf.get(other) ?? at
        return isForward ? otherColumn < at : otherColumn > at
      })
      const sum = fixed.reduce((total, other) => total + (place.get(other) ?? 0), 0)
      wanted.set(id, fixed.length > 0 ? sum / fixed.length : (place.get(id) ?? 0))
    }
    const sorted = [...(next[at] ?? [])].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
    next[at] = sorted
    sorted.forEach((id, index) => {
      place.set(id, (index + 0.5) / sorted.length)
    })
  }
  return next
}

/** How often the lines cross, each drawn straight between its two columns; lines are compared where both run. */
export function crossings(order: readonly (readonly string[])[], edges: readonly Edge[]): number {
  return new Lines(order, edges).count()
}

/** Lines between places, kept as numbers, so that a swap of two neighbours costs only their own lines. */
class Lines {
  readonly #place: Float64Array
  readonly #index: Map<string, number>
  /** Ends of each line, the left one first, with their columns. */
  readonly #left: Int32Array
  readonly #right: Int32Array
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #own: number[][]

  constructor(order: readonly (readonly string[])[], edges: readonly Edge[]) {
    const ids = order.flat()
    this.#index = new Map(ids.map((id, at) => [id, at]))
    this.#place = Float64Array.from(
      order.flatMap((column) => column.map((_, at) => (at + 0.5) / column.length)),
    )
    const column = Int32Array.from(order.flatMap((own, at) => own.map(() => at)))
    const held = edges.flatMap(([a, b]) => {
      const [from, to] = [this.#index.get(a), this.#index.get(b)]
      if (from === undefined || to === undefined) return []
      return [column[from]! <= column[to]! ? [from, to] : [to, from]]
    })
    // By the column where they begin, so that a count ends where no further line can meet.
    held.sort(([a], [b]) => column[a!]! - column[b!]!)
    this.#left = Int32Array.from(held, ([left]) => left!)
    this.#right = Int32Array.from(held, ([, right]) => right!)
    this.#from = this.#left.map((node) => column[node]!)
    this.#to = this.#right.map((node) => column[node]!)
    this.#own = ids.map(() => [])
    for (const [line, [left, right]] of held.entries()) {
      this.#own[left!]!.push(line)
      this.#own[right!]!.push(line)
    }
  }

  #height(line: number, x: number): number {
    const [y1, y2] = [this.#place[this.#left[line]!]!, this.#place[this.#right[line]!]!]
    const [x1, x2] = [this.#from[line]!, this.#to[line]!]
    return y1 + ((y2 - y1) * (x - x1)) / (x2 - x1)
  }

  #doCross(a: number, b: number): boolean {
    const start = Math.max(this.#from[a]!, this.#from[b]!)
    const end = Math.min(this.#to[a]!, this.#to[b]!)
    if (start >= end) return false
    const before = this.#height(a, start) - this.#height(b, start)
    return before * (this.#height(a, end) - this.#height(b, end)) < -1e-12
  }

  count(): number {
    let found = 0
    for (let a = 0; a < this.#left.length; a += 1)
      for (let b = a + 1; b < this.#left.length && this.#from[b]! < this.#to[a]!; b += 1)
        if (this.#doCross(a, b)) found += 1
    return found
  }

  /** Crossings in which a line of either node takes part. */
  #around(lines: readonly number[]): number {
    let found = 0
    for (const [at, a] of lines.entries())
      for (let b = 0; b < this.#left.length && this.#from[b]! < this.#to[a]!; b += 1) {
        if (!this.#doCross(a, b)) continue
        const other = lines.indexOf(b)
        if (other < 0 || other > at) found += 1
      }
    return found
  }

  #exchange(a: number, b: number): void {
    const held = this.#place[a]!
    this.#place[a] = this.#place[b]!
    this.#place[b] = held
  }

  /** Lets two nodes change places if that takes crossings away; gives whether it did. */
  swapIfBetter(idA: string, idB: string): boolean {
    const [a, b] = [this.#index.get(idA)!, this.#index.get(idB)!]
    const lines = [...new Set([...this.#own[a]!, ...this.#own[b]!])]
    const before = this.#around(lines)
    if (before === 0) return false
    this.#exchange(a, b)
    if (this.#around(lines) < before) return true
    this.#exchange(a, b)
    return false
  }
}

/** Swaps neighbours in a column while that takes crossings away; at most three rounds. */
function swapNeighbours(order: string[][], edges: readonly Edge[]): string[][] {
  const lines = new Lines(order, edges)
  for (let round = 0; round < 3; round += 1) {
    let isBetter = false
    for (const ids of order)
      for (let at = 0; at + 1 < ids.length; at += 1) {
        if (!lines.swapIfBetter(ids[at]!, ids[at + 1]!)) continue
        swap(ids, at)
        isBetter = true
      }
    if (!isBetter) break
  }
  return order
}

function swap(ids: string[], at: number): void {
  const [a, b] = [ids[at] as string, ids[at + 1] as string]
  ids[at] = b
  ids[at + 1] = a
}
