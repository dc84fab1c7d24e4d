import { cellText, isIndicatorList, isPolicyList, rowSpan, saidBeside } from './annex-lists.ts'
import type { Reading } from './body-tasks.ts'
import { readDeadline } from './deadline.ts'
import { scopeOf } from './indicator-words.ts'
import { type Passage, slicePassage } from './lines.ts'
import { findMarks, isLabelLine, withoutMarks } from './marks.ts'
import type { Commitment, Comparator, Target, Task } from './model.ts'
import { allSections, type Outline, type Section } from './outline.ts'
import { findQuantities } from './quantities.ts'
import type { Cell, Table } from './tables.ts'
import { type TargetContext, targetsIn } from './targets.ts'

const noTargetPart =
  /现状|基本情况|(?:发展|工作)基础|存在(?:的)?问题|背景|形势|回顾|主要成效|进展情况|基本原则|指导思想/

/** A section's own passages without number and without statements of responsibility. */
function passagesOf(section: Section): Passage[] {
  const inHeading = section.passages[0]?.at.at(-1) === section.heading.at.at(-1)
  const heading = slicePassage(
    section.heading,
    section.heading.text.indexOf(section.title),
    section.heading.text.length,
  )
  return (inHeading ? [heading, ...section.passages.slice(1)] : [heading, ...section.passages])
    .filter((passage) => !isLabelLine(passage.text))
    .flatMap((passage) => withoutMarks(passage, findMarks(passage.text)))
}

function sectionTargets(section: Section, context: TargetContext, isGoal: boolean): Target[] {
  if (noTargetPart.test(section.title)) return []
  const goal = isGoal || /目标/.test(section.title)
  let carried = { due: context.due, dueWritten: context.dueWritten }
  const targets: Target[] = []
  for (const passage of passagesOf(section)) {
    const { targets: found, due, dueWritten } = targetsIn(passage, { ...context, ...carried })
    targets.push(...found)
    if (goal && /[：:]$/.test(passage.text)) carried = { due, dueWritten }
  }
  const below = goal ? { ...context, ...carried } : context
  return [...targets, ...section.children.flatMap((child) => sectionTargets(child, below, goal))]
}

/** A cell of a broken list as running text with its places. */
function passageOfCell(text: string, cell: Cell): Passage {
  const at: number[] = []
  for (let i = cell.start; i < cell.end; i++) if (!/[\s\u2028]/.test(text[i] as string)) at.push(i)
  return { text: at.map((i) => text[i]).join(''), at }
}

function taskListTargets(text: string, table: Table, reading: Reading, context: TargetContext): Target[] {
  return table.rows.flatMap((row) => {
    const due = cellText(table, row, 'due')
    const deadline = due === null ? context : readDeadline(due, reading.year)
    const rowContext = {
      ...context,
      due: 'dueDate' in deadline ? deadline.dueDate : context.due,
      dueWritten: deadline.dueWritten,
    }
    const fields = table.columns.flatMap((column, i) => {
      const cell = row.cells[i]
      if (!cell || cell.text === '' || (column !== 'content' && column !== 'title')) return []
      return targetsIn(passageOfCell(text, cell), rowContext).targets
    })
    const title = (cellText(table, row, 'title') ?? '').replace(/\n/g, '')
    const ahead = saidBeside(table, row).filter(
      ({ heads }) => !/基[数期]|现状|完成|实[绩际]|上年/.test(heads.join()),
    )
    const beside = ahead.flatMap(
      ({ cell, heads }) =>
        targetsIn(passageOfCell(text, cell), yearContext(heads, rowContext, reading)).targets,
    )
    return [...fields, ...beside.map((target) => nameByTask(target, title))]
  })
}

/** 签约2家 in a cell counts what the row's task names. */
function nameByTask(target: Target, title: string): Target {
  const isVerb =
    /^(?:新|累计|每年)*(?:举办|签约|引进|完成|建成|新增|培育|开展|组织|改造|认定|创建|开工|竣工|落地)$/
  if (title === '' || !isVerb.test(target.indicator)) return target
  const indicator = title.includes(target.indicator) ? title : `${title}（${target.indicator}）`
  return { ...target, indicator, scope: scopeOf(indicator) }
}

/** A column of a year dates its figures with that year's end, or with the row's deadline where that lies in it. */
function yearContext(heads: readonly string[], row: TargetContext, reading: Reading): TargetContext {
  if (heads.length > 1 && row.due === null) return row // 每年 over several years: no single day
  const written = /20\d\d年?(?:底|末)?/.exec(heads.at(-1) ?? '')?.[0].replace(/年?$/, '年')
  if (written === undefined) return row
  const { dueDate } = readDeadline(written, reading.year)
  const ends = row.due !== null && dueDate !== null && row.due.slice(0, 4) === dueDate.slice(0, 4)
  return ends ? row : { ...row, due: dueDate, dueWritten: written }
}

