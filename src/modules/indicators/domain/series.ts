import type { Bilingual } from '../model/shared.ts'
import { readDecimal, roundDecimal } from './decimal.ts'

/** Where a figure comes from: a cited document, a person's entry, a room's computation, a formula over other series. */
export type Origin = 'document' | 'entered' | 'computed' | 'formula'

/** One source's word on one indicator for one day. */
export type Statement = {
  /** Stable while the source stands: `document:key`, `entered:12`, `computed:7`, `formula`. */
  readonly id: string
  readonly origin: Origin
  readonly indicator: string
  readonly chain: string | null
  /** An organisation, as targets name it; null: chain or city. */
  readonly subject: string | null
  readonly scope: Bilingual | null
  readonly period: string
  readonly asOf: string
  readonly comparator: string
  /** Decimal in the definition's unit; null unknown. */
  readonly value: string | null
  /** As it was written in an earlier unit; a conflict keeps its name when only the unit changes. */
  readonly asWritten?: { readonly value: string | null; readonly unit: string } | null
}
/** What is held for one day: one figure, or several sources that disagree until a person decides. */
export type Point<S extends Statement = Statement> = {
  readonly asOf: string
  readonly value: string | null
  readonly isExact: boolean
  /** The statement that binds; null while sources disagree. */
  readonly binding: S | null
  readonly statements: readonly S[]
  /** Key of the conflict, decided or not; null where sources agree. */
  readonly conflict: string | null
}
export type Series<S extends Statement = Statement> = {
  readonly indicator: string
  readonly chain: string | null
  readonly subject: string | null
  readonly scope: Bilingual | null
  /** Oldest first, one a day. */
  readonly points: readonly Point<S>[]
}

/**
 * Puts what the sources say into series: one for each indicator, chain, subject and scope words. Figures of one day that
 * disagree are a conflict: none is chosen unless a person has decided (`decisions`: conflict key → id of the statement).
 */
export function seriesOf<S extends Statement>(
  statements: readonly S[],
  decisions: ReadonlyMap<string, string>,
): Series<S>[] {
  const groups = new Map<string, S[]>()
  for (const each of statements) {
    const key = JSON.stringify([each.indicator, each.chain, each.subject, each.scope?.zh ?? null])
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()].map((group) => {
    const { indicator, chain, subject, scope } = group[0]!
    const days = new Map<string, S[]>()
    for (const each of group) days.set(each.asOf, [...(days.get(each.asOf) ?? []), each])
    const points = [...days.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([asOf, of]) => pointOf(asOf, of, decisions))
    return { indicator, chain, subject, scope, points }
  })
}

function pointOf<S extends Statement>(
  asOf: string,
  statements: readonly S[],
  decisions: ReadonlyMap<string, string>,
): Point<S> {
  const known = statements.filter(({ value }) => value !== null)
  const isDisputed = known.some((one, i) => known.slice(0, i).some((other) => !agree(one, other)))
  const conflict = isDisputed ? conflictKey(known) : null
  const decided = conflict === null ? undefined : decisions.get(conflict)
  // Where sources agree the exact one stands for all; a document before an entry before a computation.
  const agreed = known.find(({ comparator }) => comparator === '=') ?? known[0] ?? statements[0]!
  const binding = isDisputed ? (known.find(({ id }) => id === decided) ?? null) : agreed
  return {
    asOf,
    value: binding?.value ?? null,
    isExact: binding?.comparator === '=',
    binding,
    statements,
    conflict,
  }
}

/** The same figure; of a computed and a stated one also when the computed one, rounded as the stated one is, comes to it. */
function agree(one: Statement, other: Statement): boolean {
  if (isSame(one.value!, other.value!)) return true
  if (isComputed(one) === isComputed(other)) return false
  const [computed, stated] = isComputed(one) ? [one.value!, other.value!] : [other.value!, one.value!]
  const decimals = stated.split('.')[1]?.length ?? 0
  return decimals > 0 && isSame(roundDecimal(computed, decimals), stated)
}

const isComputed = ({ origin }: Statement): boolean => origin === 'computed' || origin === 'formula'
const isSame = (a: string, b: string): boolean => {
  const [x, y] = [readDecimal(a), readDecimal(b)]
  return x.n * y.d === y.n * x.d
}

/** Names a conflict by what is said in it: another figure or another source is another conflict, to be decided anew. */
export function conflictKey(statements: readonly Statement[]): string {
  const { indicator, chain, subject, scope, asOf } = statements[0]!
  const members = statements.map(({ id, value, asWritten }) => `${id}=${asWritten?.value ?? value}`).sort()
  return JSON.stringify(['value', indicator, chain, subject, scope?.zh ?? null, asOf, members])
}

/** The last point of a series up to a day. */
export const pointOn = <S extends Statement>(
  { points }: Pick<Series<S>, 'points'>,
  onDate: string,
): Point<S> | undefined => points.findLast(({ asOf }) => asOf <= onDate)
