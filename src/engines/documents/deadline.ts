/** A deadline as written and as the last day it can mean (ISO); `dueDate` null for 长期, 持续 and relative spans. */
export type Deadline = { dueWritten: string | null; dueDate: string | null }

/** The year that 年底前 and 6月底前 mean, where the document itself gives exactly one; null where it does not. */
export type YearContext = number | null

/** A Chinese year such as 二〇二五 as a number. */
function chineseYear(text: string): number {
  return Number([...text].map((char) => Math.max(0, '零一二三四五六七八九'.indexOf(char))).join(''))
}

/** 1 to 31 written in Chinese or Arabic figures; null when it is none. */
export function smallNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const ones = '零一二三四五六七八九'
  const match = /^([二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text.replace(/^两$/, '二'))
  if (!match || text === '') return null
  const [, tens, ten, one] = match
  if (!ten) return tens && !one ? ones.indexOf(tens) : one && !tens ? ones.indexOf(one) : null
  return (tens ? ones.indexOf(tens) : 1) * 10 + (one ? ones.indexOf(one) : 0)
}

/** The last day of a month or of a year, ISO. */
export function lastDay(year: number, month = 12, day?: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${year}-${String(month).padStart(2, '0')}-${String(Math.min(day ?? last, last)).padStart(2, '0')}`
}

/** 五年规划 by name: the thirteenth ended in 2020, each five years later. */
const fiveYearPlans: Record<string, number> = {
  十二五: 2015,
  十三五: 2020,
  十四五: 2025,
  十五五: 2030,
  十六五: 2035,
}

const year = '(20\\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})'
const month = '(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
const tail = '(?:底之?前|末之?前|初|底|末|之?前|以前|内|上旬|中旬|下旬)?'
const patterns: { re: RegExp; read: (m: RegExpMatchArray, context: YearContext) => string | null }[] = [
  {
    re: new RegExp(`${year}\\s*[年.\\-/]\\s*${month}\\s*[月.\\-/]\\s*(\\d{1,2})\\s*日?${tail}`),
    read: (m) => lastDay(yearOf(m[1]), smallNumber(m[2] as string) ?? 12, Number(m[3])),
  },
  {
    re: new RegExp(`${year}\\s*年?\\s*(?:第?([一二三四1-4])季度)${tail}`),
    read: (m) => lastDay(yearOf(m[1]), (smallNumber(m[2] as string) ?? 4) * 3),
  },
  { re: new RegExp(`${year}\\s*年?\\s*上半年${tail}`), read: (m) => lastDay(yearOf(m[1]), 6) },
  { re: new RegExp(`${year}\\s*年?\\s*下半年${tail}`), read: (m) => lastDay(yearOf(m[1]), 12) },
  {
    re: new RegExp(`${year}\\s*年\\s*${month}\\s*月(?:份)?${tail}`),
    read: (m) => lastDay(yearOf(m[1]), smallNumber(m[2] as string) ?? 12),
  },
  {
    re: /(?<![\d.])(20\d{2})\s*[.\-/]\s*(1[0-2]|0?[1-9])(?![\d%％]|\.\d)(?:底前|底|前)?/,
    read: (m) => lastDay(Number(m[1]), Number(m[2])),
  },
  {
    re: new RegExp(`(?:到|至)?\\s*${year}\\s*年(?!度?(?:财政|部门)?预算)\\s*年?(?:${tail})`),
    read: (m) => lastDay(yearOf(m[1])),
  },
  {
    re: /[“"]?(十[二三四五六]五)[”"]?(?:规划)?(?:期间|期末|末|时期|期内)/,
    read: (m) => (fiveYearPlans[m[1] as string] ? lastDay(fiveYearPlans[m[1] as string] as number) : null),
  },
  {
    re: /(?:今年|本年|当年)?(?:年底|年末)之?前?|(?<![\d一二两三四五六七八九十])年内|今年(?:以?内)?(?!以来|[1-9一二三四五六七八九十上下第]|已|前)/,
    read: (_, context) => (context === null ? null : lastDay(context)),
  },
  {
    re: new RegExp(`(?:今年|(?<![年\\d.]))${month}月(\\d{1,2})日(?:之?前|以前)`),
    read: (m, context) =>
      context === null ? null : lastDay(context, smallNumber(m[1] as string) ?? 12, Number(m[2])),
  },
  {
    re: /(?<=[于在])第?([一二三四1-4])季度(?:底|末)?之?前?|今年第?([一二三四1-4])季度(?:底|末)?之?前?/,
    read: (m, context) => quarterEnd(context, m[1] ?? m[2]),
  },
  {
    re: new RegExp(`(?:今年|(?<![年\\d.]))${month}月(?:份)?(?:底前|底|末前|末|前)`),
    read: (m, context) => (context === null ? null : lastDay(context, smallNumber(m[1] as string) ?? 12)),
  },
  {
    re: /长期(?:坚持|推进|实施|任务)?|持续(?:推进|实施|开展|坚持)?|常态化?(?:推进|开展|实施|坚持)?|常年(?:推进|坚持|实施|开展)?|每年(?:\d{1,2}月底?前)?|全年|每季度|每月|即日起|立即|按(?:序时进度|(?:上级|国家|省)[^，；。的]{0,6}(?:要求|部署|安排|规定|进度|时限|节点|统一))[^，；。]{0,4}/,
    read: () => null,
  },
  { re: /(?:\d+|[一二两三四五])(?:个)?(?:年|月|工作日|天)(?:之)?内/, read: () => null },
]

function quarterEnd(context: YearContext, quarter: string | undefined): string | null {
  const number = smallNumber(quarter ?? '')
  return context === null || number === null ? null : lastDay(context, number * 3)
}

/** What says when only where nothing else stands beside it: 6月, 三季度, 上半年, 全年 alone in a cell, of the document's year. */
function readBareCell(text: string, context: YearContext): string | null {
  if (context === null) return null
  const quarter = /^第?([一二三四1-4])季度(?:底|末)?之?前?$/.exec(text)
  if (quarter) return quarterEnd(context, quarter[1])
  if (/^上半年(?:底|末)?之?前?$/.test(text)) return lastDay(context, 6)
  if (/^(?:下半年|全年|年度)(?:底|末)?之?前?$/.test(text)) return lastDay(context)
  const day = new RegExp(`^${month}月(?:份|(\\d{1,2})日)?(?:上旬|中旬|下旬|之?前|以前)?$`).exec(text)
  return day
    ? lastDay(context, smallNumber(day[1] as string) ?? 12, day[2] ? Number(day[2]) : undefined)
    : null
}

function yearOf(text: string | undefined): number {
  return /^\d/.test(text ?? '') ? Number(text) : chineseYear(text ?? '')
}

/** Cuts 2023年9月—2024年12月 to its end; leaves other text alone. */
function endOfPeriod(text: string): string {
  const match = new RegExp(`${year}[年.\\-/\\d月]*\\s*[—–~～至到-]+\\s*(${year}.*)$`).exec(text)
  return match && /^(20\d\d|二)/.test(match[2] as string) ? (match[2] as string) : text
}

/** Reads a cell or a label's value that is nothing but a deadline; the written form is kept whole. */
export function readDeadline(written: string, context: YearContext): Deadline {
  const text = written.replace(/[\s\u2028]+/g, '')
  if (text === '' || /^[—\-/]+$/.test(text)) return { dueWritten: null, dueDate: null }
  const bare = readBareCell(text, context)
  if (bare !== null) return { dueWritten: text, dueDate: bare }
  const dates = findDeadlines(endOfPeriod(text), context).map((found) => found.dueDate)
  const known = dates.filter((date) => date !== null).sort()
  return { dueWritten: text, dueDate: known.at(-1) ?? null }
}

/** A deadline found in running text, with where it starts and ends there. */
export type FoundDeadline = Deadline & { start: number; end: number }

/** Every deadline in running text, from left to right, none overlapping. */
export function findDeadlines(text: string, context: YearContext): FoundDeadline[] {
  const found: FoundDeadline[] = []
  for (const { re, read } of patterns) {
    for (const match of text.matchAll(new RegExp(re.source, 'g'))) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && other.start < end)) continue
      found.push({ start, end, dueWritten: match[0], dueDate: read(match, context) })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
