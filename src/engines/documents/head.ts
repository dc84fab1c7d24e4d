import type { Line } from './lines.ts'
import type { DocumentHead } from './model.ts'
import { readNumber } from './numbering.ts'

const kindAtEnd =
  /(?:方案|意见|办法|规划|计划|答复|复函|通知|清单|要点|措施|报告|请示|函|决定|公告|通告|行动|规定|细则|政策|分工|纲要|台账|任务|任务书|批复|工作安排|安排|条例|建议)(?:[”》])?(?:[（(〔][^）)〕]*[）)〕])*$/
const documentNumber =
  /[\u4e00-\u9fff]{1,12}\s*[〔［[（(]\s*(?:19|20)\d{2}\s*[〕］\])）]\s*第?\s*\d{1,5}\s*号/
const meta =
  /^(信息名称|索\s*引\s*号|主题分类|体裁分类|组配分类|文件编号|文\s*号|发文字号|发文机关|产生日期|成文日期|发布机构|发布日期|废止日期|生效日期|内容概述|公开方式|公开日期|有效性|时\s*效|主题词|关键词|来源|字号|浏览次数|标题|密级|类别|办理结果|办理类别)\s*[:：]\s*(.*)$/

const withoutGaps = (text: string) =>
  text.replace(/(?<=[^\x20-\x7e])[\s\u3000]+|[\s\u3000]+(?=[^\x20-\x7e])/g, '')

/** The lines before the body: down to the addressee, the first number or the first sentence. */
function openingLines(lines: readonly Line[]): Line[] {
  const opening: Line[] = []
  for (const line of lines.slice(0, 40)) {
    if (readNumber(line.text) || (/。/.test(line.text) && line.text.length > 30)) break
    if (!line.text.startsWith('#')) opening.push(line)
  }
  return opening
}

const standsAlone =
  /^(?:公\s*开|内部|秘密|急件|特急|平急|主动公开|依申请公开|不予公开|特\s*急|[ABC]\s*类?|\(?[ABC]\)?|征求意见稿|20\d\d[年.-].*)$/

function isTitleLine(text: string): boolean {
  if (standsAlone.test(text) || meta.test(text) || /^签发人|^附\s*[件表]|^[—\-_*=]+$/.test(text)) return false
  if (documentNumber.test(text) && !/关于|《/.test(text)) return false
  return !/(?:文\s*件|办公室文件|委员会文件|会议纪要)$/.test(text) && !/[：:；，]$/.test(text)
}

/** Above the number stands the letterhead; the title is looked for below where it stands there. */
function belowNumber(opening: readonly Line[], candidates: Line[]): Line[] {
  const number = opening.find((line) => documentNumber.test(line.text) && !/关于|《/.test(line.text))
  const below = candidates.filter((line) => number !== undefined && line.start > number.start)
  return below.some((line) => kindAtEnd.test(line.text)) ? below : candidates
}

function findTitle(opening: readonly Line[]): string | null {
  const lines = opening.filter((line) => !/[：:]$/.test(line.text) || meta.test(line.text))
  const candidates = belowNumber(
    opening,
    lines.filter((line) => isTitleLine(line.text)),
  )
  const end = candidates.findIndex((line) => kindAtEnd.test(line.text))
  if (end < 0) {
    const named = lines
      .map((line) => meta.exec(line.text))
      .find((match) => /信息名称|标题/.test(match?.[1] ?? ''))
    return named?.[2] || (candidates[0] ? withoutGaps(candidates[0].text) : null)
  }
  let title = candidates
    .slice(0, end + 1)
    .map((line) => line.text)
    .join('')
  for (const line of opening.slice(opening.indexOf(candidates[end] as Line) + 1)) {
    if (
      !/^[（(][^）)]{2,20}[）)]$/.test(line.text) ||
      /^[（(]20\d\d年\d+月/.test(line.text) ||
      documentNumber.test(line.text)
    )
      break
    title += line.text
  }
  return withoutGaps(title)
}

