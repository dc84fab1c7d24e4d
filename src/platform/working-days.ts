// On which days offices work: the dated notices of the State Council in packs/national/calendar, before and beside
// them the package chinese-days (MIT, 2004 to its last year), beyond both only Monday to Friday, marked as not official.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import chineseDays from 'chinese-days'
import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { projectFolder } from './config.ts'
import type { PackFinding, PackSection } from './packs/pack.ts'
import { readYaml } from './packs/yaml-file.ts'

const calendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  source: z.strictObject({ title: z.string().min(1), number: z.string().min(1), date: z.iso.date() }),
  daysOff: z.array(z.strictObject({ name: z.string().min(1), from: z.iso.date(), to: z.iso.date() })),
  workedWeekendDays: z.array(z.iso.date()),
})

/** One year's arrangement as its notice gives it; `to` is the last day off. */
export type CalendarYear = z.infer<typeof calendarYear>

/** Why a day is worked or not. `weekday`: no arrangement is known for that year yet, so only the week was looked at. */
export type DayBasis =
  | { readonly kind: 'notice'; readonly title: string; readonly number: string; readonly date: string }
  | { readonly kind: 'package'; readonly name: 'chinese-days' }
  | { readonly kind: 'weekday' }

/** A day as offices see it; `name` is that of the holiday, null on other days. */
export type OfficeDay = {
  readonly isWorking: boolean
  readonly name: string | null
  readonly basis: DayBasis
}

/** Fits `Calendar` of engines/workflow, and says on what each answer rests. Days are ISO days in China. */
export type WorkingDays = {
  isWorkingDay(day: string): boolean
  /** A day with its holiday's name and the source. */
  describe(day: string): OfficeDay
  /** Whether a year's arrangement is known; a due day in a year that is not may still move. */
  isArranged(year: number): boolean
}

const dayMs = 86_400_000
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Every day from `from` up to and with `to`. */
function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) days.push(isoDay(at))
  return days
}

// The package marks the days of a notice with three names in one text; other days carry the weekday alone.
const packageName = (day: string): string | null => chineseDays.getDayDetail(day).name.split(',')[1] ?? null

const packageYears = new Map<number, boolean>()
function isPackageYear(year: number): boolean {
  const known = packageYears.get(year)
  if (known !== undefined) return known
  const holds = daysOf({ from: `${year}-01-01`, to: `${year}-01-03` }).some(
    (day) => packageName(day) !== null,
  )
  packageYears.set(year, holds)
  return holds
}

/** The calendar over some years' notices; a year without one falls back to the package, then to the week. */
export function workingDaysOf(years: readonly CalendarYear[]): WorkingDays {
  const notices = new Map(years.map((year) => [year.year, year.source]))
  // By the day, not by the year: New Year of one year's notice may begin in the December before.
  const off = new Map(
    years.flatMap(({ daysOff, source }) =>
      daysOff.flatMap((span) => daysOf(span).map((day) => [day, { name: span.name, source }] as const)),
    ),
  )
  const worked = new Map(
    years.flatMap(({ workedWeekendDays, source }) => workedWeekendDays.map((day) => [day, source] as const)),
  )
  const describe = (day: string): OfficeDay => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      throw new RangeError(`not an ISO day: ${day}`)
    const year = Number(day.slice(0, 4))
    const holiday = off.get(day)
    const notice = holiday?.source ?? worked.get(day) ?? notices.get(year)
    if (notice) {
      const isWorking = holiday === undefined && (!isWeekend(day) || worked.has(day))
      return { isWorking, name: holiday?.name ?? null, basis: { kind: 'notice', ...notice } }
    }
    if (!isPackageYear(year)) return { isWorking: !isWeekend(day), name: null, basis: { kind: 'weekday' } }
    const { work } = chineseDays.getDayDetail(day)
    const name = work ? null : packageName(day)
    return { isWorking: work, name, basis: { kind: 'package', name: 'chinese-days' } }
  }
  return {
    describe,
    isWorkingDay: (day) => describe(day).isWorking,
    isArranged: (year) => notices.has(year) || isPackageYear(year),
  }
}

const calendarFolder = join(projectFolder, 'packs', 'national', 'calendar')
let held: WorkingDays | null = null

/** The calendar of this installation, read once from packs/national/calendar; a broken file is refused by name. */
export function workingDays(): WorkingDays {
  held ??= workingDaysOf(readYears(calendarFolder))
  return held
}

function readYears(folder: string): CalendarYear[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return files.map((file) => {
    const yaml = readYaml(readFileSync(join(folder, file)))
    const read = calendarYear.safeParse(yaml.value)
    if (!read.success || findFaults(basename(file, '.yaml'), read.data).length > 0)
      throw new AppError('invalid', 'platform.calendar_broken', { file })
    return read.data
  })
}

type Fault = { path: (string | number)[]; zh: string; en: string }

/** What a schema cannot see: days of another year, spans that run backwards, a worked day that is no weekend. */
function findFaults(id: string, { year, daysOff, workedWeekendDays }: CalendarYear): Fault[] {
  const faults: Fault[] = []
  if (id !== String(year))
    faults.push({ path: ['year'], zh: '文件名应为年份', en: 'the file is to be named by its year' })
  const isStrange = (day: string) => day < `${year - 1}-12-25` || day > `${year}-12-31`
  for (const [i, span] of daysOff.entries()) {
    if (span.from > span.to)
      faults.push({ path: ['daysOff', i], zh: '止日早于起日', en: 'ends before it begins' })
    if (isStrange(span.from) || isStrange(span.to))
      faults.push({ path: ['daysOff', i], zh: `日期不在 ${year} 年`, en: `lies outside ${year}` })
  }
  const off = new Set(daysOff.filter(({ from, to }) => from <= to).flatMap(daysOf))
  for (const [i, day] of workedWeekendDays.entries()) {
    if (isStrange(day) || !isWeekend(day) || off.has(day))
      faults.push({
        path: ['workedWeekendDays', i],
        zh: '调休上班日应是本年的周末，且不在放假日内',
        en: 'a worked day is to be a weekend day of the year and not a day off',
      })
  }
  return faults
}

/** Pack section `calendar`: checked with the pack, read from its files; nothing of it stands in the database. */
export const calendarSection: PackSection<CalendarYear, unknown> = {
  room: 'platform',
  folder: 'calendar',
  schema: calendarYear,
  check: (docs): PackFinding[] =>
    docs.flatMap((doc) =>
      findFaults(doc.id, doc.value).map(({ path, zh, en }) => ({ doc, path, message: { zh, en } })),
    ),
  load: async () => {
    held = null
  },
}
