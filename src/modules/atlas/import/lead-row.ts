/** One line of a spreadsheet of leads, read without looking at what is held. */
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { translate } from '../../../platform/words.ts'
import { fenPlaces, readAmountFen, readDay } from '../../network/index.ts'
import type { ImportProblem, RawRow } from '../../registry/index.ts'
import { leadCycle } from '../domain/lead-life.ts'
import type { ToldDays } from '../domain/told-path.ts'
import { type LeadState, leadStates, lostReasons } from '../model.ts'
import type { ToldLead } from '../service/told-leads.ts'

/** A line of a sheet: the lead that it tells, and where and by what code the sheet says that it belongs. */
export type SheetLead = ToldLead & {
  readonly creditCode: string | null
  readonly city: string | null
  readonly chain: string | null
  readonly node: string | null
}

const longest = {
  firm: 200,
  title: 200,
  source: 500,
  owner: 100,
  advanceOwner: 100,
  serveOwner: 100,
} as const
const longestNext = { nextStep: 300, note: 2000, chain: 100, node: 100 } as const
const kindWords = {
  supplier: ['配套企业', '配套', '上下游配套', 'supplier'],
  project: ['项目', '招商项目', '投资项目', 'project'],
} as const
const sizeWords = {
  major: ['重大项目', '重大', '是', 'major'],
  small: ['优质中小项目', '中小项目', '中小', '否', 'small'],
} as const
/** How offices write a stage besides its name. */
const stateWords: Readonly<Record<LeadState, readonly string[]>> = {
  found: ['线索', '新线索', '收集'],
  contacted: ['接触', '已接触', '首次接触', '对接'],
  visited: ['考察', '已考察'],
  negotiating: ['洽谈', '在谈', '谈判'],
  signed: ['签约', '已签约'],
  landed: ['落地', '已落地'],
  lost: ['未成', '终止', '流失', '暂停跟踪'],
}

const even = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
const among = <Key extends string>(
  words: Readonly<Record<Key, readonly string[]>>,
  text: string,
): Key | undefined =>
  (Object.keys(words) as Key[]).find(
    (key) => key === even(text) || words[key].some((word) => even(word) === even(text)),
  )

const stateOf = (text: string): LeadState | undefined =>
  text === ''
    ? 'found'
    : (among(stateWords, text) ??
      leadStates.find((state) =>
        Object.values(leadCycle.states[state].title).some((title) => even(title) === even(text)),
      ))

const reasonOf = (text: string) =>
  lostReasons.find(
    (reason) =>
      reason === even(text) ||
      (['zh', 'en'] as const).some((lang) => even(translate(lang, `atlas.lost.${reason}`)) === even(text)),
  )

type Tell = (name: string, code: string, params?: Readonly<Record<string, unknown>>) => void
type Read = { text(name: string): string; tell: Tell; header(name: string): string }

/** A day of a column; null where it is empty, and told where it is none. */
function dayOf({ text, tell }: Read, name: string): string | null {
  if (text(name) === '') return null
  const day = readDay(text(name))
  if (day !== 'bad') return day
  tell(name, 'atlas.import_day_bad', { text: text(name) })
  return null
}

function daysOf(read: Read): ToldDays {
  const told = leadStates.flatMap((state) => {
    const day = state === 'found' ? null : dayOf(read, state)
    return day === null ? [] : [[state, day] as const]
  })
  return Object.fromEntries(told)
}

function investmentOf({ text, tell, header }: Read): bigint | null {
  if (text('investment') === '') return null
  const own = /(亿元?|万元?|元)$/.exec(text('investment').normalize('NFKC').trim())?.[0]
  const unit = own === undefined ? header('investment') : own.replace(/^(亿|万)$/, '$1元')
  const places = fenPlaces(unit)
  if (places === null) {
    tell('investment', 'atlas.import_no_unit', { text: text('investment') })
    return null
  }
  const amount = readAmountFen(
    own ? text('investment').normalize('NFKC').trim().slice(0, -own.length) : text('investment'),
    places,
  )
  if (amount !== 'bad') return amount
  tell('investment', 'atlas.import_money_bad', { text: text('investment') })
  return null
}

function codeOf({ text, tell }: Read): string | null {
  if (text('creditCode') === '') return null
  const read = checkCreditCode(text('creditCode'))
  if (read.ok) return read.code
  tell('creditCode', 'atlas.import_code_bad', { text: text('creditCode') })
  return null
}

/** A word of a closed list; null where the cell is empty, and told where it is none of them. */
function wordOf<Word>(
  { text, tell }: Read,
  name: string,
  code: string,
  find: (text: string) => Word | undefined,
): Word | null {
  if (text(name) === '') return null
  const found = find(text(name))
  if (found === undefined) tell(name, code, { text: text(name) })
  return found ?? null
}

function checkLengths({ text, tell }: Read): void {
  for (const [name, most] of Object.entries({ ...longest, ...longestNext }))
    if (text(name).length > most) tell(name, 'atlas.import_too_long', { most })
  for (const name of ['firm', 'kind', 'owner']) if (text(name) === '') tell(name, `atlas.import_no_${name}`)
}

/** One line of leads: a value, or every cell for which it is refused. */
export function parseLead(raw: RawRow, columnOf: (field: string) => string | null) {
  const problems: ImportProblem[] = []
  const read: Read = {
    text: (name) => (raw.values[name] ?? '').trim(),
    tell: (name, code, params = {}) =>
      void problems.push({ line: raw.line, column: columnOf(name), code, params }),
    header: (name) => columnOf(name) ?? '',
  }
  checkLengths(read)
  const text = (name: string) => read.text(name) || null
  const kind = wordOf(read, 'kind', 'atlas.import_kind_bad', (word) => among(kindWords, word))
  const state = stateOf(read.text('state'))
  if (state === undefined) read.tell('state', 'atlas.import_state_bad', { text: read.text('state') })
  const row: SheetLead = {
    ...{ firm: read.text('firm'), creditCode: codeOf(read), title: text('title') ?? read.text('firm') },
    ...{ kind: kind ?? 'project', state: state ?? 'found', days: daysOf(read) },
    ...{ city: text('city'), chain: text('chain'), node: text('node'), source: text('source') },
    size: wordOf(read, 'size', 'atlas.import_size_bad', (word) => among(sizeWords, word)),
    investmentFen: investmentOf(read),
    ...{ owner: read.text('owner'), advanceOwner: text('advanceOwner'), serveOwner: text('serveOwner') },
    lostReason: wordOf(read, 'lostReason', 'atlas.import_reason_bad', reasonOf),
    ...{ nextStep: text('nextStep'), nextOn: dayOf(read, 'nextOn') },
    ...{ note: text('note'), noteOn: dayOf(read, 'noteOn') },
  }
  if (row.node !== null && row.chain === null) read.tell('chain', 'atlas.node_without_chain')
  if (row.state === 'lost' && row.lostReason === null && !problems.length)
    read.tell('lostReason', 'atlas.lost_reason_missing')
  return problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, row }
}
