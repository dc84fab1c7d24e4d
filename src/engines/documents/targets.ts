import { findDeadlines, type YearContext } from './deadline.ts'
import { coreOf, isBare, nounAfter, nounBefore, scopeOf, subjectOf } from './indicator-words.ts'
import { type Passage, sentencesOf, spanOf, splitPassage } from './lines.ts'
import type { Target } from './model.ts'
import { findQuantities, insideNames, type Quantity } from './quantities.ts'

/** What holds for a passage before it is read: the date that a lead-in line gave, the first year of the plan. */
export type TargetContext = {
  due: string | null
  dueWritten: string | null
  year: YearContext
  firstYear: number | null
}

type Named = Pick<Quantity, 'comparator' | 'value' | 'unit'> & { indicator: string }

const endOfFigure =
  /^(?:的)?(?:以上|以内|以下|左右)?(?:的)?(?:台阶|大关|目标|目标任务|水平|以上水平|规模|迈进|迈步|门槛|关口|冲刺|奋进|跃升|[。.；;，,、：:）)]|\s)*$/
const isPast =
  /已(?:经|建|有|累计|形成|成为|获|完成|培育|集聚|拥有|达)|目前|现有|去年|(?<![网线])上年(?!货)|近年来|截至20\d\d年.*(?:共|累计|拥有)|荣获|位居全/
const isAhead = /力争|争取|确保|将|到20\d\d年|计划/
const isGrant = /给予|奖励|补助|补贴|资助|奖补|贴息|扶持资金|配套资金/
/** Whom a grant is for and up to how much: figures there are conditions and caps. */
const grantCondition =
  /^(?:[一二三四五六七八九]是)?(?:对(?!接|标|外|口)|凡|单个|单项|每[户家]|单户|(?:每[年人]|累计|年度)*最高|累计不超|年度|同一)/
const onlyContext = /(?:抢抓|围绕|按照|根据|依托|对标|落实|聚焦|瞄准|利用|结合|针对)[^，]*$/

/** Splits a clause into the items of its list, with the places of their figures. */
function itemsOf(clause: string): { text: string; from: number }[] {
  const named = insideNames(clause)
  const items: { text: string; from: number }[] = []
  let from = 0
  let depth = 0
  for (let i = 0; i <= clause.length; i++) {
    if ('（('.includes(clause[i] ?? ' ')) depth++
    if ('）)'.includes(clause[i] ?? ' ')) depth--
    if (i < clause.length && (clause[i] !== '、' || named[i] || depth > 0)) continue
    items.push({ text: clause.slice(from, i), from })
    from = i + 1
  }
  return items
}

/** 中车株机、中车株所等分别迈上300亿元、500亿元台阶: the n-th figure belongs to the n-th name. */
function readRespectively(clause: string): Named[] | null {
  const at = clause.indexOf('分别')
  if (at < 0) return null
  const figures = findQuantities(clause).filter((figure) => figure.start >= at)
  const names = itemsOf(clause.slice(0, at)).map((item) => item.text.replace(/(?:等.*|数量|数)$/, ''))
  if (figures.length < 2 || names.length < figures.length) return null
  const first = nounBefore(names[0] ?? '', true) || (names[0] ?? '')
  const own = [first, ...names.slice(1)].slice(-figures.length)
  const last = own.at(-1) ?? ''
  const noun = last.replace(scopeOf(last) ?? '', '')
  const change = /^(?:年均|同比)?(?:增长|下降|提高|降低|压减)/.exec(clause.slice(at + 2))?.[0] ?? ''
  return figures.map(({ comparator, value, unit }, i) => {
    const name = own[i] ?? ''
    return { comparator, value, unit, indicator: (scopeOf(name) === name ? name + noun : name) + change }
  })
}

const isCountUnit = (unit: string) => !/[%元倍点]|^[万亿]+$/.test(unit)

/** 规上企业创新活动全覆盖 and 产值翻一番 name a figure without writing one. */
function readWithoutFigure(clause: string): Named | null {
  const cover = /^(.+?)(?:基本)?(?:实现)?(?:100%)?全(?:部)?覆盖$/.exec(clause)
  if (cover)
    return {
      indicator: `${nounBefore(cover[1] as string, false)}覆盖`,
      comparator: '=',
      value: 100,
      unit: '%',
    }
  const times = /^(.+?)(?:实现|力争)*翻(一|1|两|二|2|三|3)?番/.exec(clause)
  if (!times) return null
  const doublings = /两|二|2/.test(times[2] ?? '') ? 2 : /三|3/.test(times[2] ?? '') ? 3 : 1
  return {
    indicator: nounBefore((times[1] as string).replace(/[比较]20\d\d年[底末]?$/, ''), false),
    comparator: 'x',
    value: 2 ** doublings,
    unit: '倍',
  }
}

/** How many points apart: 增速高于平均水平5个百分点 is above it. */
const apart = (lead: string) => (/[高快大]于|超过/.test(lead) ? '>' : /[低慢小]于/.test(lead) ? '<' : '=')

