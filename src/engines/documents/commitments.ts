import { findDeadlines, type YearContext } from './deadline.ts'
import { type Passage, sentencesOf, slicePassage, spanOf, trimPassage } from './lines.ts'
import type { Commitment } from './model.ts'
import { allSections, type Outline, type Section } from './outline.ts'
import { looksLikeUnit, splitUnits } from './units.ts'

const aheadPart = /下一步|下步|今后|下阶段|工作思路|重点方向|工作打算|工作计划|努力方向/
const nowPart = /问题|不足|困难|现状|基本情况|成效/

const doing =
  '(?:持续|进一步|坚持|加强|加快|积极|着力|围绕|继续|会同|推动|推进|开展|牵头|重点|全面|大力|深入|切实|不断|充分|认真|严格|按照|结合|联合|统筹|抓紧|尽快|适时|组织|建立|出台|完善|落实|对|以|从|在|于|依托|争取|力争|研究|启动|建设|新增|实施|做好|把|通过|根据|支持|优化|提升|强化|加大|制定|安排|完成|扩大|探索|鼓励|引导|定期|配合|协调|督促|聚焦|紧扣|打造|发挥|与)'
/** An office that will do something, whatever it is. */
const officeWill =
  /(?:^|[，。；、由])(?:我[市局委区县办]|我们|(?:市|省|区|县)[\u4e00-\u9fff]{1,12}(?:局|委|办|办公室|部门|厅|中心))(?:将|拟|打算|计划|承诺)/
/** Who writes a document now, and says by when or that it will come. */
const isWriting =
  /(?:局|委|办|部门|厅|政府)正在?(?:抓紧|牵头|组织)?(?:起草|编制|制定|修订|研究制定)[^。]*(?:计划|拟|预计|力争|争取|将)/
/** Thanks and assurances that name no measure. */
const courtesy =
  /认真(?:研究|采纳|吸纳|考虑|吸收)(?:吸纳|采纳|吸收)?。?$|沟通联系|^(?:再次|衷心|最后)*感谢|(?:继续|一如既往)[^。]{0,12}(?:提出|关心)/
const promise = new RegExp(
  `(?:我市|我局|我委|我区|我县|我们|本市|市政府|市委|[市区县]?[\\u4e00-\\u9fff]{1,8}(?:局|委|办|部门|厅)|年|期间|并|也|还|下一步|，|^|均|都)(?:将|拟|打算|计划)${doing}|下一步[，,]|(?:将|拟|打算)于?20\\d\\d年|^(?:20\\d\\d年)?(?:计划|拟|打算|力争|确保)|20\\d\\d年(?:计划|打算|拟|力争|将)|(?:^|[，；])全年(?:新|力争|计划|将|确保)`,
)

/** What a reply's own words refer to: the year that 年底 means, the day it was signed, the office that wrote it. */
export type ReplyContext = { year: YearContext; signedOn: string | null; issuer: string | null }

/** Whether a sentence of a reply promises something: someone will do it, or it names a deadline still ahead. */
function isPromise(sentence: string, { year, signedOn }: ReplyContext): boolean {
  if (courtesy.test(sentence)) return false
  return (
    promise.test(sentence) ||
    officeWill.test(sentence) ||
    isWriting.test(sentence) ||
    namesDayAhead(sentence, year, signedOn)
  )
}

/** A deadline (2026年6月底前, 到2028年) after the day of signing, outside the names of documents. */
function namesDayAhead(sentence: string, year: YearContext, signedOn: string | null): boolean {
  if (signedOn === null) return false
  return findDeadlines(sentence, year).some(
    ({ dueWritten, dueDate, start }) =>
      dueDate !== null &&
      dueDate > signedOn &&
      (/[前底末内]$|^[到至]/.test(dueWritten ?? '') || /[到至于]/.test(sentence[start - 1] ?? '')) &&
      !isInName(sentence, start) &&
      !/有效期|施行|截至/.test(sentence.slice(Math.max(0, start - 4), start)),
  )
}

/** The offices that a sentence names as those who will act. */
function actingUnits(text: string): string[] {
  const named = [
    ...text.matchAll(
      /(?:^由?|[，。；、由]|会同|联合)((?!由)(?:市|省|区|县)?[\u4e00-\u9fff]{2,10}?(?:局|委|办|政府|部门|中心))(?=将|拟|会同|牵头|负责|、|配合|等部门|承诺|计划|正在?(?:抓紧|牵头|组织)?(?:起草|编制|制定|修订|研究))/g,
    ),
  ]
  const own = /(我市|我局|我委|我区|我县|我们|各部门)(?=将|拟|打算|计划)/.exec(text)?.[1]
  const joined = [
    ...text.matchAll(/(?:会同|联合|配合)((?:[市省区县][\u4e00-\u9fff]{1,9}?(?:局|委|办|厅|中心)[、和]?)+)/g),
  ]
  const units = [
    ...named.map((match) => match[1] as string),
    ...joined.flatMap((match) => splitUnits(match[1] as string)),
  ].filter((name) => looksLikeUnit(name) && !/^(?:各|相关|有关)/.test(name))
  return [...new Set([...(own ? [own] : []), ...units])]
}

