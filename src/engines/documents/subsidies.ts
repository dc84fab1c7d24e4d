import { type Passage, sentencesOf, slicePassage, spanOf, splitPassage } from './lines.ts'
import type { Subsidy } from './model.ts'

const grants =
  /给予|予以|奖励|补助|补贴|资助|奖补|贴息|配套(?=$|[，。；“]|奖励|支持|补助|补贴|资金)|重奖|支持资金|资金支持|返还|减免/
const amount = /(?<![\d.])(\d+(?:\.\d+)?)\s*(亿|千万|百万|万|千)?元/g
const scales: Record<string, number> = { 亿: 1e8, 千万: 1e7, 百万: 1e6, 万: 1e4, 千: 1e3 }
const share =
  /\d+(?:\.\d+)?\s*[%％‰]|\d+\s*[:：∶]\s*\d+|[一二三四五六七八九]折|全额|等额|\d+(?:\.\d+)?个百分点/
const upper = /最高|不超过|不高于|上限|封顶|以内|为限|至多|最多|累计不超/

const yuan = (figure: string, scale: string | undefined) =>
  Math.round(Number(figure) * (scale ? (scales[scale] ?? 1) : 1))

/** Words of the sentence that do not belong to whom a grant is for. */
const beside = /^(?:[一二三四五六七八九]是|同时|此外|另外|其中|（\d+）|“[^”]*”)+|^(?:根据|按照?).*$/

/** Whom a grant is for: 对…, 支持… and the like; otherwise the words before the figure, or what the grant is called. */
function subjectOf(text: string): string {
  const named =
    /(?:^|[，；。：]|同时|此外|其中)(?:[一二三四五六七八九]是)?(?:对于?|凡|支持|鼓励|针对|推动)([^，；。]{2,120}?)(?=，|；|。|$|(?:分别)?(?:按|给予|予以|最高|一次性))/.exec(
      text,
    )
  if (named?.[1]) return named[1].trim()
  const clauses = text.split('，')
  const at = clauses.findIndex((clause) => share.test(clause) || /\d\s*[亿万千]*元/.test(clause))
  const own = (clauses[at] ?? '')
    .replace(/(?:分别|按照?|给予|予以|最高|一次性|每年?|单个|不超过|重奖|奖励|\d).*$/, '')
    .replace(beside, '')
  if (own.length >= 3) return own
  const called = /\d[^，]*?的?((?:“[^”]+”)?[\u4e00-\u9fff]{0,10}(?:奖励|补助|补贴|资助|贴息))/.exec(
    clauses[at] ?? '',
  )?.[1]
  const before = (clauses[at - 1] ?? '').replace(beside, '')
  return before || called || text
}

/** The written rate with what it is a share of: 国家拨付资金的50%, 不超过项目实际付款额的30%. */
function rateIn(text: string): string | null {
  const match = new RegExp(
    `(?:按照?|给予|予以|以)?((?:最高)?(?:不超过|不高于)?[^，；。：“”、]{0,30}?的?(?:不超过|不高于|最高)?(?:${share.source})(?:以内|以下)?)`,
  ).exec(text)
  if (!match?.[1]) return null
  const at = share.exec(match[1])?.index ?? 0
  const lead = match[1].slice(0, at).replace(/^.*(?:按照?|给予|予以|进行)/, '')
  return (lead + match[1].slice(at)).trim()
}

const startsGrant =
  /^(?:[一二三四五六七八九]是|同时|此外|另外|其中)?(?:对(?!接|标|外|口|符合|上述|其|经)|对于|凡)[^，]{2,}/
const goesOn =
  /^(?:单个|单项|单家|单户|每|最高|累计|上限|总额|同一|年度|不超过|原则上|且|并按|并给予|再给予|再|补助|奖励|期限|补贴|最多|资助|连续)/

type Found = { clauses: Passage[]; text: string }

