import type { Line } from './lines.ts'
import type { Mention, Task } from './model.ts'

const office =
  /(?<=^|[，。、；：“”（）()《》〔【\s和与及由向对请])(?:市|省|区|县|州|国家|[\u4e00-\u9fff]{2,6}(?:市|区|县|省))(?:委|政府|人民政府|委员会)?[\u4e00-\u9fff]{0,14}?(?:发展和改革委员会|发展改革委|卫生健康委|督查室|(?:工作)?领导小组(?:办公室)?|工作专班|消防救援支队|军分区|工业和信息化局|发改委|国资委|卫健委|住建委|人才办|金融办|指挥部|管委会|管理委员会|开发区管委会|贸促会|总工会|工商联|委员会(?:办公室)?|管理局|工信厅|工信局|财政局|科技局|商务局|税务局|人社局|教育局|公安局|民政局|统计局|审计局|司法局|农业农村局|环境局|规划局|建设局|运输局|监管局|审批局|信访局|林业局|水利局|文旅局|体育局|医保局|数据局|规划和自然资源局|自然资源局|(?:公安|税务|自然资源|市场监督管理|生态环境)局[\u4e00-\u9fff]{2,4}分局|[\u4e00-\u9fff]{2,8}局|[\u4e00-\u9fff]{2,6}厅|人民政府(?:办公[室厅])?|政府办公[室厅]|常委会(?:办公[室厅]|(?![\u4e00-\u9fff]))|政协办公[室厅]|委办公[室厅])/g
const body =
  /(?<=^|[，。、；：“”（）()《》〔【\s和与及由向对请])[\u4e00-\u9fff（）()A-Za-z]{2,24}?(?:股份有限公司|有限责任公司|有限公司|集团公司|研究院[\u4e00-\u9fff]{2}(?:分院|分中心|中心)|研究院|研究所|[\u4e00-\u9fff]{2,12}(?:开发区|高新区|经开区|新区|园区)(?:管理委员会|管委会)|职业技术学院|技师学院|技工学校|职业技术学校|大学|学院|协会|商会|联合会|促进中心|创新中心|计量检测中心|银行(?:[\u4e00-\u9fff]{2,8}?[分支]行)?|集团(?!有限|股份|公司|责任)|公司)/g

/** Verbs and linking words before a name that belong to the sentence. */
const lead =
  /^(?:.*(?:通过|与|布局|也在|成为|获批|认定为|联合|会同|配合|结合|转请|[上末]向|报请|根据|商请|以及|拥有|形成|包括|依托|支持|争取|发挥|整合|成立|组建|创建|引进)|做强|做优|推动|推进|加快|加强|对接|引导|鼓励|组织|邀请|推荐|建设|举办|积极|大力|全力|协调|指导|联系|委托|举荐|充分|进一步|各级|商(?=[市省区县])|如|像|由|受|已?经|现(?=结合|根据|由|报|将)|争创|在|以|为|是|将|从|到|省(?=[\u4e00-\u9fff]{2,3}(?:大学|学院)))/

/** A name without the words of the sentence before it, and how many units those take. */
function cutLead(written: string): { name: string; cut: number } {
  let name = written
  for (let before = ''; before !== name; ) {
    before = name
    name = name.replace(lead, '')
  }
  return { name, cut: written.length - name.length }
}

/** Brackets inside a name are whole, and it holds no 的 and is no collective name. */
const isBracketed = (name: string) =>
  !/的|^(?:各|省级|市级|国家级)/.test(name) && /[（(]/.test(name) === /[）)]/.test(name)

/** 市应急局局长 names the office once and then who heads it. */
const isTitleAfter = (line: string, match: RegExpMatchArray) =>
  /(局|厅|委|办)\1$/.test(match[0]) && /^[长]/.test(line.slice((match.index ?? 0) + match[0].length))

/** 各县（市、区）制造强市建设领导小组 are many, none of them named. */
const isCollective = (before: string) => /各[县市区（(][^，。、；]{0,3}[、市区县]{0,4}[）)]$/.test(before)

const tooVague =
  /^(?:级|合作|(?:银行|集团|公司|大学|学院|协会)$|各|相关|有关|一批|多家|全市|全省|我市|本市|市内|省内|国内|龙头|重点|大型|科技型|上市|国有|民营|等|该|两|三|几|一家|链主|企业|高等|职业|母|子|分|总|投资(?!促进)|建设|培养|其他|本|配套)[\u4e00-\u9fff]{0,6}$/

/**
 * Organisations named in the text, each at its first mention: offices, firms and bodies by the endings of their
 * names, and every unit that a task names. Short names without such an ending are found only if `known` has them.
 */
export function findOrganisations(
  text: string,
  lines: readonly Line[],
  tasks: readonly Task[],
  known: readonly string[] = [],
): Mention[] {
  const found = new Map<string, Mention>()
  const add = (name: string, start: number) => {
    const before = found.get(name)
    if (name.length < 2 || (before && before.span[0] <= start)) return
    found.set(name, { name, span: [start, start + name.length] })
  }
  for (const line of lines) {
    for (const match of [...line.text.matchAll(office), ...line.text.matchAll(body)]) {
      const { name: written, cut } = cutLead(match[0])
      const name = isTitleAfter(line.text, match) ? written.slice(0, -1) : written
      if (isCollective(line.text.slice(0, match.index + cut))) continue
      if (!tooVague.test(name) && isBracketed(name) && !/(?:布|格|全|大|时|结|开)局$/.test(name))
        add(name, line.start + match.index + cut)
    }
  }
  for (const name of [
    ...tasks.flatMap(({ leads, responsibles, supports }) => [...leads, ...responsibles, ...supports]),
    ...known,
  ]) {
    const at = text.indexOf(name)
    if (tooVague.test(name)) continue
    if (at >= 0 && !/^(?:级|合作|(?:银行|集团|公司|大学|学院|协会)$|各|相关|有关)/.test(name)) add(name, at)
  }
  return [...found.values()].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
}
