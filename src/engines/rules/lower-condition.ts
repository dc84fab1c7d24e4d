/** Turns a written condition into the closed tree, checking names and units. */
import { checkKeys } from './check-keys.ts'
import type { CellTest, Comparison, Cond, Leaf, Num } from './core.ts'
import { lowerScore } from './lower-score.ts'
import { isRecord, type Lowering, literal, nearestName, type Path, reportUnknown } from './lowering.ts'
import { parseRate, QuantityError } from './quantity.ts'
import { type ConditionForm, comparisonKeys, conditionForms, numberForms } from './written-forms.ts'

type Node = Record<string, unknown>
const limitKeys: Readonly<Record<string, Comparison>> = {
  atLeast: '>=',
  above: '>',
  atMost: '<=',
  below: '<',
  equals: '==',
  notEquals: '!=',
}
const formNames = Object.keys(conditionForms) as ConditionForm[]
const numberNames = Object.keys(numberForms)
const undecidable: Cond = { op: 'undecided', needs: [] }

/** One condition of a policy. */
export function lowerCondition(ctx: Lowering, node: unknown, path: Path): Cond {
  if (typeof node === 'string') return flag(ctx, { is: node }, path, 'is')
  if (!isRecord(node)) {
    ctx.report(path, '这里应写一个条件', 'a condition is expected here')
    return undecidable
  }
  const form = formNames.find((name) => Object.hasOwn(node, name))
  if (form)
    return checkKeys(ctx, node, conditionForms[form], path)
      ? readers[form](ctx, node, path, form)
      : undecidable
  return comparison(ctx, node, path)
}

/** How near counts as 差一点: what the leaf says, or the margin of the policy. */
function leafOf(ctx: Lowering, node: Node, path: Path, facts: readonly string[]): Leaf {
  const changeable =
    typeof node.changeable === 'boolean'
      ? node.changeable
      : facts.some((fact) => ctx.facts[fact]?.changeable === true)
  return {
    label: typeof node.label === 'string' ? node.label : '',
    path,
    nearPpm: nearPpm(ctx, node, path),
    changeable,
  }
}

function nearPpm(ctx: Lowering, node: Node, path: Path): bigint | null {
  if (node.near === undefined) return ctx.nearPpm
  if (typeof node.near === 'boolean') return node.near ? 1_000_000n : null
  try {
    const x = parseRate(node.near as string, null)
    return (x.n * 1_000_000n) / x.d
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error
    ctx.report([...path, 'near'], ...(error.message.split(' · ') as [string, string]))
    return null
  }
}

/** `{<number>, atLeast: …, below: …}`: every limit given must hold. */
function comparison(ctx: Lowering, node: Node, path: Path): Cond {
  const limits = Object.keys(limitKeys).filter((key) => Object.hasOwn(node, key))
  const own = Object.keys(node).filter((key) => !Object.hasOwn(comparisonKeys, key))
  const isNumber = own.some((key) => numberNames.includes(key) || key === 'cap' || key === 'minimum')
  if (limits.length === 0 || !isNumber) return reportForm(ctx, node, path, isNumber)
  const number = Object.fromEntries(own.map((key) => [key, node[key]]))
  if (isRecord(node.score)) ctx.report(path, 'score 后写评分表的名字', 'score takes the name of a scorecard')
  if (typeof node.score === 'string') return scoreLimits(ctx, node, limits, path)
  const textual = typeof node.fact === 'string' && ctx.facts[node.fact]?.type === 'text'
  if (textual) return textEquals(ctx, node, limits, path)
  const a = ctx.number(number, path)
  const facts = factNames(a)
  const parts = limits.map((key): Cond => {
    const b = ctx.number(node[key], [...path, key], a.unit)
    return { op: 'compare', is: limitKeys[key]!, a, b, leaf: leafOf(ctx, node, [...path, key], facts) }
  })
  return parts.length === 1 ? parts[0]! : { op: 'all', of: parts }
}

function reportForm(ctx: Lowering, node: Node, path: Path, isNumber: boolean): Cond {
  const keys = Object.keys(node)
  const known = [...formNames, ...Object.keys(limitKeys), ...numberNames]
  const odd = keys.find((key) => !known.includes(key) && !Object.hasOwn(comparisonKeys, key))
  const like = odd ? nearestName(odd, known) : undefined
  if (odd)
    ctx.report(
      path,
      `不认识的条件“${odd}”${like ? `，是否指“${like}”？` : ''}`,
      `unknown condition "${odd}"${like ? `; did you mean "${like}"?` : ''}`,
    )
  else if (isNumber)
    ctx.report(
      path,
      '这个条件缺少界限：atLeast（不低于）、above（超过）、atMost（不超过）、below（低于）、equals、notEquals 之一',
      'this condition has no limit: add one of atLeast, above, atMost, below, equals, notEquals',
    )
  else
    ctx.report(
      path,
      '这个条件缺少要比较的指标（fact: …）',
      'this condition names no fact to compare (fact: …)',
    )
  return undecidable
}

