import { checkCreditCode } from '../../../../kernel/credit-code.ts'
import type { ImportProblem, RawRow } from '../../import/importer.ts'
import { fenOf } from '../domain.ts'
import { dateOf } from './written-date.ts'

export type ProjectRow = {
  readonly name: string
  readonly city: string
  readonly code: string | null
  readonly isMajor: boolean | null
  readonly investmentFen: string | null
  readonly organisationName: string | null
  readonly organisationCode: string | null
  readonly serviceOwner: string | null
  readonly parkName: string | null
  readonly chainId: string | null
  readonly nodeId: string | null
  readonly note: string | null
  readonly source: string | null
  /** What was planned and done, by year; whole fen as digits. */
  readonly money: readonly { year: number; plannedFen: string | null; doneFen: string | null }[]
  readonly columnOf: (field: string) => string | null
  /** Steps of its life with their dates, in order. */
  readonly steps: readonly { action: string; happened: string | null }[]
}

const stages = {
  储备: 'put_in_reserve',
  签约: 'sign',
  开工: 'start',
  竣工: 'complete',
  投产: 'operate',
} as const
type Stage = keyof typeof stages
const order = Object.keys(stages) as Stage[]
const dated = { signed: '签约', started: '开工', completed: '竣工', operating: '投产' } as const

const yes = new Set(['是', '重大', '重大项目', 'yes', 'true', '1'])
const no = new Set(['否', '一般', 'no', 'false', '0'])

function stepsOf(values: RawRow['values'], problem: (field: string, code: string, params: object) => void) {
  const dates = new Map<Stage, string | null>()
  for (const [name, stage] of Object.entries(dated)) {
    const date = dateOf(values[name] ?? '')
    if (date === undefined) problem(name, 'registry.project_day_bad', { text: values[name] })
    else if (date !== null) dates.set(stage, date)
  }
  const text = (values.stage ?? '').trim()
  const stage = order.find((each) => text.startsWith(each))
  if (text !== '' && !stage) problem('stage', 'registry.project_stage_unknown', { text, known: order })
  // The stage as written is where it stands; a date of a later step would contradict it and counts as further.
  const last = Math.max(
    stage ? order.indexOf(stage) : -1,
    ...[...dates.keys()].map((each) => order.indexOf(each)),
  )
  if (last < 0) return []
  const path = order.slice(0, last + 1).filter((each, i) => i === last || dates.has(each))
  return path.map((each) => ({ action: stages[each], happened: dates.get(each) ?? null }))
}

const unitOfHeader = (header: string) =>
  header.includes('亿') ? '亿元' : header.includes('万') ? '万元' : '元'

/** Money by year: columns `planned:2024` and `done:2024`. */
function moneyOf(values: RawRow['values'], readFen: (field: string) => string | null): ProjectRow['money'] {
  const years = Object.keys(values).flatMap((name) => /^(?:planned|done):(\d{4})$/.exec(name)?.[1] ?? [])
  return [...new Set(years)]
    .sort()
    .map((year) => ({
      year: Number(year),
      plannedFen: readFen(`planned:${year}`),
      doneFen: readFen(`done:${year}`),
    }))
    .filter(({ plannedFen, doneFen }) => plannedFen !== null || doneFen !== null)
}

/** One row of a sheet of projects; its faults all at once, each with its column. */
export function parseProject(raw: RawRow, columnOf: (field: string) => string | null) {
  const problems: ImportProblem[] = []
  const problem = (name: string, code: string, params: object) =>
    void problems.push({ line: raw.line, column: columnOf(name), code, params: { ...params } })
  const value = (name: string) => (raw.values[name] ?? '').trim()
  const name = value('name')
  if (name === '' || name.length > 200) problem('name', 'registry.project_name_missing', {})
  if (value('city') === '') problem('city', 'registry.project_city_missing', { text: '' })
  const readFen = (field: string) => {
    if (value(field) === '') return null
    const fen = fenOf(value(field), unitOfHeader(columnOf(field) ?? ''))
    if (fen === null) problem(field, 'registry.project_money_bad', { text: value(field) })
    return fen === null ? null : String(fen)
  }
  const readKey = (field: string) => {
    if (/^([a-z][a-z0-9_-]{0,59})?$/.test(value(field))) return value(field) || null
    problem(field, 'registry.project_key_bad', { text: value(field) })
    return null
  }
  const checked = value('organisationCode') === '' ? null : checkCreditCode(value('organisationCode'))
  if (checked && !checked.ok)
    problem('organisationCode', `registry.credit_code.${checked.reason}`, {
      ...{ text: value('organisationCode'), position: checked.position },
    })
  const major = value('major').toLowerCase()
  if (major !== '' && !yes.has(major) && !no.has(major))
    problem('major', 'registry.project_major_bad', { text: value('major') })
  const row: ProjectRow = {
    ...{ name, city: value('city'), columnOf },
    code: value('code').slice(0, 80) || null,
    isMajor: yes.has(major) ? true : no.has(major) ? false : null,
    investmentFen: readFen('investment'),
    organisationName: value('organisation').slice(0, 200) || null,
    organisationCode: checked?.ok ? checked.code : null,
    serviceOwner: value('serviceOwner').slice(0, 100) || null,
    parkName: value('park') || null,
    chainId: readKey('chain'),
    nodeId: readKey('node'),
    note: value('note').slice(0, 2000) || null,
    source: value('source').slice(0, 300) || null,
    money: moneyOf(raw.values, readFen),
    steps: stepsOf(raw.values, problem),
  }
  return problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, row }
}