const signs: readonly (readonly [RegExp, Comparator])[] = [
  [/≥|>=|不低于|不少于|以上/, '>='],
  [/≤|<=|不超过|以内|以下/, '<='],
  [/>|＞|超过|突破|大于/, '>'],
  [/<|＜|低于|小于/, '<'],
  [/约|左右|~|～$/, '~'],
]

/** The value of one cell of a list of indicators, with the unit of its row. */
function readValue(
  written: string,
  unit: string | null,
): Pick<Target, 'comparator' | 'value' | 'unit'> | null {
  const [figure] = findQuantities(written)
  const text = written.replace(/[，,](?=\d{3})/g, '')
  const range = /(\d+(?:\.\d+)?)\s*[-—–~～]\s*(\d+(?:\.\d+)?)/.exec(text)
  const single = /\d+(?:\.\d+)?/.exec(text)
  if (!single) return null
  const own = figure?.unit ?? (/[%％]/.test(text) ? '%' : null)
  const comparator = range ? 'range' : (signs.find(([re]) => re.test(written))?.[1] ?? '=')
  return {
    comparator,
    value: range ? [Number(range[1]), Number(range[2])] : Number(single[0]),
    unit: own ?? unit ?? '',
  }
}

function indicatorListTargets(table: Table, reading: Reading): Target[] {
  return table.rows.flatMap((row) => {
    const name = cellText(table, row, 'indicator')
    if (name === null) return []
    const bracket = /[（(]([^（）()]{1,8})[）)]$/.exec(name)?.[1] ?? null
    const unit = cellText(table, row, 'measure') ?? bracket
    const indicator =
      bracket === null || bracket !== unit ? name : name.replace(/[（(][^（）()]{1,8}[）)]$/, '')
    return table.columns.flatMap((column, i) => {
      const written = row.cells[i]?.text ?? ''
      const read = column === 'value' ? readValue(written, unit) : null
      if (!read) return []
      const { dueDate, dueWritten } = readDeadline(
        /20\d\d年?(?:底|末)?/.exec(table.head[i] ?? '')?.[0].replace(/年?$/, '年') ?? '',
        reading.year,
      )
      const sentence = row.cells.map((cell) => cell.text.replace(/\u2028/g, '')).join(' ')
      return [
        {
          indicator,
          scope: scopeOf(indicator),
          ...read,
          due: dueDate,
          dueWritten,
          sentence,
          span: rowSpan(row),
        },
      ]
    })
  })
}

/** A target without a date of its own has the deadline that its action states outside the running text. */
function dateFromTask(target: Target, tasks: readonly Task[]): Target {
  if (target.due !== null || target.dueWritten !== null) return target
  const task = tasks.find(({ span: [start, end] }) => target.span[0] >= start && target.span[1] <= end)
  const isStated = task?.dueWritten && task.dueDate && !task.content?.includes(task.dueWritten)
  return isStated ? { ...target, due: task.dueDate, dueWritten: task.dueWritten } : target
}

/** What a plan wants reached, from its running text, its lists of tasks and its lists of indicators. */
export function planTargets(
  text: string,
  outline: Outline,
  tables: readonly Table[],
  tasks: readonly Task[],
  reading: Reading & { firstYear: number | null },
): Target[] {
  const context: TargetContext = {
    due: null,
    dueWritten: null,
    year: reading.year,
    firstYear: reading.firstYear,
  }
  const opening = outline.opening.flatMap((passage) =>
    /。/.test(passage.text) ? targetsIn(passage, context).targets : [],
  )
  const body = outline.sections.flatMap((section) => sectionTargets(section, context, false))
  const lists = tables.flatMap((table) => {
    if (isIndicatorList(table)) return indicatorListTargets(table, reading)
    return isPolicyList(table) ? [] : taskListTargets(text, table, reading, context)
  })
  return [...opening, ...body, ...lists].map((target) => dateFromTask(target, tasks))
}

/** The targets that a reply promises: figures inside its commitments. */
export function promisedTargets(
  outline: Outline,
  commitments: readonly Commitment[],
  reading: Reading,
): Target[] {
  const context: TargetContext = { due: null, dueWritten: null, year: reading.year, firstYear: null }
  const passages = [...outline.opening, ...allSections(outline.sections).flatMap(passagesOf)]
  const isPromised = ({ span }: Target) =>
    commitments.some((made) => span[0] >= made.span[0] && span[1] <= made.span[1])
  return passages.flatMap((passage) => targetsIn(passage, context).targets).filter(isPromised)
}
