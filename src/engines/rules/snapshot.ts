/** The city stage: dated parameters, given and computed city values, rankings. Recorded before clauses run. */

import type { Num } from './core.ts'
import { type Fraction, fraction, roundHalfUp } from './fraction.ts'
import { type Library, standingKeys } from './library.ts'
import type { CityNums } from './lower-city.ts'
import type { Clause } from './policy.ts'
import { parseDay, parseMoney, parsePlain, parseRate, scaleOf } from './quantity.ts'
import { evaluateNum } from './reference.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'
import type { CityDefinition, ParameterDefinition } from './written.ts'

/** How a city value came about, for the record of a run. */
export type CityRecord = {
  readonly name: string
  readonly value: Fraction | null
  readonly origin: 'given' | 'dated' | 'computed' | 'missing'
  /** Subjects that entered a computed value, and subjects in all. */
  readonly known: number | null
  readonly all: number | null
}

export type CityStage = { readonly snapshot: Snapshot; readonly records: readonly CityRecord[] }

/** Exact value of a written parameter or city value in its own unit. */
export function readValue(
  type: ParameterDefinition['type'],
  raw: string | number,
  isBareAllowed = false,
): Fraction {
  if (type === 'date') return fraction(BigInt(parseDay(raw)))
  if (/^0(\.0+)?$/u.test(String(raw).trim())) return fraction(0n)
  if (type === 'money') return parseMoney(raw, isBareAllowed ? '元' : null)
  return type === 'rate' ? parseRate(raw, isBareAllowed ? '%' : null) : parsePlain(raw, type)
}

/** The dated value in force on a day: the latest that began by then; undefined before the first. */
export function datedValue(
  values: ParameterDefinition['values'],
  onDay: number,
): string | number | undefined {
  let best: { day: number; value: string | number } | undefined
  for (const { from, value } of values) {
    const day = parseDay(from)
    if (day <= onDay && (!best || day >= best.day)) best = { day, value }
  }
  return best?.value
}

export type CityInput = {
  readonly table: Table
  readonly onDay: number
  readonly clauses: readonly Clause[]
  /** Rankings asked for beside those of the clauses. */
  readonly rankings?: ReadonlySet<string>
  /** City values handed in (exact, in 分 or as fractions); null says it is known to be missing. */
  readonly given: ReadonlyMap<string, Fraction | null>
  /** Parameters set to another value, by `policy/name`. */
  readonly parameters: ReadonlyMap<string, Fraction>
  /** What an earlier run over the same subjects and city values already worked out. */
  readonly before: {
    readonly records: readonly CityRecord[]
    readonly standings: ReadonlyMap<string, Float64Array>
  } | null
}

/** Everything about the city that clauses rest on, for one day. */
export function cityStage(library: Library, input: CityInput): CityStage {
  const { table, onDay, given, before } = input
  const values = new Map<string, Fraction>()
  for (const policy of library.policies)
    for (const [name, parameter] of Object.entries(policy.parameters)) {
      const set = input.parameters.get(`${policy.id}/${name}`)
      const raw = set ? undefined : datedValue(parameter.values, onDay)
      if (set) values.set(`p/${policy.id}/${name}`, set)
      else if (raw !== undefined) values.set(`p/${policy.id}/${name}`, readValue(parameter.type, raw))
    }
  const records =
    before?.records ??
    [...library.city].map(([name, definition]) =>
      cityRecord(name, definition, library.cityNums.get(name), { table, onDay, given, parameters: values }),
    )
  for (const { name, value } of records) {
    if (value === null) continue
    values.set(`c/${name}`, value)
    if (value.n > 0n) values.set(`c/${name}+`, value)
  }
  const standings = new Map<string, Float64Array>()
  const asked = [...standingKeys(input.clauses, library.stacking), ...(input.rankings ?? [])]
  for (const key of new Set(asked)) {
    const ranks = before?.standings.get(key) ?? standingOf(table, key)
    if (ranks) standings.set(key, ranks)
  }
  return { snapshot: { given: values, standings }, records }
}

type Ground = {
  readonly table: Table
  readonly onDay: number
  readonly given: ReadonlyMap<string, Fraction | null>
  readonly parameters: ReadonlyMap<string, Fraction>
}