function factNames(num: Num): string[] {
  const names: string[] = []
  const visit = (n: Num): void => {
    if (n.op === 'fact' || n.op === 'year' || n.op === 'yearsSince') names.push(n.fact)
    else if (n.op === 'sub' || n.op === 'mul' || n.op === 'div') [n.a, n.b].forEach(visit)
    else if (n.op === 'add' || n.op === 'min' || n.op === 'max') n.of.forEach(visit)
  }
  visit(num)
  return names
}

/** `equals` on a text fact is membership. */
function textEquals(ctx: Lowering, node: Node, limits: readonly string[], path: Path): Cond {
  const key = limits[0]!
  if (limits.length > 1 || (key !== 'equals' && key !== 'notEquals')) {
    ctx.report(
      path,
      `文本指标“${node.fact}”只能用 equals、notEquals、in、notIn、prefix`,
      `the text fact "${node.fact}" only takes equals, notEquals, in, notIn, prefix`,
    )
    return undecidable
  }
  const { [key]: value, ...rest } = node
  return readers.in(ctx, { ...rest, in: String(value) }, path, key === 'equals' ? 'in' : 'notIn')
}

/** A limit on a score: decided only when the unknown indicators cannot change the answer. */
function scoreLimits(ctx: Lowering, node: Node, limits: readonly string[], path: Path): Cond {
  const score = lowerScore(ctx, String(node.score), [...path, 'score'])
  if (!score) return undecidable
  const needs = score.indicators.map((i) => i.points)
  const parts = limits.map((key): Cond => {
    const is = limitKeys[key]!
    const b = ctx.number(node[key], [...path, key], 'points')
    const leaf = leafOf(ctx, node, [...path, key], [])
    const rising = is === '>=' || is === '>'
    const sure: Cond = { op: 'compare', is, a: rising ? score.least : score.most, b, leaf }
    const possible: Cond = { op: 'compare', is, a: rising ? score.most : score.least, b, leaf }
    if (is === '==' || is === '!=')
      ctx.report(path, '分数请用不低于或低于', 'limit a score with atLeast, above, atMost or below')
    return {
      op: 'any',
      of: [sure, { op: 'all', of: [possible, { op: 'undecided', needs }] }],
      label: 'score',
    }
  })
  return parts.length === 1 ? parts[0]! : { op: 'all', of: parts }
}

function flag(ctx: Lowering, node: Node, path: Path, form: 'is' | 'isNot'): Cond {
  const fact = String(node[form])
  const definition = ctx.facts[fact]
  if (!definition) reportUnknown(ctx, [...path], fact, Object.keys(ctx.facts), 'facts')
  else if (definition.type !== 'bool')
    ctx.report(
      path,
      `“${definition.label}”不是是/否指标，请写出界限`,
      `"${fact}" is not a yes/no fact; compare it with a limit`,
    )
  const cond: Cond = { op: 'flag', fact, leaf: leafOf(ctx, node, path, [fact]) }
  return form === 'is' ? cond : { op: 'not', of: cond }
}

const wordsOf = (raw: unknown): string[] => (Array.isArray(raw) ? raw.map(String) : [String(raw)])

function cell(ctx: Lowering, node: Node, path: Path, fact: string, type: string, test: CellTest): Cond {
  const definition = ctx.facts[fact]
  const ofType = Object.keys(ctx.facts).filter((name) => ctx.facts[name]!.type === type)
  if (!definition) reportUnknown(ctx, path, fact, ofType, 'facts')
  else if (definition.type !== type)
    ctx.report(path, `“${definition.label}”的类型应为 ${type}`, `the fact "${fact}" must be of type ${type}`)
  if (test.kind === 'in' && definition?.values)
    for (const value of test.values)
      if (!definition.values.includes(value)) {
        const like = nearestName(value, definition.values)
        ctx.report(
          path,
          `“${value}”不在“${definition.label}”的取值里${like ? `，是否指“${like}”？` : ''}`,
          `"${value}" is not a declared value of "${fact}"${like ? `; did you mean "${like}"?` : ''}`,
        )
      }
  return { op: 'cell', fact, test, leaf: leafOf(ctx, node, path, [fact]) }
}