/** Runs of clauses that together speak of one grant: whom it is for, the rate, the cap. */
function grantsIn(sentence: Passage): Found[] {
  return splitPassage(sentence, '；;。').flatMap((part) => {
    const clauses = splitPassage(part, '，,')
    const runs: Passage[][] = []
    for (const clause of clauses) {
      const run = runs.at(-1)
      const isDone =
        run?.some(({ text }) => grants.test(text) && (share.test(text) || amountsOf(text).length > 0)) ??
        false
      const isNew = isDone ? !goesOn.test(clause.text) : startsGrant.test(clause.text)
      if (!run || isNew) runs.push([clause])
      else run.push(clause)
    }
    return runs.map((run) => ({ clauses: run, text: run.map((clause) => clause.text).join('，') }))
  })
}

const isGranted = ({ text }: Found) => grants.test(text) && (amountsOf(text).length > 0 || share.test(text))

function amountsOf(text: string) {
  return [...text.matchAll(amount)].map((match) => ({
    at: match.index,
    cny: yuan(match[1] as string, match[2]),
  }))
}

/** Amounts that are promised, not those that set a condition (投入5000万元以上的项目). */
function promised(text: string) {
  return amountsOf(text).filter(({ at }) => {
    const rest = text.slice(at).replace(/^[\d.\s亿千百万元]+/, '')
    const lead = text.slice(0, at)
    const isCondition =
      /^(?:及?以上|以下)的?/.test(rest) && !/(?:给予|奖励|补助|补贴|资助|最高|不超过)[^，]*$/.test(lead)
    const isPast =
      /总投资|投资额达|产值|下达|发放|拨付|兑现|兑付|销售收入|营业收入|累计|缴税|纳税/.test(
        lead.split('，').at(-1) ?? '',
      ) && !/给予|予以|最高|不超过/.test(lead.split('，').at(-1) ?? '')
    return !isCondition && !isPast
  })
}

/** 对A、B、C分别给予最高200万元、100万元、50万元的奖励: one subsidy each. */
function spread(found: Found, caps: readonly number[]): string[] {
  const list = subjectOf(found.text).replace(/^(?:新)?(?:认定|获评|入选|获批)的?/, '')
  const verb = /^(?:新)?(?:认定|获评|入选|获批)的?/.exec(subjectOf(found.text))?.[0] ?? ''
  const last = list.split('、').at(-1) ?? ''
  const noun = last.replace(/^(?:国家级|省级|市级|国家|县级)/, '')
  const names = list
    .split('、')
    .map((name) => verb + name + (/^(?:国家级|省级|市级|国家|县级)$/.test(name) ? noun : ''))
  return names.length === caps.length ? names : caps.map(() => verb + list)
}

function subsidiesOf(found: Found): Subsidy[] {
  const first = found.clauses[0] as Passage
  const last = found.clauses.at(-1) as Passage
  const [start] = spanOf(first) ?? [0]
  const [, end] = spanOf(last) ?? [0, 0]
  const span = [start, end] as const
  const amounts = promised(found.text)
  const rate = rateIn(found.text.replace(amount, (text) => ' '.repeat(text.length)))
  const isCeiling = upper.test(found.text)
  if (/分别/.test(found.text) && amounts.length > 1) {
    return spread(
      found,
      amounts.map(({ cny }) => cny),
    ).map((what, i) => ({ what, rate, capCny: amounts[i]?.cny ?? null, isCeiling, span }))
  }
  const isRange = /\d+(?:\.\d+)?\s*[亿千百万]*元?\s*[-—–~～至到]\s*\d/.test(found.text)
  const capCny = amounts.length === 0 ? null : Math.max(...amounts.map(({ cny }) => cny))
  if (rate === null && capCny === null) return []
  return [{ what: subjectOf(found.text), rate, capCny, isCeiling: isCeiling || isRange, span }]
}

/**
 * Grants that the text promises: a rate in its written words, a cap in whole yuan, and whether the figures are
 * upper limits (最高, 不超过) or what is paid. Amounts that set a condition or tell of money spent are none.
 */
export function findSubsidies(passages: readonly Passage[]): Subsidy[] {
  return passages
    .flatMap((passage) => sentencesOf(passage))
    .filter(({ text }) => grants.test(text) && !/^.{0,12}(?:下达|拨付|发放)了/.test(text))
    .flatMap((sentence) => grantsIn(slicePassage(sentence, 0, sentence.text.length)))
    .filter(isGranted)
    .flatMap(subsidiesOf)
}
