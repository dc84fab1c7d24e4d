/** Lowers the forms that choose among amounts: bands, tables, titles, marginal scales. */
import { type Choice, type Comparison, type Cond, constant, type Leaf, type Num, type Unit } from './core.ts'
import { compare } from './fraction.ts'
import { type Lowering, type Path, reportUnknown, unreadable } from './lowering.ts'

type Node = Record<string, unknown>

const bandLeaf = (path: Path): Leaf => ({ label: '', path, nearPpm: null, changeable: false })
const edges: readonly [key: string, is: Comparison][] = [
  ['from', '>='],
  ['above', '>'],
  ['below', '<'],
  ['upTo', '<='],
]

type Band = { from: unknown; above: unknown; below: unknown; upTo: unknown; value: unknown }
type Edge = { at: Num; closed: boolean } | null

/** Bands over one number; they must meet without gap or overlap, in rising order. */
export function lowerBands(ctx: Lowering, node: Node, path: Path, expected: Unit | undefined): Num {
  const of = ctx.number(node.of, [...path, 'of'])
  const table = node.table as Band[]
  const cases: Choice[] = table.map((band, i) => ({
    when: inBand(ctx, of, band, [...path, 'table', i]),
    give: ctx.number(band.value, [...path, 'table', i, 'value'], expected),
  }))
  checkBands(ctx, table, of.unit, path)
  const unit = cases[0]!.give.unit
  const otherwise =
    node.otherwise === undefined ? null : ctx.number(node.otherwise, [...path, 'otherwise'], unit)
  return { op: 'choose', unit, cases, otherwise: otherwise ?? constant(unit, 0n), as: 'bands' }
}

function inBand(ctx: Lowering, of: Num, band: Band, path: Path): Cond {
  const parts: Cond[] = []
  for (const [key, is] of edges) {
    const raw = band[key as keyof Band]
    if (raw === undefined) continue
    parts.push({
      op: 'compare',
      is,
      a: of,
      b: ctx.number(raw, [...path, key], of.unit),
      leaf: bandLeaf(path),
    })
  }
  return parts.length === 1 ? parts[0]! : { op: 'all', of: parts }
}

/** A gap or an overlap between neighbouring bands is a mistake of the notice or of the writer. */
function checkBands(ctx: Lowering, table: readonly Band[], unit: Unit, path: Path): void {
  const edge = (band: Band, open: 'above' | 'below', closed: 'from' | 'upTo', at: Path): Edge => {
    const key = band[closed] !== undefined ? closed : open
    const raw = band[key]
    return raw === undefined ? null : { at: ctx.number(raw, [...at, key], unit), closed: key === closed }
  }
  for (let i = 1; i < table.length; i++) {
    const at = [...path, 'table', i]
    const before = edge(table[i - 1]!, 'below', 'upTo', [...path, 'table', i - 1])
    const after = edge(table[i]!, 'above', 'from', at)
    if (before?.at.op === 'const' && after?.at.op === 'const') {
      const order = compare(before.at, after.at)
      if (order === 0 && before.closed !== after.closed) continue
      if (order < 0 || (order === 0 && !before.closed))
        ctx.report(at, '与上一档之间有空档', 'there is a gap between this band and the one before')
      else
        ctx.report(
          at,
          '与上一档重叠（或档次没有从低到高写）',
          'this band overlaps the one before, or they are not in rising order',
        )
    } else if (!before || !after)
      ctx.report(at, '中间的档次上下限都要写', 'a band in the middle needs both a lower and an upper limit')
  }
}

/** An amount by the value of a text fact. */
export function lowerTable(ctx: Lowering, node: Node, path: Path, expected: Unit | undefined): Num {
  const fact = String(node.by)
  const definition = ctx.facts[fact]
  if (!definition) reportUnknown(ctx, [...path, 'by'], fact, Object.keys(ctx.facts), 'facts')
  else if (definition.type !== 'text')
    ctx.report([...path, 'by'], `“${fact}”不是文本指标`, `"${fact}" is not a text fact`)
  const values = Object.entries(node.values as Node)
  for (const [key] of values)
    if (definition?.values && !definition.values.includes(key))
      ctx.report(
        [...path, 'values', key],
        `“${key}”不是“${definition.label}”的取值`,
        `"${key}" is not a value of "${fact}"`,
      )
  const cases = values.map(([key, value]) => ({
    when: { op: 'cell', fact, test: { kind: 'in', values: [key] }, leaf: bandLeaf(path) } as Cond,
    give: ctx.number(value, [...path, 'values', key], expected),
  }))
  return chosen(ctx, cases, node.otherwise, path, 'table')
}