function cityRecord(
  name: string,
  definition: CityDefinition,
  nums: CityNums | undefined,
  ground: Ground,
): CityRecord {
  const handed = ground.given.get(name)
  if (handed !== undefined)
    return { name, value: handed, origin: handed === null ? 'missing' : 'given', known: null, all: null }
  const raw = definition.values && datedValue(definition.values, ground.onDay)
  if (raw !== undefined)
    return { name, value: readValue(definition.type, raw), origin: 'dated', known: null, all: null }
  if (definition.computed) return computeCity(name, definition, definition.computed, nums, ground)
  return { name, value: null, origin: 'missing', known: null, all: null }
}

/**
 * An aggregate over all subjects of the run: sums are exact, means and growth are recorded in stored units
 * (分, ppm), a half rounded up. Missing when fewer subjects are known than `minCoverage` (100 % if not stated).
 */
function computeCity(
  name: string,
  definition: CityDefinition,
  rule: NonNullable<CityDefinition['computed']>,
  nums: CityNums | undefined,
  ground: Ground,
): CityRecord {
  const of = nums?.of ? cityColumn(nums.of, ground) : undefined
  const over = rule.how === 'growth' && nums?.over ? cityColumn(nums.over, ground) : undefined
  const all = ground.table.ids.length
  const sums = aggregate(of, over, all)
  const least = readValue('rate', rule.minCoverage ?? '100%')
  const isCovered = all > 0 && BigInt(sums.known) * least.d >= BigInt(all) * least.n && sums.known > 0
  const value = isCovered ? aggregateValue(rule.how, sums, scaleOf[definition.type]) : null
  return { name, value, origin: value === null ? 'missing' : 'computed', known: sums.known, all }
}

/** One value a subject in stored units, NaN where unknown: a fact's own column, or the number worked out, a half up. */
export function cityColumn(num: Num, { table, onDay, parameters }: Ground): Float64Array | undefined {
  if (num.op === 'fact') {
    const column = table.columns.get(num.fact)
    return column?.kind === 'number' ? column.values : undefined
  }
  const snapshot = { given: parameters, standings: new Map() }
  return Float64Array.from(table.ids, (_, row) => {
    const x = evaluateNum(num, rowSource(table, snapshot, onDay, row))
    return x ? Number(roundHalfUp({ n: x.n * scaleOf[num.unit], d: x.d })) : Number.NaN
  })
}

type Sums = { known: number; sum: bigint; before: bigint; min: number; max: number }

function aggregate(of: Float64Array | undefined, over: Float64Array | undefined, all: number): Sums {
  const sums = { known: 0, sum: 0n, before: 0n, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }
  for (let i = 0; i < all; i++) {
    const x = of ? of[i]! : 0
    const y = over ? over[i]! : 0
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    sums.known++
    sums.sum += BigInt(x)
    sums.before += BigInt(y)
    sums.min = Math.min(sums.min, x)
    sums.max = Math.max(sums.max, x)
  }
  return sums
}

function aggregateValue(how: string, s: Sums, scale: bigint): Fraction | null {
  if (how === 'count') return fraction(BigInt(s.known))
  if (how === 'sum') return fraction(s.sum, scale)
  if (how === 'mean') return fraction(roundHalfUp(fraction(s.sum, BigInt(s.known))), scale)
  if (how === 'min' || how === 'max') return fraction(BigInt(s[how]), scale)
  if (s.before <= 0n) return null
  return fraction(roundHalfUp(fraction((s.sum - s.before) * scale, s.before)), scale)
}

/** Rank (1 is best, equals share a rank) or size of the field, per row; null when the fact is in no column. */
function standingOf(table: Table, key: string): Float64Array | null {
  const [, fact = '', order, within = '', what] = key.split('/')
  const column = table.columns.get(fact)
  if (column?.kind !== 'number') return null
  const groups = within ? table.columns.get(within) : undefined
  const groupOf = (row: number) => (groups?.kind === 'cell' ? groups.codes[row]! : -1)
  const members = new Map<number, number[]>()
  column.values.forEach((x, row) => {
    const group = groupOf(row)
    if (Number.isNaN(x) || group === 0) return
    const list = members.get(group)
    if (list) list.push(row)
    else members.set(group, [row])
  })
  const out = new Float64Array(table.ids.length).fill(Number.NaN)
  const sign = order === 'lowest' ? 1 : -1
  for (const rows of members.values()) {
    rows.sort((a, b) => sign * (column.values[a]! - column.values[b]!))
    rows.forEach((row, i) => {
      const before = rows[i - 1]
      const ties = before !== undefined && column.values[before] === column.values[row]
      out[row] = what === 'size' ? rows.length : ties ? out[before]! : i + 1
    })
  }
  return out
}