/** 我局 and 我们 as the name of the office that wrote the reply, where its letterhead gives one of that kind. */
function nameOwn(unit: string, issuer: string | null): string {
  if (issuer === null) return unit
  if (unit === '我们') return issuer
  const kind = /^我([局委办])$/.exec(unit)?.[1]
  return kind !== undefined && new RegExp(`${kind}(?:员会|公室)?$`).test(issuer) ? issuer : unit
}

function toCommitment(passage: Passage, { year, issuer }: ReplyContext): Commitment[] {
  const span = spanOf(passage)
  if (!span) return []
  const last = findDeadlines(passage.text, year)
    .filter(
      (found) =>
        !/[比较]$/.test(passage.text.slice(0, found.start)) &&
        !/^[《]|^(?:持续|长期|常态|全年|每)/.test(found.dueWritten ?? '') &&
        !isInName(passage.text, found.start),
    )
    .at(-1)
  return [
    {
      text: passage.text,
      units: [...new Set(actingUnits(passage.text).map((unit) => nameOwn(unit, issuer)))],
      dueWritten: last?.dueWritten ?? null,
      dueDate: last?.dueDate ?? null,
      span,
    },
  ]
}

/** A sentence that opens with its day or with 同时 and names nobody goes on about who the sentence before named. */
function withUnitsBefore(made: readonly Commitment[], passage: Passage, context: ReplyContext): Commitment[] {
  const before = made.at(-1)
  const own = toCommitment(passage, context)
  const [one] = own
  if (!one || one.units.length > 0 || before?.units.length !== 1) return own
  const between = passage.at[0] !== undefined ? passage.at[0] - before.span[1] : Number.POSITIVE_INFINITY
  const opening = findDeadlines(passage.text, context.year)[0]
  const goesOn =
    /^(?:同时|此外|另外|并)[，,]?(?:将|拟|计划)/.test(passage.text) ||
    (opening?.start === 0 && !/^[到至]/.test(passage.text) && /^[，,]/.test(passage.text.slice(opening.end)))
  return goesOn && between <= 2 ? [{ ...one, units: before.units }] : own
}

function isInName(text: string, at: number): boolean {
  return text.lastIndexOf('《', at) > text.lastIndexOf('》', at)
}

/** 一是…二是… are promises of their own; what stands before the first is their heading. */
function measuresOf(passage: Passage): Passage[] {
  const starts = [
    ...passage.text.matchAll(
      /(?:^|[。；：:，])((?:[一二三四五六七八九十]|首先|其次|再次|最后)(?:是|要|，))/g,
    ),
  ].map((match) => match.index + match[0].length - (match[1] as string).length)
  if (starts.length < 2) return sentencesOf(passage)
  const parts = starts.map((start, i) =>
    trimPassage(slicePassage(passage, start, starts[i + 1] ?? passage.text.length)),
  )
  const before = trimPassage(slicePassage(passage, 0, starts[0] as number))
  return before.text.length > 25 ? [...sentencesOf(before), ...parts] : parts
}

function isAhead(section: Section | null): boolean {
  for (let at = section; at; at = at.parent) if (aheadPart.test(at.title)) return true
  return false
}

function sectionCommitments(section: Section, context: ReplyContext): Commitment[] {
  const all = isAhead(section)
  if (!all && nowPart.test(section.title)) return []
  return section.passages.flatMap((passage) => {
    const measures = all ? measuresOf(passage) : sentencesOf(passage)
    const made: Commitment[] = []
    for (const measure of measures) {
      if (all ? isOwnPromise(measure.text) : isPromise(measure.text, context))
        made.push(...withUnitsBefore(made, measure, context))
    }
    return made
  })
}

/** Courtesies and lines around the body promise nothing. */
function isOwnPromise(text: string): boolean {
  return (
    text.length >= 8 &&
    !courtesy.test(text) &&
    !/^(?:以上|诚邀|感谢|欢迎|签发|经办|联系|抄|此复|专此)|敬请|如有意见|[：:]$|(?:局|委员会|政府)$/.test(
      text,
    )
  )
}

/**
 * What a reply promises: every measure of its parts on what comes next, and elsewhere the sentences in which
 * someone will do something (我市将, 各部门将, 拟, 力争).
 */
export function findCommitments(outline: Outline, context: ReplyContext): Commitment[] {
  const opening = outline.opening.flatMap((passage) =>
    sentencesOf(passage)
      .filter(({ text }) => isPromise(text, context))
      .flatMap((sentence) => toCommitment(sentence, context)),
  )
  return [
    ...opening,
    ...allSections(outline.sections).flatMap((section) => sectionCommitments(section, context)),
  ]
}
