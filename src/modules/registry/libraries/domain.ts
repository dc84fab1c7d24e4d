/** Dates as written and names made even: what all libraries share. */
const written = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** The last day of a written date (2024, 2024-03, 2024-03-15), ISO; null where the calendar has no such day. */
export function lastDayOf(text: string): string | null {
  const [, year, month = '12', day] = written.exec(text) ?? []
  if (!year || Number(month) < 1 || Number(month) > 12) return null
  const inMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (day !== undefined && (Number(day) < 1 || Number(day) > inMonth)) return null
  return `${year}-${month}-${day ?? String(inMonth).padStart(2, '0')}`
}

/** The first day of a written date, ISO. */
export function firstDayOf(text: string): string {
  const [, year, month, day] = written.exec(text)!
  return `${year}-${month ?? '01'}-${day ?? '01'}`
}

/** Width, case and spaces made even, for telling whether a name is held. */
export const evenName = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()

/**
 * The day on which the next yearly self-evaluation is due.
 *
 * @param monthDay MM-DD on which it is due every year
 * @param lastReview ISO day of the last one that was handed in; null where none was
 * @param today ISO day
 * @returns the day of this year while nothing was handed in for it (it may be past: then it is overdue), else next year's
 */
export function nextReview(monthDay: string, lastReview: string | null, today: string): string {
  const year = Number(today.slice(0, 4))
  const isDone = lastReview !== null && lastReview.slice(0, 4) === String(year)
  return `${isDone ? year + 1 : year}-${monthDay}`
}

/** The day (ISO) from which a yearly self-evaluation is brought to mind: sixty days before it is due this year. */
export function reminderFrom(monthDay: string, today: string): string {
  const due = Date.parse(`${today.slice(0, 4)}-${monthDay}T00:00:00Z`)
  return new Date(due - 60 * 86_400_000).toISOString().slice(0, 10)
}

/**
 * An amount as people write it, in whole fen.
 *
 * @param unit what the column's header says, where the cell says nothing
 * @returns null where it is no amount or no whole fen
 */
export function fenOf(text: string, unit: '元' | '万元' | '亿元'): bigint | null {
  const even = text.normalize('NFKC').replaceAll(/[,\s¥]/g, '')
  const [, whole, part = '', own] = /^(\d{1,12})(?:\.(\d{1,10}))?(元|万元|亿元|万|亿)?$/.exec(even) ?? []
  if (whole === undefined) return null
  const word = own === undefined ? unit : own
  const places = 2 + (word.startsWith('万') ? 4 : word.startsWith('亿') ? 8 : 0)
  if (part.slice(places).replaceAll('0', '') !== '') return null
  return BigInt(whole + part.slice(0, places).padEnd(places, '0'))
}

export type Completed = {
  readonly id: string
  readonly name: string
  readonly isMajor: boolean | null
  readonly investmentFen: string | null
  readonly happened: string | null
  readonly happenedOn: string | null
}

/**
 * 竣工重大项目 of a period (row C10): projects marked as major whose completion is dated within it, both days included.
 * What is not dated, or not said to be major, is counted beside and never guessed.
 */
export function countCompleted(rows: readonly Completed[], from: string, to: string) {
  const isIn = ({ happenedOn }: Completed) => happenedOn !== null && happenedOn >= from && happenedOn <= to
  const counted = rows.filter((row) => row.isMajor === true && isIn(row))
  return {
    completedMajor: counted.length,
    undated: rows.filter((row) => row.isMajor === true && row.happenedOn === null).length,
    unclassified: rows.filter((row) => row.isMajor === null && isIn(row)).length,
    projects: counted.map(({ id, name, happened, investmentFen }) => ({
      id,
      name,
      completed: happened!,
      investmentFen,
    })),
  }
}
