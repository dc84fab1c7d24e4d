/**
 * The names on which the engine is measured: short names with their legal names, cut in two by hash. The tuning half
 * may shape weights and bounds; the other half is only for measuring. Used by the test and the benchmark.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readCsvFile } from './csv-file.ts'
import { isAnonymousName, normaliseName } from './name.ts'
import type { Organisation } from './organisation.ts'

export type GoldQuery = {
  readonly shortName: string
  /** The legal names that the gold gives for the short name. */
  readonly fullNames: ReadonlySet<string>
}

export type Gold = {
  readonly candidates: readonly Organisation[]
  readonly tuning: readonly GoldQuery[]
  readonly held: readonly GoldQuery[]
  /** Whether a candidate is the organisation meant: one of its legal names, or one with the same credit code. */
  readonly isRight: (query: GoldQuery, candidateId: string) => boolean
  /** As `isRight`, and any listed firm that bears the short name counts. */
  readonly isAnyRight: (query: GoldQuery, candidateId: string) => boolean
  /** Whether the candidate's name is the gold's to the letter. */
  readonly isExactlyRight: (query: GoldQuery, candidateId: string) => boolean
}

const FOLDER = '../shared/data'
const COMPANIES = `${FOLDER}/companies/a_share_companies_2020.csv`
const SUPPLIERS = `${FOLDER}/companies/listed_suppliers_2017_2019.csv`
const GOLD = `${FOLDER}/er/short_to_full_gold.csv`
const VARIANTS = `${FOLDER}/er/variants.csv`

/** Whether the material lies beside the project. */
export const hasGold = [COMPANIES, SUPPLIERS, GOLD, VARIANTS].every((file) => existsSync(file))

const read = async (file: string, columns: readonly string[]) =>
  (await readCsvFile(file, columns)).map(({ values }) => values)

function group(rows: Iterable<readonly [string, string]>): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>()
  for (const [key, value] of rows) {
    const set = groups.get(key) ?? new Set()
    groups.set(key, set.add(value))
  }
  return groups
}

/** Half of a short name: the lowest bit of the first byte of its SHA-256. */
const half = (shortName: string) => (createHash('sha256').update(shortName).digest()[0] ?? 0) & 1

/** Reads the material; candidates carry names only, and no column of stock short names is among them. */
export async function loadGold(): Promise<Gold> {
  const companies = await read(COMPANIES, ['full_name', 'short_name', 'uscc'])
  const suppliers = await read(SUPPLIERS, ['partner_name_raw'])
  const gold = await read(GOLD, ['short_name', 'full_name', 'uscc'])
  const variants = await read(VARIANTS, ['name_2020', 'name_2021', 'uscc'])
  const names = new Set<string>([
    ...companies.map((row) => row.full_name ?? ''),
    ...suppliers.map((row) => row.partner_name_raw ?? '').filter((name) => !isAnonymousName(name)),
    ...gold.map((row) => row.full_name ?? ''),
    ...variants.flatMap((row) => [row.name_2020 ?? '', row.name_2021 ?? '']),
  ])
  const candidates = [...names].map((name, i) => ({ id: `c${i}`, name }))
  const nameOf = new Map(candidates.map(({ id, name }) => [id, name]))
  const named = (rows: Record<string, string>[], column: string) =>
    rows.map((row) => [normaliseName(row[column] ?? ''), row.uscc ?? ''] as const)
  const codes = group([
    ...named(companies, 'full_name'),
    ...named(gold, 'full_name'),
    ...named(variants, 'name_2020'),
    ...named(variants, 'name_2021'),
  ])
  const bearers = group(companies.map((row) => [row.short_name ?? '', row.full_name ?? ''] as const))
  const isSame = (a: string, b: string) => {
    const [x, y] = [normaliseName(a), normaliseName(b)]
    return x === y || [...(codes.get(x) ?? [])].some((code) => codes.get(y)?.has(code))
  }
  const fits = (wanted: Iterable<string>, id: string) =>
    [...wanted].some((name) => isSame(name, nameOf.get(id) ?? ''))
  const queries = [...group(gold.map((row) => [row.short_name ?? '', row.full_name ?? ''] as const))].map(
    ([shortName, fullNames]) => ({ shortName, fullNames }),
  )
  return {
    candidates,
    tuning: queries.filter(({ shortName }) => half(shortName) === 0),
    held: queries.filter(({ shortName }) => half(shortName) === 1),
    isRight: ({ fullNames }, id) => fits(fullNames, id),
    isAnyRight: ({ shortName, fullNames }, id) => fits([...fullNames, ...(bearers.get(shortName) ?? [])], id),
    isExactlyRight: ({ fullNames }, id) => fullNames.has(nameOf.get(id) ?? ''),
  }
}

export type Figures = {
  readonly first: number
  readonly five: number
  readonly autoShare: number
  readonly autoRight: number
}

/** Shares of queries whose right candidate stands first, among five, is joined by itself; and how many of those are right. */
export function measure(
  queries: readonly GoldQuery[],
  matches: readonly { readonly band: string; readonly candidates: readonly { readonly id: string }[] }[],
  isRight: (query: GoldQuery, candidateId: string) => boolean,
): Figures {
  let [first, five, auto, autoRight] = [0, 0, 0, 0]
  for (const [i, query] of queries.entries()) {
    const match = matches[i]!
    const right = match.candidates.slice(0, 5).map(({ id }) => isRight(query, id))
    if (right[0]) first++
    if (right.includes(true)) five++
    if (match.band !== 'auto') continue
    auto++
    if (right[0]) autoRight++
  }
  const n = queries.length
  return {
    first: first / n,
    five: five / n,
    autoShare: auto / n,
    autoRight: auto === 0 ? 1 : autoRight / auto,
  }
}
