import { type Deadline, findDeadlines, readDeadline, type YearContext } from './deadline.ts'
import { looksLikeUnit, splitUnits } from './units.ts'

/** Who is named for a task and by when, as one bracket, line or row of labels says it. */
export type Responsibility = Deadline & {
  leads: string[]
  responsibles: string[]
  supports: string[]
  leadPersons: string[]
}

/** Which list, or which field, a label or a table's column head names. */
export type Role = 'leads' | 'responsibles' | 'supports' | 'leadPersons' | 'due'

const labels: readonly (readonly [Role, RegExp])[] = [
  [
    'leadPersons',
    /^(?:牵头(?:市|县|区)?领导|(?:市|县|区)?(?:责任|分管|挂钩|包联|联系|包保|挂帅)(?:市|县|区)?领导|责任人|牵头人|负责人|链长)$/,
  ],
  [
    'leads',
    /^(?:牵头|主办|主要责任|第一责任|起草|制定|编制|拟稿|拟定)(?:责任)?(?:（责任）|\(责任\))?(?:单位|部门|处室)?$/,
  ],
  ['supports', /^(?:配合|协办|协同|支持|参与|参加|协作|协助|会办|会签|会同)(?:责任)?(?:单位|部门)$/],
  ['responsibles', /^(?:责任|承办|落实|实施|负责|承担|主责)(?:单位|部门|主体)(?:及部门)?$/],
  [
    'due',
    /^(?:(?:计划)?(?:完成|办结|办理|推进|出台|印发|发布|预计完成|拟出台|实施)(?:的)?(?:时限|时间|期限|节点|时间节点)|时限(?:要求)?|时间(?:要求|节点|进度|安排|期限)|进度(?:要求|安排)|期限)$/,
  ],
]

/** Which role a label names, spaces inside it left aside; null for any other word. */
export function roleOfLabel(label: string): Role | null {
  const word = label.replace(/[\s\u2028]+/g, '').replace(/[：:]$/, '')
  return labels.find(([, re]) => re.test(word))?.[0] ?? null
}