function findAddressee(lines: readonly Line[], opening: readonly Line[]): string | null {
  const last = lines[opening.length]
  const isAddress = /^[^。；“”]{2,120}[：:]$/
  for (const line of [...opening, ...(last ? [last] : [])]) {
    const text = line.text
    if (!isAddress.test(text) || meta.test(text) || readNumber(text)) continue
    if (/如下|以下|目标|附件|方案|单位[：:]$/.test(text) && !/各.*单位/.test(text)) continue
    return text.slice(0, -1).trim()
  }
  return null
}

const day = /((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?/
const chineseDay =
  /([二一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/

const isoDay = (year: number, month: number, date: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`

const chineseDigit = (char: string) => Math.max(0, '零一二三四五六七八九'.indexOf(char))

function chineseTens(text: string): number {
  const [left, right] = text.split('十')
  if (right === undefined) return chineseDigit(left as string)
  return (left === '' ? 1 : chineseDigit(left as string)) * 10 + (right === '' ? 0 : chineseDigit(right))
}

function readDay(text: string): string | null {
  const match = day.exec(text)
  if (match) return isoDay(Number(match[1]), Number(match[2]), Number(match[3]))
  const written = chineseDay.exec(text)
  if (!written) return null
  const year = Number([...(written[1] as string)].map(chineseDigit).join(''))
  return isoDay(year, chineseTens(written[2] as string), chineseTens(written[3] as string))
}

/** 成文日期: from the catalogue lines, under the title in brackets, or on a line of its own at the end. */
function findDate(lines: readonly Line[], opening: readonly Line[]): string | null {
  const named = opening.map((line) => meta.exec(line.text)).filter((match) => match !== null)
  for (const label of [/产生日期|成文日期/, /发布日期|公开日期/]) {
    const found = named.find((match) => label.test(match[1] as string) && readDay(match[2] as string))
    if (found) return readDay(found[2] as string)
  }
  for (const line of lines) {
    const text = line.text.replace(/^[（(]|[）)]$|(?:印发|发布)$/g, '').replace(/\s+/g, '')
    const isAlone = new RegExp(`^(?:[\\u4e00-\\u9fff]{2,20})?(?:${day.source}|${chineseDay.source})$`).test(
      text,
    )
    if (isAlone && text.length <= 34) return readDay(text)
  }
  return null
}

function labelled(lines: readonly Line[], label: RegExp): string | null {
  for (const line of lines) {
    const match = new RegExp(
      `(?:^|[\\s\\u3000（(;；,，])(?:${label.source})\\s*[：:]\\s*([^：:]*?)(?=[）)]?\\s*$|\\s{2,}|\\u3000|[,，；;]?\\s*(?:联系电话|电话|经办人|签发人|承办人))`,
    ).exec(line.text)
    if (match?.[1]) return match[1].replace(/[。，,；;）)]$/, '').trim() || null
  }
  return null
}

/** The office that wrote the document: its letterhead (…局文件), or its name alone on a line; null where neither stands. */
export function readIssuer(lines: readonly Line[]): string | null {
  for (const { text } of [...openingLines(lines), ...lines.slice(-8)]) {
    const name = /^([\u4e00-\u9fff]{4,30}?(?:局|委员会|委|办公室|政府|厅|中心))(?:文\s*件)?$/.exec(text)?.[1]
    if (name) return name
  }
  return null
}

/** What stands around the body: title, number, date, addressee, signer, handler, copies. */
export function readHead(lines: readonly Line[]): DocumentHead {
  const opening = openingLines(lines)
  const numbered = opening.find((line) => documentNumber.test(line.text) && !/^关于/.test(line.text))
  const copies = labelled(lines, /抄\s*送(?:单位|机关)?/)
  return {
    title: findTitle(opening),
    number: numbered ? (documentNumber.exec(numbered.text)?.[0].replace(/\s+/g, '') ?? null) : null,
    date: findDate(lines, opening),
    addressee: findAddressee(lines, opening),
    signer: labelled(lines, /签\s*发\s*人|签\s*发/),
    handler: labelled(lines, /经\s*办\s*人|承\s*办\s*人|联\s*系\s*人/),
    copies: copies
      ? copies
          .split(/[、，,；;]/)
          .map((name) => name.replace(/[。\s]+/g, ''))
          .filter((name) => name !== '')
      : [],
  }
}
