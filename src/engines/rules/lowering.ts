/** What lowering a policy carries along: the names that may be used and the mistakes found so far. */
import { type Cond, constant, type Num, type Unit } from './core.ts'
import type { Fraction } from './fraction.ts'
import { parseDay, parseMoney, parsePlain, parseRate, QuantityError } from './quantity.ts'
import type { CityDefinition, FactDefinition, ParameterDefinition, WrittenScorecard } from './written.ts'

export type Path = readonly (string | number)[]
export type LowerProblem = {
  readonly path: Path
  readonly message: string
  readonly severity: 'error' | 'warning'
}

/** A scorecard as numbers: points surely reached, points at most, share of the weight that is known. */
export type Score = {
  readonly least: Num
  readonly most: Num
  readonly coverage: Num
  readonly veto: Cond | null
  readonly directPass: Cond | null
  readonly indicators: readonly { readonly label: string; readonly points: Num; readonly max: Fraction }[]
  readonly atBest: readonly LevelRule[]
  readonly direct: readonly LevelRule[]
}

/** A class that a condition limits or gives. */
export type LevelRule = { readonly label: string; readonly level: string; readonly when: Cond }

export type Lowering = {
  readonly policy: string
  readonly facts: Readonly<Record<string, FactDefinition>>
  readonly parameters: Readonly<Record<string, ParameterDefinition>>
  readonly city: Readonly<Record<string, CityDefinition>>
  readonly scorecards: Readonly<Record<string, WrittenScorecard>>
  readonly scores: Map<string, Score | null>
  readonly nearPpm: bigint | null
  number(node: unknown, path: Path, expected?: Unit): Num
  condition(node: unknown, path: Path): Cond
  report(path: Path, zh: string, en: string, severity?: 'error' | 'warning'): void
}

export const unitWords: Readonly<Record<Unit, string>> = {
  money: '金额 money',
  rate: '比例 rate',
  count: '个数 count',
  quantity: '数量 quantity',
  date: '日期 date',
  points: '分数 points',
}

/** Stands where something could not be read; its policy is refused, so it is never computed with. */
export const unreadable = (unit: Unit = 'money'): Num => constant(unit, 0n)

export const isRecord = (x: unknown): x is Record<string, unknown> =>
  typeof x === 'object' && x !== null && !Array.isArray(x)

/** Two units that may be added or compared. */
export function sameUnit(a: Unit, b: Unit): boolean {
  const plain = (u: Unit) => u === 'count' || u === 'quantity' || u === 'points'
  return a === b || (plain(a) && plain(b))
}

/** The nearest of the known names, for “did you mean”. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const bigrams = (s: string) => new Set([...`^${s}$`].map((c, i, all) => c + (all[i + 1] ?? '')))
  const mine = bigrams(name)
  const score = (other: string) => {
    const theirs = bigrams(other)
    return (2 * [...mine].filter((b) => theirs.has(b)).length) / (mine.size + theirs.size)
  }
  const best = [...known].sort((a, b) => score(b) - score(a))[0]
  return best !== undefined && score(best) > 0.4 ? best : undefined
}

/** Reports a name that is not declared, with the nearest that is. */
export function reportUnknown(
  ctx: Lowering,
  path: Path,
  name: string,
  known: readonly string[],
  where: string,
) {
  const like = nearestName(name, known)
  const zh = like ? `，是否指“${like}”？` : `，请在 ${where} 下声明`
  const en = like ? `; did you mean "${like}"?` : `; declare it under ${where}`
  ctx.report(path, `没有声明“${name}”${zh}`, `"${name}" is not declared${en}`)
}

/** The stored unit of a fact that is a number, or undefined for text, titles and yes/no. */
export function numericUnit(definition: FactDefinition): Unit | undefined {
  const type = definition.type === 'series' ? definition.of : definition.type
  return type === 'bool' || type === 'text' || type === 'titles' ? undefined : type
}

/** A written limit in a known unit; reports and returns zero when it cannot be read. */
export function literal(ctx: Lowering, raw: unknown, path: Path, expected: Unit | undefined): Num {
  if (typeof raw !== 'string' && typeof raw !== 'number') {
    ctx.report(
      path,
      `这里应是一个数，如 500万元、6%、12`,
      'a number is expected here, for example 500万元, 6%, 12',
    )
    return unreadable(expected)
  }
  try {
    const unit = expected ?? guessUnit(raw)
    return readAs(raw, unit)
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error
    const [zh = '', en = ''] = error.message.split(' · ')
    ctx.report(path, zh, en)
    return unreadable(expected)
  }
}

function readAs(raw: string | number, unit: Unit): Num {
  if (unit === 'date') return constant('date', BigInt(parseDay(raw)))
  const isZero = /^0(\.0+)?$/u.test(String(raw).trim())
  if (isZero) return constant(unit, 0n)
  const x =
    unit === 'money' ? parseMoney(raw, null) : unit === 'rate' ? parseRate(raw, null) : parsePlain(raw, unit)
  return constant(unit, x.n, x.d)
}

function guessUnit(raw: string | number): Unit {
  const text = String(raw)
  if (/[%‰]|ppm/u.test(text)) return 'rate'
  if (/[元万亿]/u.test(text)) return 'money'
  if (/^\d{4}-\d{1,2}-\d{1,2}$/u.test(text)) return 'date'
  return Number.isInteger(Number(text)) ? 'count' : 'quantity'
}
