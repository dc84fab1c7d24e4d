import type { Definition } from '../model/definitions.ts'
import { evaluateFormula, type FormulaInput, yearBefore } from './formula/evaluate.ts'
import { parseFormula } from './formula/parse.ts'
import { type Formula, type SeriesRef, seriesIn } from './formula/tree.ts'
import type { Point, Series, Statement } from './series.ts'

/** A figure that a formula came to, with the numbers in it. */
export type FormulaStatement = Statement & { readonly inputs: readonly FormulaInput[] }

type Ready = {
  readonly definition: Definition
  readonly formula: Formula
  readonly series: readonly SeriesRef[]
}

/**
 * The figures of every definition with a formula, for each chain and day on which one of its series has one. Formulas over
 * formulas come after what they stand on; one that leads back to itself, or cannot be read, gives nothing (the check of
 * packs and the edit page refuse both).
 */
export function applyFormulas(
  definitions: readonly Definition[],
  held: readonly Series[],
): FormulaStatement[] {
  const found: FormulaStatement[] = []
  const points = new Map<string, Point[]>()
  for (const series of held) points.set(seriesKey(series), [...series.points])
  for (const ready of inOrder(definitions)) {
    const statements = chainsOf(ready, held, found).flatMap((chain) => figuresOf(ready, chain, points))
    found.push(...statements)
    for (const each of statements) {
      const key = seriesKey({ ...each, scope: null })
      points.set(key, [...(points.get(key) ?? []), pointOf(each)])
    }
  }
  return found
}

const seriesKey = (of: Pick<Series, 'indicator' | 'chain' | 'subject' | 'scope'>): string =>
  JSON.stringify([of.indicator, of.chain, of.subject, of.scope?.zh ?? null])

const pointOf = (statement: FormulaStatement): Point => ({
  asOf: statement.asOf,
  value: statement.value,
  isExact: statement.comparator === '=',
  binding: statement,
  statements: [statement],
  conflict: null,
})

function inOrder(definitions: readonly Definition[]): Ready[] {
  const waiting = definitions.flatMap((definition): Ready[] => {
    if (definition.expression === undefined) return []
    const parsed = parseFormula(definition.expression)
    if (!parsed.ok) return []
    return [{ definition, formula: parsed.formula, series: seriesIn(parsed.formula) }]
  })
  const ordered: Ready[] = []
  for (;;) {
    const open = new Set(waiting.map(({ definition }) => definition.id))
    const next = waiting.findIndex(({ series }) => !series.some(({ indicator }) => open.has(indicator)))
    if (next < 0) return ordered
    ordered.push(...waiting.splice(next, 1))
  }
}

function chainsOf({ series }: Ready, held: readonly Series[], found: readonly FormulaStatement[]) {
  const named = new Set(series.map(({ indicator }) => indicator))
  const of = [...held, ...found].filter(({ indicator, subject }) => named.has(indicator) && subject === null)
  return [...new Set(of.map(({ chain }) => chain))]
}

function figuresOf(
  { definition, formula, series }: Ready,
  chain: string | null,
  points: ReadonlyMap<string, readonly Point[]>,
): FormulaStatement[] {
  const of = ({ indicator, scope }: SeriesRef) =>
    points.get(JSON.stringify([indicator, chain, null, scope])) ?? []
  const days = [...new Set(series.flatMap((each) => of(each).map(({ asOf }) => asOf)))].sort()
  return days.flatMap((asOf) => {
    const result = evaluateFormula(formula, asOf, (ref, day) => of(ref).find((point) => point.asOf === day))
    // A day on which only the year before is known says nothing: no empty figure is made of it.
    if (result.inputs.every((input) => input.asOf === yearBefore(asOf) || input.value === null)) return []
    return [
      {
        id: 'formula',
        origin: 'formula' as const,
        indicator: definition.id,
        chain,
        subject: null,
        scope: null,
        period: asOf,
        asOf,
        comparator: result.isExact ? '=' : '~',
        value: result.value,
        inputs: result.inputs,
      },
    ]
  })
}