/** The list of titles meant when the condition does not name one: the only one declared. */
function titlesFact(ctx: Lowering, node: Node, path: Path): string {
  if (typeof node.fact === 'string') return node.fact
  const lists = Object.keys(ctx.facts).filter((name) => ctx.facts[name]!.type === 'titles')
  if (lists.length !== 1)
    ctx.report(
      path,
      '请写明称号清单 fact: …（facts 中应声明一个 titles 类型）',
      'name the list of titles with fact: … (declare one fact of type titles)',
    )
  return lists[0] ?? 'titles'
}

/** “06-46” stands for every code that begins with 06, 07 … 46. */
function expandPrefixes(ctx: Lowering, raw: unknown, path: Path): string[] {
  return wordsOf(raw).flatMap((word) => {
    const range = /^(\d{1,4})[-~](\d{1,4})$/u.exec(word)
    if (!range) return [word]
    const [from, to] = [range[1]!, range[2]!]
    const size = Number(to) - Number(from)
    if (from.length !== to.length || size < 0 || size > 9999) {
      ctx.report(
        path,
        `代码区间“${word}”写法不对，应如 06-46`,
        `the range of codes "${word}" should look like 06-46`,
      )
      return []
    }
    return Array.from({ length: size + 1 }, (_, i) => String(Number(from) + i).padStart(from.length, '0'))
  })
}

const readers: Readonly<
  Record<ConditionForm, (ctx: Lowering, node: Node, path: Path, form: ConditionForm) => Cond>
> = {
  all: (ctx, node, path) => group(ctx, node, path, 'all'),
  any: (ctx, node, path) => group(ctx, node, path, 'any'),
  not: (ctx, node, path) => ({ op: 'not', of: ctx.condition(node.not, [...path, 'not']) }),
  atLeastOf(ctx, node, path) {
    const of = (node.conditions as unknown[]).map((c, i) => ctx.condition(c, [...path, 'conditions', i]))
    const count = Number(node.atLeastOf)
    if (count > of.length)
      ctx.report(
        path,
        `要满足 ${count} 项，但只列了 ${of.length} 项`,
        `${count} of ${of.length} conditions can never hold`,
      )
    return { op: 'atLeast', count, of }
  },
  is: (ctx, node, path) => flag(ctx, node, path, 'is'),
  isNot: (ctx, node, path) => flag(ctx, node, path, 'isNot'),
  in(ctx, node, path, form) {
    const fact = String(node.fact)
    const cond = cell(ctx, node, path, fact, 'text', { kind: 'in', values: wordsOf(node.in ?? node.notIn) })
    return form === 'notIn' ? { op: 'not', of: cond } : cond
  },
  notIn: (ctx, node, path) => readers.in(ctx, node, path, 'notIn'),
  prefix: (ctx, node, path) =>
    cell(ctx, node, path, String(node.fact), 'text', {
      kind: 'prefix',
      prefixes: expandPrefixes(ctx, node.prefix, path),
    }),
  holds: (ctx, node, path) =>
    cell(ctx, node, path, titlesFact(ctx, node, path), 'titles', {
      kind: 'holds',
      titles: wordsOf(node.holds),
    }),
  newly: (ctx, node, path) =>
    cell(ctx, node, path, titlesFact(ctx, node, path), 'titles', {
      kind: 'newly',
      titles: wordsOf(node.newly),
      months: Number(node.withinMonths),
    }),
  firstTime: (ctx, node, path) =>
    cell(ctx, node, path, titlesFact(ctx, node, path), 'titles', {
      kind: 'firstTime',
      titles: wordsOf(node.firstTime),
    }),
  firstCrossing(ctx, node, path) {
    const fact = String(node.firstCrossing)
    const unit = ctx.facts[fact]?.of ?? 'money'
    const limit = literal(ctx, node.limit, [...path, 'limit'], unit)
    const scale = unit === 'quantity' ? 10_000n : 1n
    const stored = limit.op === 'const' ? (limit.n * scale) / limit.d : 0n
    return cell(ctx, node, path, fact, 'series', { kind: 'firstCrossing', limit: stored })
  },
  passes(ctx, node, path) {
    const card = lowerScore(ctx, String(node.passes), [...path, 'passes'])
    const reached = scoreLimits(ctx, { score: node.passes, atLeast: node.atLeast }, ['atLeast'], path)
    if (!card) return undecidable
    const enough: Cond = card.directPass ? { op: 'any', of: [card.directPass, reached] } : reached
    return card.veto ? { op: 'all', of: [{ op: 'not', of: card.veto }, enough] } : enough
  },
}

function group(ctx: Lowering, node: Node, path: Path, op: 'all' | 'any'): Cond {
  const of = (node[op] as unknown[]).map((c, i) => ctx.condition(c, [...path, op, i]))
  return { op, of, label: typeof node.label === 'string' ? node.label : undefined }
}