const labelInText =
  /(?:^|(?<=[\s；;，,。、（(〔[【]))((?:牵头|主办|责任|第一责任|主要责任|配合|协办|协同|支持|参与|参加|协作|承办|落实|实施|负责|分管|挂钩|包联|联系|完成|办结|推进|出台|时限|时间|进度)[\u4e00-\u9fff（）()]{0,8})\s*[：:]/g

/** Nothing named. */
export function noResponsibility(): Responsibility {
  return { leads: [], responsibles: [], supports: [], leadPersons: [], dueWritten: null, dueDate: null }
}

function addTo(list: string[], names: readonly string[]) {
  for (const name of names) if (!list.includes(name)) list.push(name)
}

/** 王明（副市长）、李华 as persons. */
function splitPersons(text: string): string[] {
  return text
    .split(/[、，,；;\s\u2028]+/)
    .map((name) => name.replace(/[。.]$/, ''))
    .filter((name) => name !== '' && !/^[—\-/]+$/.test(name))
}

type Said = 'leads' | 'responsibles' | 'supports'
const sayings: readonly (readonly [RegExp, Said])[] = [
  [/(?:牵头(?:负责|落实|组织|实施|抓总)?|（牵头）|\(牵头\)|主办|为牵头单位)$/, 'leads'],
  [/(?:配合|协同|协助|参与|参加|支持|协办)(?:负责|落实|推进|实施)?$/, 'supports'],
  [
    /(?:按照?(?:各自)?职责(?:分工)?(?:分别|共同)?(?:负责|落实|推进|抓好落实)?|分工负责|分别负责|共同负责|负责(?:落实|实施)?|具体落实|落实)$/,
    'responsibles',
  ],
]

/** Reads 市工信局牵头，市发改委、市财政局配合; names before the first verb belong to `otherwise` when none follows. */
function readSentence(text: string, otherwise: Said, context: YearContext, into: Responsibility) {
  let waiting: string[] = []
  for (const clause of splitOutside(text.replace(/[。.]\s*$/, ''))) {
    const deadline = findDeadlines(clause, context)[0]
    if (
      deadline &&
      clause
        .replace(deadline.dueWritten as string, '')
        .replace(/^[于在至到]|(?:前|之前)?(?:完成|办结|启动|落实|建成)?$/g, '') === ''
    ) {
      into.dueWritten ??= deadline.dueWritten
      into.dueDate ??= deadline.dueDate
      continue
    }
    const saying = sayings.find(([re]) => re.test(clause))
    const names = splitUnits(saying ? clause.replace(saying[0], '') : clause)
    const marked = names
      .filter((name) => /[（(]牵头[）)]/.test(name))
      .map((name) => name.replace(/[（(]牵头[）)]/, ''))
    addTo(into.leads, marked)
    waiting.push(...names.filter((name) => !/[（(]牵头[）)]/.test(name)))
    if (!saying) continue
    addTo(into[saying[1]], waiting)
    waiting = []
  }
  addTo(into[otherwise], waiting)
}

/** Clauses at commas and semicolons outside brackets; 、 also ends one after a verb such as 牵头. */
function splitOutside(text: string): string[] {
  return text
    .replace(/(牵头|配合)、/g, '$1，')
    .split(/[，,；;\n\u2028](?![^（(]*[）)])/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
}

/**
 * Reads one statement of responsibility: labels with values (牵头单位：…；责任单位：…；完成时限：…) or a
 * sentence (…牵头，…配合). `firstIsLead` where the document says that the first unit named is the lead.
 */
export function readResponsibility(text: string, context: YearContext, firstIsLead = false): Responsibility {
  const said = noResponsibility()
  const marks = [...text.matchAll(labelInText)].flatMap((match) => {
    const role = roleOfLabel(match[1] as string)
    return role ? [{ role, start: match.index, end: match.index + match[0].length }] : []
  })
  if (marks.length === 0) readSentence(text, 'responsibles', context, said)
  else if ((marks[0]?.start ?? 0) > 1)
    readSentence(text.slice(0, marks[0]?.start), 'responsibles', context, said)
  marks.forEach((mark, i) => {
    readField(mark.role, text.slice(mark.end, marks[i + 1]?.start ?? text.length), context, said)
  })
  return firstIsLead ? promoteFirst(said) : said
}

/** Reads the value of one label or the cell of one column into what was said. */
export function readField(role: Role, value: string, context: YearContext, into: Responsibility) {
  const text = value.replace(/^[\s\u2028]+|[\s\u2028；;，,。、]+$/g, '')
  if (role === 'leadPersons') addTo(into.leadPersons, splitPersons(text))
  else if (role === 'due') {
    const deadline = readDeadline(text, context)
    into.dueWritten ??= deadline.dueWritten
    into.dueDate ??= deadline.dueDate
  } else if (sayings.some(([re]) => splitOutside(text).some((clause) => re.test(clause))))
    readSentence(text, role, context, into)
  else addTo(into[role], splitUnits(text))
}

function promoteFirst(said: Responsibility): Responsibility {
  const [first, ...others] = said.responsibles
  return said.leads.length > 0 || !first ? said : { ...said, leads: [first], responsibles: others }
}

/** Whether a bracket's text states a responsibility and not something else. */
export function statesResponsibility(text: string): boolean {
  if (/简称|以下称|参见|见附件/.test(text)) return false
  if ([...text.matchAll(labelInText)].some((match) => roleOfLabel(match[1] as string) !== null)) return true
  return splitOutside(text).some((clause) => {
    const saying = sayings.find(([re]) => re.test(clause))
    const names = saying ? splitUnits(clause.replace(saying[0], '')) : []
    return (
      names.length > 0 &&
      names.every(
        (name) =>
          looksLikeUnit(name) ||
          /(?:局|委|办|政府|管委会|部门|单位|厅|公司|集团|院|中心|区|县|会|企业|行|校|学|专班)(?:[（(].*[）)])?$/.test(
            name,
          ),
      )
    )
  })
}
