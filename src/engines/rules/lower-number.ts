/** Turns a written number (`rate: 6%, of: equipment, cap: 500万元`) into the closed tree, checking its units. */
import { checkKeys } from './check-keys.ts'
import { constant, type Num, type Unit } from './core.ts'
import { excess, quotient, ratio, standing, times } from './lower-arithmetic.ts'
import { lowerBenchmark, lowerInterpolate, lowerScore } from './lower-score.ts'
import { lowerBands, lowerByTitle, lowerChoose, lowerMarginal, lowerTable } from './lower-table.ts'
import {
  isRecord,
  type Lowering,
  literal,
  nearestName,
  numericUnit,
  type Path,
  reportUnknown,
  sameUnit,
  unitWords,
  unreadable,
} from './lowering.ts'
import { type NumberForm, numberForms } from './written-forms.ts'

type Node = Record<string, unknown>
type Reader = (ctx: Lowering, node: Node, path: Path, expected: Unit | undefined) => Num
const formNames = Object.keys(numberForms) as NumberForm[]

/** One number of a policy; `expected` is the unit its place asks for. */
export function lowerNumber(ctx: Lowering, node: unknown, path: Path, expected?: Unit): Num {
  const num = readNumber(ctx, node, path, expected)
  if (expected && !sameUnit(num.unit, expected)) {
    const [zh, en] = [unitWords[expected], unitWords[num.unit]].map((w) => w.split(' '))
    ctx.report(
      path,
      `这里要${zh![0]}，写的却是${en![0]}`,
      `${zh![1]} is expected here, but this is ${en![1]}`,
    )
    return unreadable(expected)
  }
  return num
}

function readNumber(ctx: Lowering, node: unknown, path: Path, expected?: Unit): Num {
  if (typeof node === 'string' && /^[a-z][a-z0-9_]*$/u.test(node)) return reference(ctx, node, path)
  if (typeof node === 'string' || typeof node === 'number') return literal(ctx, node, path, expected)
  if (Array.isArray(node)) return readers.sum(ctx, { sum: node }, path, expected)
  if (!isRecord(node)) {
    ctx.report(path, '这里应写一个数或一个算法', 'a number or a form is expected here')
    return unreadable(expected)
  }
  const form = formNames.find((name) => Object.hasOwn(node, name))
  if (!form) return unknownForm(ctx, node, path, expected)
  if (!checkKeys(ctx, node, numberForms[form], path)) return unreadable(expected)
  const bare = readers[form](ctx, node, path, expected)
  return withLimits(ctx, bare, node, path)
}

function unknownForm(ctx: Lowering, node: Node, path: Path, expected: Unit | undefined): Num {
  const key = Object.keys(node)[0] ?? ''
  const like = nearestName(key, formNames)
  ctx.report(
    path,
    `不认识的算法“${key}”${like ? `，是否指“${like}”？` : ''}可用：${formNames.join('、')}`,
    `unknown form "${key}"${like ? `; did you mean "${like}"?` : ''} Known: ${formNames.join(', ')}`,
  )
  return unreadable(expected)
}

/** A fact, parameter or city value by its bare name. */
export function reference(ctx: Lowering, name: string, path: Path): Num {
  if (Object.hasOwn(ctx.facts, name)) return readers.fact(ctx, { fact: name }, path, undefined)
  if (Object.hasOwn(ctx.parameters, name)) return readers.parameter(ctx, { parameter: name }, path, undefined)
  if (Object.hasOwn(ctx.city, name)) return readers.city(ctx, { city: name }, path, undefined)
  const known = [...Object.keys(ctx.facts), ...Object.keys(ctx.parameters), ...Object.keys(ctx.city)]
  reportUnknown(ctx, path, name, known, 'facts / parameters / city')
  return unreadable()
}

function withLimits(ctx: Lowering, num: Num, node: Node, path: Path): Num {
  const label = typeof node.label === 'string' ? node.label : undefined
  let limited: Num = label ? { ...num, label } : num
  if (node.cap !== undefined) {
    const caps = Array.isArray(node.cap) ? node.cap : [node.cap]
    const limits = caps.map((cap, i) =>
      ctx.number(cap, [...path, 'cap', ...(Array.isArray(node.cap) ? [i] : [])], num.unit),
    )
    limited = { op: 'min', unit: num.unit, of: [limited, ...limits], as: 'cap' }
  }
  if (node.minimum !== undefined) {
    const least = ctx.number(node.minimum, [...path, 'minimum'], num.unit)
    limited = { op: 'max', unit: num.unit, of: [limited, least], as: 'minimum' }
  }
  return limited
}