/** An amount by the highest title held: the first line that applies. */
export function lowerByTitle(ctx: Lowering, node: Node, path: Path, expected: Unit | undefined): Num {
  const fact = String(node.fact)
  if (ctx.facts[fact]?.type !== 'titles')
    ctx.report([...path, 'fact'], `“${fact}”不是称号清单`, `"${fact}" is not a list of titles`)
  const cases = Object.entries(node.values as Node).map(([title, value]) => ({
    when: { op: 'cell', fact, test: { kind: 'holds', titles: [title] }, leaf: bandLeaf(path) } as Cond,
    give: ctx.number(value, [...path, 'values', title], expected),
  }))
  return chosen(ctx, cases, node.otherwise, path, 'byTitle')
}

function chosen(ctx: Lowering, cases: Choice[], otherwise: unknown, path: Path, as: string): Num {
  const unit = cases[0]?.give.unit ?? 'money'
  const rest =
    otherwise === undefined ? constant(unit, 0n) : ctx.number(otherwise, [...path, 'otherwise'], unit)
  return { op: 'choose', unit, cases, otherwise: rest, as }
}

/** The first case whose condition holds; without `otherwise` the notice leaves a case open, which is a mistake. */
export function lowerChoose(ctx: Lowering, nodes: Node[], path: Path, expected: Unit | undefined): Num {
  const last = nodes.at(-1)!
  if (!Object.hasOwn(last, 'otherwise')) {
    ctx.report(
      path,
      '最后一项应写 otherwise（其余情形）',
      'the last item must say otherwise: what holds in all other cases',
    )
    return unreadable(expected)
  }
  const cases = nodes.slice(0, -1).map((node, i) => ({
    when: ctx.condition(node.when, [...path, i, 'when']),
    give: ctx.number(node.give, [...path, i, 'give'], expected),
  }))
  const otherwise = ctx.number(
    last.otherwise,
    [...path, nodes.length - 1, 'otherwise'],
    cases[0]?.give.unit ?? expected,
  )
  return { op: 'choose', unit: otherwise.unit, cases, otherwise, as: 'choose' }
}

/** Each slice of a base at its own rate: Σ rate × the part of the base inside the slice. */
export function lowerMarginal(ctx: Lowering, node: Node, path: Path): Num {
  const of = ctx.number(node.of, [...path, 'of'])
  let below: Num =
    node.from === undefined ? constant(of.unit, 0n) : ctx.number(node.from, [...path, 'from'], of.unit)
  const steps = node.steps as { upTo?: unknown; rate: unknown }[]
  const parts: Num[] = []
  steps.forEach((step, i) => {
    const at = [...path, 'steps', i]
    const rate = ctx.number(step.rate, [...at, 'rate'], 'rate')
    if (step.upTo === undefined && i < steps.length - 1)
      ctx.report(at, '只有最后一级可以不写 upTo', 'only the last step may leave out upTo')
    const upTo = step.upTo === undefined ? null : ctx.number(step.upTo, [...at, 'upTo'], of.unit)
    const top: Num = upTo ? { op: 'min', unit: of.unit, of: [of, upTo] } : of
    const part: Num = {
      op: 'max',
      unit: of.unit,
      of: [{ op: 'sub', unit: of.unit, a: top, b: below }, constant(of.unit, 0n)],
      as: 'slice',
    }
    parts.push({ op: 'mul', unit: of.unit, a: part, b: rate, as: 'rate' })
    if (upTo) below = upTo
  })
  return { op: 'add', unit: of.unit, of: parts, as: 'marginal' }
}