/** One item of a list: the figure stands after its noun or before it. */
function readItem(text: string, waiting: string, inherited: string): (Named & { verb: string }) | null {
  const figures = findQuantities(text)
  const last = figures.at(-1)
  if (!last) return null
  const isAfterNoun = endOfFigure.test(text.slice(last.end))
  const figure = isAfterNoun ? last : (figures[0] as Quantity)
  const lead = text.slice(0, figure.start)
  const verb = /新增|新引进|新建|新认定|新培育|累计/.exec(lead)?.[0] ?? ''
  const { value, unit } = figure
  const comparator = figure.comparator === '=' && unit === '个百分点' ? apart(lead) : figure.comparator
  const isApproach = /迈进|冲刺|奋进/.test(text.slice(figure.end)) || /向$/.test(lead)
  const found = { comparator: isApproach ? ('~' as const) : comparator, value, unit, verb }
  if (isAfterNoun) return { ...found, indicator: nounBefore(waiting + lead, isCountUnit(unit)) }
  if (
    onlyContext.test(lead) ||
    unit === '所' ||
    (unit === '大' && !/技术|器件|系统|产品|项目|工程|攻关|平台|装备/.test(text))
  )
    return null
  const noun = nounAfter(text.slice(figure.end))
  return { ...found, indicator: noun === '' ? '' : (verb || (lead === '' ? inherited : '')) + noun }
}

/** The figures of one clause; `subject` is what the clauses before it speak about. */
function readClause(clause: string, subject: string): Named[] {
  if (isGrant.test(clause)) return []
  const respectively = readRespectively(clause)
  if (respectively) return respectively
  const found: Named[] = []
  let waiting = ''
  let inherited = ''
  for (const { text } of itemsOf(clause)) {
    const figures = findQuantities(text)
    const item = figures.length === 0 ? readWithoutFigure(text) : readItem(text, waiting, inherited)
    if (figures.length === 0 && !item) {
      waiting += `${text}、`
      continue
    }
    waiting = ''
    if (!item) continue
    if ('verb' in item) inherited = item.verb as string
    const indicator = isBare(item.indicator) ? subject + item.indicator : item.indicator
    if (indicator.length >= 2 && !isBare(indicator)) found.push({ ...item, indicator })
  }
  return found
}

type Dated = { rest: string; due: string | null; dueWritten: string | null } | null

/** A date at the head of a clause, or after 到 or 至, holds from there on. */
function dateOf(clause: string, year: YearContext): Dated {
  for (const found of findDeadlines(clause, year)) {
    const lead = clause.slice(0, found.start)
    const isAtHead = /^(?:力争|争取|确保|预计|计划|，|截至|到|至|在)*$/.test(lead)
    if (!isAtHead && !/^[到至]/.test(found.dueWritten ?? '') && !/[到至]$/.test(lead)) continue
    if (/^(?:长期|持续|常态|每年|全年|每季|每月|立即)/.test(found.dueWritten ?? '')) continue
    const rest = lead.replace(/[到至在]$/, '') + clause.slice(found.end).replace(/^[，,、]/, '')
    return { rest, due: found.dueDate, dueWritten: found.dueWritten }
  }
  return null
}

/** 省级工业设计中心3家，市级15家: a figure that names only a scope counts what the one before it counts. */
function withNoun(written: string, before: string): string {
  const scope = scopeOf(before)
  return scopeOf(written) === written && scope !== null ? before.replace(scope, written) : written
}

/** The targets of one passage, each with its sentence; past figures, grants and figures in names are none. */
export function targetsIn(
  passage: Passage,
  context: TargetContext,
): { targets: Target[]; due: string | null; dueWritten: string | null } {
  let { due, dueWritten } = context
  const targets: Target[] = []
  for (const sentence of sentencesOf(passage)) {
    let subject = ''
    const isOver = isPast.test(sentence.text) && !isAhead.test(sentence.text)
    for (const clause of splitPassage(sentence, '，,；;：:。')) {
      const dated = dateOf(clause.text, context.year)
      if (dated) ({ due, dueWritten } = dated)
      const text = dated?.rest ?? clause.text
      const isBefore =
        due !== null && context.firstYear !== null && Number(due.slice(0, 4)) < context.firstYear
      const isGrantCap = isGrant.test(sentence.text) && grantCondition.test(text)
      const named = isOver || isBefore || isGrantCap ? [] : readClause(text.replace(/^——+/, ''), subject)
      for (const { indicator: written, comparator, value, unit } of named) {
        const before = targets.at(-1)
        const indicator = before?.sentence === sentence.text ? withNoun(written, before.indicator) : written
        targets.push({
          indicator,
          scope: scopeOf(indicator),
          comparator,
          value,
          unit,
          due,
          dueWritten,
          sentence: sentence.text,
          span: spanOf(clause) ?? [0, 0],
        })
      }
      subject = named.at(-1)?.indicator ?? (subjectOf(text) || subject)
    }
  }
  return { targets, due, dueWritten }
}

/** Whether two targets speak of the same thing, scope left aside. */
export function sameMeasure(a: Target, b: Target): boolean {
  return a.unit === b.unit && coreOf(a.indicator) === coreOf(b.indicator)
}
