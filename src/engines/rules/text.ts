/** The tree in plain Chinese, for the page and for the person who reviews the rule beside the notice. */
import type { Cond, Num, Unit } from './core.ts'
import type { Library } from './library.ts'
import { formatQuantity, scaleOf } from './quantity.ts'

/** What names are called. */
export type Names = {
  fact(name: string): string
  given(key: string): string
  factUnit(name: string): Unit | undefined
  /** Words already made: a tree says the same for every firm. */
  readonly texts: WeakMap<object, string>
}

/** The labels of a library's facts, parameters and city values. */
export function namesOf(library: Library): Names {
  const known = namesByLibrary.get(library)
  if (known) return known
  const names = makeNames(library)
  namesByLibrary.set(library, names)
  return names
}

const namesByLibrary = new WeakMap<Library, Names>()

function makeNames(library: Library): Names {
  const policies = new Map(library.policies.map((p) => [p.id, p]))
  return {
    texts: new WeakMap(),
    fact: (name) => library.facts.get(name)?.label ?? name,
    given(key) {
      const [kind, a = '', b = ''] = key.replace('+', '').split('/')
      if (kind === 'p') return policies.get(a)?.parameters[b]?.label ?? b
      return library.city.get(a)?.label ?? a
    },
    factUnit(name) {
      const of = library.facts.get(name)?.of
      return of
    },
  }
}

const yearWords: Readonly<Record<number, string>> = { 0: '当年', [-1]: '上年', [-2]: '前年' }

/** A number in words: 设备投入与软件投入之和的6%，最高500万元. */
export function textOfNum(num: Num, names: Names): string {
  const known = names.texts.get(num)
  if (known !== undefined) return known
  const text = writeNum(num, names)
  names.texts.set(num, text)
  return text
}

function writeNum(num: Num, names: Names): string {
  if (num.label) return num.label
  const say = (x: Num) => textOfNum(x, names)
  switch (num.op) {
    case 'const':
      return formatQuantity(num.unit, num)
    case 'fact':
      return names.fact(num.fact)
    case 'year':
      return `${yearWords[num.offset] ?? `${-num.offset}年前`}${names.fact(num.fact)}`
    case 'yearsSince':
      return `自${names.fact(num.fact)}起满的年数`
    case 'given':
      return names.given(num.key)
    case 'standing':
      return `${names.fact(num.key.split('/')[1]!)}在${num.key.endsWith('rank') ? '全体中的名次' : '全体中的户数'}`
    case 'add':
      return num.as === 'marginal'
        ? `分级累进（${num.of.map(say).join('；')}）`
        : `${num.of.map(say).join('与')}之和`
    case 'sub':
      return `${say(num.a)}减${say(num.b)}`
    case 'mul':
      return textOfProduct(num, say)
    case 'div':
      return textOfQuotient(num, say)
    case 'min':
      if (num.unit === 'points' && num.as === 'cap') return textOfPoints(num, say)
      return num.as === 'cap'
        ? `${say(num.of[0]!)}，最高${num.of.slice(1).map(say).join('、')}`
        : `${num.of.map(say).join('与')}中的较低者`
    case 'max':
      return textOfMax(num, say)
    case 'floor':
      return `${say(num.of)}的整数部分`
    case 'known':
      return say(num.of)
    case 'choose':
      return textOfChoice(num, names, say)
  }
}

type Say = (num: Num) => string

/** Points with their limit once: that they never fall below zero goes without saying, and so does a limit said before. */
function textOfPoints(num: Extract<Num, { op: 'min' }>, say: Say): string {
  const [first, ...limits] = num.of as [Num, ...Num[]]
  const bare = first.op === 'max' && isZero(first.of[1]) ? first.of[0]! : first
  const isSaid =
    bare.op === 'min' && bare.of.length === 2 && limits.length === 1 && isSame(bare.of[1]!, limits[0]!)
  if (isSaid || bare.op === 'choose') return say(bare)
  return `${say(bare)}，最高${limits.map(say).join('、')}`
}

const isZero = (num: Num | undefined): boolean => num?.op === 'const' && num.n === 0n
const isSame = (a: Num, b: Num): boolean => a.op === 'const' && b.op === 'const' && a.n * b.d === b.n * a.d

