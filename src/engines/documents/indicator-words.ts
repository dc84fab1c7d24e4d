/** How the words around a figure become the name of what is measured. */

/** Words that narrow an indicator to a level, an area or a size class. */
const scopeWord =
  /(?:国家级?[、和及]?省级|国省级|省级?[、和及]市级|国家级|国家|省级(?:及)?以上|省部级(?:及)?以上|省级|省市级|市级(?:及)?以上|市级|县级|区级|世界级|全球|全国|全省|全市|全区|全县|规模以上|规上|规模(?=工业|企业|以上))/

/** The measures that plans name most; what stands before one of them narrows it. */
const measure =
  /(?:本地配套率|本地化率|本地采购率|国际化经营指数|覆盖率|国产化率|转化率|普及率|达标率|合格率|利用率|数控化率|渗透率|上云率|自给率|贷款余额|研发投入强度|研发经费投入强度|亩均税收|营业收入|增加值|总产值|产值|出货量|装机容量|占比|比重|强度|增速|增长率)(?:.{0,4})?$/

/** The scope words of an indicator as written; null where it has none. */
export function scopeOf(indicator: string): string | null {
  const word = new RegExp(`^(?:新增|新认定|新培育|新获批|累计|培育|创建)?(${scopeWord.source})`).exec(
    indicator,
  )?.[1]
  if (word) return word
  const at = measure.exec(indicator)?.index ?? 0
  const narrowing = indicator.slice(0, at).replace(/的$/, '')
  if (narrowing.length > 1 && !/^(?:单位|人均|亩均|年均|新增|累计)$/.test(narrowing)) return narrowing
  return new RegExp(scopeWord.source).exec(indicator)?.[0] ?? null
}

/** An indicator without scope words, verbs and quotation marks, for comparing two places of a document. */
export function coreOf(indicator: string): string {
  return indicator
    .replace(/[“”"'‘’（）()《》\s、]/g, '')
    .replace(/^(?:新)?(?:增|认定|培育|获批|引进|建成|创建)/, (verb) => (verb.startsWith('新') ? '新增' : ''))
    .replace(new RegExp(scopeWord.source, 'g'), '')
    .replace(/(?:的|数量|数|总数|户数|家数)$/, '')
}

const leading =
  /^(?:其中|并且|并|且|同时|另|以及|和|及|与|确保|力争|争取|努力|推动|推进|促进|实现|完成|支持|引导|鼓励|带动|加快|加大|大力|积极|重点(?=培育|打造|建设|支持|引进|推进|实施|围绕|在)|着力|进一步|全面|每年|年内|我市|使|让|把|将|累计实现|预计|全年|计划|持续|不断|基本|初步|稳步|分别|再(?!生|制造|就业|保险|担保|贷款|融资|教育|利用)|的|，|、)+/
const verbs =
  /(?:培育壮大|开通|开行|布设|安排|培育|打造|建设|建成|组建|组织|举办|开展|实施|招引|签约|创建|认定|形成|引育|引进|推广|完成|改造|发展|壮大|布局|建立|设立|扶持|申报|获批|集聚|孵化|攻克|突破|突破性|储备|推进|推动|支持|实现|达成|遴选|发布|制定|主办|承办|做强|认领|转化|落地|服务|吸引|选派|选聘|评选|梳理|征集)(?!率|中心|平台|用地|强度|基地|业)/g
const trailing =
  /(?:总量|总数|数量)?(?:力争|争取|确保|稳步|逐步|全部|均|基本|将|要|应|可|已)?(?:达到了?|达成|达|提高到|提高至|提升到|提升至|增加到|增加至|增至|增长到|增长至|扩大到|扩大至|扩大|发展到|壮大到|降低到|降低至|降至|下降到|下降至|压缩到|压缩至|压减至|缩短至|缩短到|控制在|保持在|稳定在|维持在|为|实现|完成|有|至|到|占|迈上|迈向|跃上|迈入|迈过|跨越|突破|位居|培育|引进|建设|建成|创建|打造|形成)+$|(?:力争|争取|确保|预计|计划|有望)$/

/** The name of what a figure before its noun counts (6家数字化供应链平台). */
export function nounAfter(text: string): string {
  return text
    .replace(/^(?:以上|以下|左右|以内)?的?/, '')
    .replace(/[。；;，,、]+$/, '')
    .replace(/(?:等|以上|以内)$/, '')
    .trim()
}

/** Falls the words up to the last verb of doing that leaves more than a word any plan uses (项目, 企业). */
function withoutVerbs(name: string): string {
  const ends = [...name.matchAll(verbs)]
    .filter((match) => !/新$/.test(name.slice(0, match.index)))
    .map((match) => match.index + match[0].length)
  const isTelling = (rest: string) =>
    rest.length > 2 ||
    (rest !== '' && !/^(?:项目|企业|平台|活动|人才|工程|基地|中心|产品|任务|机构)$/.test(rest))
  const end = ends
    .reverse()
    .find((at) => isTelling(name.slice(at)) && !isBare(name.slice(at).replace(trailing, '')))
  return end === undefined ? name : name.slice(end)
}

/** The name of what a figure after its noun measures (本地配套率达50%); `isCount` lets verbs of doing fall. */
export function nounBefore(text: string, isCount: boolean): string {
  let name = text.replace(/(?:由|从)\d[^，]*$/, '').replace(leading, '')
  if (isCount) name = withoutVerbs(name)
  else
    name = name.replace(
      /(?<=[\u4e00-\u9fff]{2})(?:力争|预计|计划)?(?:实现|完成)(?=[\u4e00-\u9fff]{0,6}(?:产值|营业收入|增加值|销售收入|销售额|交易额|投资))/,
      '',
    )
  for (let before = ''; before !== name; ) {
    before = name
    name = name
      .replace(leading, '')
      .replace(trailing, '')
      .replace(/[，,、：:]+$/, '')
      .trim()
  }
  return name
}

/** Whether a name says only how something changes, not what. */
export function isBare(name: string): boolean {
  return /^占|^(?:年均|同比|平均|每年|累计|总量|总额|总数|数量|增长|增速|增幅|下降|降低|提高|提升|压缩|压减|比例|占比|比重|规模|达|率|其中|力争|年|比|上年|较|均|每家|单个|新增)*$/.test(
    name,
  )
}

/** What an earlier clause speaks about: the words before its verb of comparison or figure. */
export function subjectOf(clause: string): string {
  const end =
    /(?:高于|低于|达到|达|超过|保持|实现|增长|提高|提升|突破|持续|稳步|显著|明显|大幅|不断|\d)/.exec(clause)
      ?.index ?? clause.length
  return clause.slice(0, end).replace(leading, '').trim()
}