function list(ctx: Lowering, nodes: unknown, path: Path, expected: Unit | undefined): Num[] {
  const nums = (nodes as unknown[]).map((n, i) => ctx.number(n, [...path, i], i === 0 ? expected : undefined))
  const unit = nums[0]!.unit
  nums.forEach((num, i) => {
    if (!sameUnit(num.unit, unit))
      ctx.report(
        [...path, i],
        `不同单位不能相加或比较：${unitWords[num.unit].split(' ')[0]}与${unitWords[unit].split(' ')[0]}`,
        `units do not fit: ${unitWords[num.unit].split(' ')[1]} and ${unitWords[unit].split(' ')[1]}`,
      )
  })
  return nums
}

const readers: Readonly<Record<NumberForm, Reader>> = {
  fact(ctx, node, path) {
    const name = String(node.fact)
    const definition = ctx.facts[name]
    if (!definition) {
      reportUnknown(ctx, [...path, 'fact'], name, Object.keys(ctx.facts), 'facts')
      return unreadable()
    }
    const unit = numericUnit(definition)
    if (unit === undefined) {
      ctx.report(path, `“${definition.label}”不是数，不能参与计算`, `"${name}" is not a number`)
      return unreadable()
    }
    if (definition.type !== 'series') return { op: 'fact', unit, fact: name }
    return { op: 'year', unit, fact: name, offset: typeof node.year === 'number' ? node.year : 0 }
  },
  parameter(ctx, node, path) {
    const name = String(node.parameter)
    const definition = ctx.parameters[name]
    if (!definition) reportUnknown(ctx, path, name, Object.keys(ctx.parameters), 'parameters')
    return { op: 'given', unit: definition?.type ?? 'money', key: `p/${ctx.policy}/${name}` }
  },
  city(ctx, node, path) {
    const name = String(node.city)
    const definition = ctx.city[name]
    if (!definition) reportUnknown(ctx, path, name, Object.keys(ctx.city), 'city')
    return {
      op: 'given',
      unit: definition?.type ?? 'rate',
      key: `c/${name}${node.positive === true ? '+' : ''}`,
    }
  },
  value: (ctx, node, path, expected) => literal(ctx, node.value, [...path, 'value'], expected),
  rate(ctx, node, path, expected) {
    const of = ctx.number(node.of, [...path, 'of'], expected)
    return { ...times(ctx, of, ctx.number(node.rate, [...path, 'rate'], 'rate'), path), as: 'rate' }
  },
  times(ctx, node, path) {
    const parts = (node.times as unknown[]).map((n, i) => ctx.number(n, [...path, 'times', i]))
    return parts.reduce((a, b) => times(ctx, a, b, path))
  },
  sum(ctx, node, path, expected) {
    const of = list(ctx, node.sum, [...path, 'sum'], expected)
    return { op: 'add', unit: of[0]!.unit, of }
  },
  difference(ctx, node, path, expected) {
    const [a, b] = list(ctx, node.difference, [...path, 'difference'], expected)
    return { op: 'sub', unit: a!.unit, a: a!, b: b! }
  },
  min(ctx, node, path, expected) {
    const of = list(ctx, node.min, [...path, 'min'], expected)
    return { op: 'min', unit: of[0]!.unit, of }
  },
  max(ctx, node, path, expected) {
    const of = list(ctx, node.max, [...path, 'max'], expected)
    return { op: 'max', unit: of[0]!.unit, of }
  },
  growth(ctx, node, path) {
    const [a, b] = ratio(ctx, node, 'growth', path)
    return { op: 'div', unit: 'rate', a: { op: 'sub', unit: a.unit, a, b }, b, as: 'growth' }
  },
  share(ctx, node, path) {
    const [a, b] = ratio(ctx, node, 'share', path)
    return quotient(a, b, 'share')
  },
  excess(ctx, node, path, expected) {
    const { of, over, rate } = node.excess as Node
    const at = [...path, 'excess']
    const above = ctx.number(of, [...at, 'of'], expected)
    return excess(ctx, above, ctx.number(over, [...at, 'over'], above.unit), rate, at)
  },
  aboveGrowth(ctx, node, path) {
    const { of, last, growth, times: k = 1, rate } = node.aboveGrowth as Node
    const at = [...path, 'aboveGrowth']
    const now = ctx.number(of, [...at, 'of'])
    const before = ctx.number(last, [...at, 'last'], now.unit)
    const pace: Num = {
      op: 'mul',
      unit: 'rate',
      a: literal(ctx, k, [...at, 'times'], 'quantity'),
      b: ctx.number(growth, [...at, 'growth'], 'rate'),
    }
    const factor: Num = { op: 'add', unit: 'rate', of: [constant('rate', 1n), pace] }
    return excess(ctx, now, { op: 'mul', unit: now.unit, a: before, b: factor }, rate, at)
  },
  match(ctx, node, path, expected) {
    const { of, rate, limits } = node.match as { of: unknown; rate: unknown; limits?: unknown[] }
    const grant = ctx.number(of, [...path, 'match', 'of'], expected)
    const matched: Num = {
      ...times(ctx, grant, ctx.number(rate, [...path, 'match', 'rate'], 'rate'), path),
      as: 'match',
    }
    if (!limits) return matched
    const most = limits.map((n, i) => ctx.number(n, [...path, 'match', 'limits', i], matched.unit))
    return { op: 'min', unit: matched.unit, of: [matched, ...most], as: 'cap' }
  },
  perUnit(ctx, node, path) {
    const { of, unit, award, from } = node.perUnit as Node
    const at = [...path, 'perUnit']
    const base = ctx.number(of, [...at, 'of'])
    const counted =
      from === undefined
        ? base
        : excess(ctx, base, ctx.number(from, [...at, 'from'], base.unit), undefined, at)
    const units: Num = {
      op: 'div',
      unit: 'quantity',
      a: counted,
      b: ctx.number(unit, [...at, 'unit'], base.unit),
    }
    const whole: Num = { op: 'floor', unit: 'count', of: units, as: 'perUnit' }
    return times(ctx, whole, ctx.number(award, [...at, 'award']), path)
  },
  marginal: (ctx, node, path) => lowerMarginal(ctx, node.marginal as Node, [...path, 'marginal']),
  bands: (ctx, node, path, expected) => lowerBands(ctx, node.bands as Node, [...path, 'bands'], expected),
  table: (ctx, node, path, expected) => lowerTable(ctx, node.table as Node, [...path, 'table'], expected),
  byTitle: (ctx, node, path, expected) =>
    lowerByTitle(ctx, node.byTitle as Node, [...path, 'byTitle'], expected),
  choose: (ctx, node, path, expected) =>
    lowerChoose(ctx, node.choose as Node[], [...path, 'choose'], expected),
  topUp(ctx, node, path, expected) {
    const { to, paid } = node.topUp as Node
    const target = ctx.number(to, [...path, 'topUp', 'to'], expected)
    const less = ctx.number(paid, [...path, 'topUp', 'paid'], target.unit)
    return { ...excess(ctx, target, less, undefined, path), as: 'topUp' }
  },
  yearsSince(ctx, node, path) {
    const name = String(node.yearsSince)
    if (ctx.facts[name]?.type !== 'date')
      ctx.report([...path, 'yearsSince'], `“${name}”不是日期指标`, `"${name}" is not a date fact`)
    return { op: 'yearsSince', unit: 'count', fact: name }
  },
  rank: (ctx, node, path) => standing(ctx, node, 'rank', path),
  percentile: (ctx, node, path) => standing(ctx, node, 'percentile', path),
  score: (ctx, node, path) =>
    lowerScore(ctx, String(node.score), [...path, 'score'])?.least ?? unreadable('points'),
  coverage: (ctx, node, path) =>
    lowerScore(ctx, String(node.coverage), [...path, 'coverage'])?.coverage ?? unreadable('rate'),
  interpolate: (ctx, node, path) => lowerInterpolate(ctx, node.interpolate as Node, [...path, 'interpolate']),
  benchmark: (ctx, node, path) => lowerBenchmark(ctx, node.benchmark as Node, [...path, 'benchmark']),
}