function textOfProduct({ a, b }: Extract<Num, { op: 'mul' }>, say: Say): string {
  if (a.op === 'floor' && a.as === 'perUnit' && a.of.op === 'div')
    return `${say(a.of.a)}每满${say(a.of.b)}给${say(b)}（不足部分不计）`
  if (b.unit === 'rate') return `${say(a)}的${say(b)}`
  return `${say(a)}×${say(b)}`
}

function textOfQuotient(num: Extract<Num, { op: 'div' }>, say: Say): string {
  if (num.as === 'growth' && num.a.op === 'sub') return `${say(num.a.a)}比${say(num.b)}的增幅`
  if (num.as === 'percentile') return `${say(num.a)}的百分位`
  return num.as === 'share' ? `${say(num.a)}与${say(num.b)}之比` : `${say(num.a)}除以${say(num.b)}`
}

function textOfMax(num: Extract<Num, { op: 'max' }>, say: Say): string {
  const inner = num.of[0]!
  if (num.as === 'minimum') return `${say(inner)}，最低${say(num.of[1]!)}`
  if (inner.op === 'sub' && num.as === 'excess') return `${say(inner.a)}超过${say(inner.b)}的部分`
  if (inner.op === 'sub' && num.as === 'topUp') return `补足到${say(inner.a)}（扣除已享的${say(inner.b)}）`
  if (inner.op === 'sub' && num.as === 'slice') return `${say(inner.a)}中超过${say(inner.b)}的部分`
  return `${num.of.map(say).join('与')}中的较高者`
}

function textOfChoice(num: Extract<Num, { op: 'choose' }>, names: Names, say: Say): string {
  const lines = num.cases.map((c) => `${textOfCond(c.when, names)}的，${say(c.give)}`)
  const rest = num.otherwise ? [`其余，${say(num.otherwise)}`] : []
  return [...lines, ...rest].join('；')
}

const limitWords = {
  '>=': '不低于',
  '>': '超过',
  '<=': '不超过',
  '<': '低于',
  '==': '等于',
  '!=': '不等于',
} as const

const dateWords = { ...limitWords, '>=': '不早于', '>': '晚于', '<=': '不晚于', '<': '早于' } as const

/** A condition in words. */
export function textOfCond(cond: Cond, names: Names): string {
  const known = names.texts.get(cond)
  if (known !== undefined) return known
  const text = writeCond(cond, names)
  names.texts.set(cond, text)
  return text
}

function writeCond(cond: Cond, names: Names): string {
  const say = (c: Cond) => textOfCond(c, names)
  switch (cond.op) {
    case 'all':
      return cond.label || cond.of.map(say).join('，且')
    case 'any':
      return cond.label === 'score' ? say(cond.of[0]!) : cond.label || `（${cond.of.map(say).join('，或')}）`
    case 'atLeast':
      return cond.label || `以下至少满足 ${cond.count} 项：${cond.of.map(say).join('；')}`
    case 'not':
      return `不属于：${say(cond.of)}`
    case 'undecided':
      return '数据齐全'
    case 'compare': {
      const words = cond.a.unit === 'date' ? dateWords : limitWords
      const limit = `${words[cond.is]}${textOfNum(cond.b, names)}`
      return `${cond.leaf.label || textOfNum(cond.a, names)}${limit}`
    }
    case 'flag':
      return cond.leaf.label || names.fact(cond.fact)
    case 'cell':
      return cond.leaf.label || textOfTest(cond, names)
  }
}

function textOfTest({ test, fact }: Extract<Cond, { op: 'cell' }>, names: Names): string {
  switch (test.kind) {
    case 'in':
      return `${names.fact(fact)}为${test.values.join('、')}`
    case 'prefix':
      return `${names.fact(fact)}以${test.prefixes.length > 6 ? `${test.prefixes[0]}…${test.prefixes.at(-1)}` : test.prefixes.join('、')}开头`
    case 'holds':
      return `持有有效的${test.titles.join('或')}`
    case 'newly':
      return `近${test.months}个月内新认定为${test.titles.join('或')}`
    case 'firstTime':
      return `首次获得${test.titles.join('或')}`
    case 'firstCrossing': {
      const unit = names.factUnit(fact) ?? 'money'
      return `${names.fact(fact)}当年首次达到${formatQuantity(unit, { n: test.limit, d: scaleOf[unit] })}`
    }
  }
}
