import { type Role, roleOfLabel } from './responsibility.ts'

/** What a column of a list holds, whatever order the columns stand in and however they are headed. */
export type Column =
  | Role
  | 'number'
  | 'title'
  | 'content'
  | 'category'
  | 'policy'
  | 'direction'
  | 'indicator'
  | 'value'
  | 'base'
  | 'measure'
  | 'note'

const heads: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:序号|编号|序列|项次|No\.?)$/i],
  [
    'policy',
    /^(?:(?:拟|计划)?(?:出台|制定|印发)?(?:的)?(?:文件|政策|政策文件|政策措施|制度)(?:名称)?|(?:实施)?(?:细则|办法|规范|法规|规章|标准)名称|(?:拟出台|拟制定|计划出台)(?:文件|政策)?)$/,
  ],
  ['direction', /^(?:(?:支持|政策|主要|扶持|重点支持)?(?:方向|领域)|政策类别|政策类型)$/],
  ['indicator', /^(?:(?:主要|考核|核心|发展|具体|目标)?指标(?:名称|项|内容)?)$/],
  ['measure', /^(?:计量)?单位$|^计量$/],
  [
    'base',
    /^(?:20\d\d年?(?:[（(]?(?:基数|基期|现状|完成|实绩|实际)(?:值|数|情况)?[）)]?)|基数|基期值?|现状值?|上年(?:完成|实绩))$/,
  ],
  [
    'value',
    /^(?:(?:到|至)?20\d\d年?[（(]?(?:底|末)?(?:的)?(?:目标|预期|规划|计划)?(?:值|数)?[）)]?|目标值?|目标数|预期目标|规划目标)$/,
  ],
  ['category', /^(?:(?:任务|工作|事项|指标)?(?:类别|类型|分类|板块|领域|门类)|工作方向|一级任务)$/],
  [
    'title',
    /^(?:(?:重点|重大|主要|工作|具体工作|二级|年度|目标|试点|专项|改革)?(?:事项|任务|工作|项目|行动|任务事项|工作任务|工作事项)(?:名称)?|名称|重点(?:项目|行动|工程)(?:名称)?)$/,
  ],
  [
    'content',
    /^(?:(?:具体|主要|工作|任务|建设|重点|目标|年度|推进|细化)?(?:内容|措施|举措|要求|目标|标准|成果|做法|建设内容|任务内容|工作内容|任务目标|目标任务|工作措施|工作举措|工作目标|工作要求|任务分解|成效)(?:及要求|和要求|及目标|与要求|及措施|和措施)?|(?:具体|细化)任务|预期成效)$/,
  ],
  [
    'note',
    /^(?:备注|说明|文件(?:类型|类别|性质|文号)|文号|属性|指标属性|进展|完成情况|联系人|联系电话|来源)$/,
  ],
]

/** What a column's head says that it holds; null for a word that heads no column known here. */
export function columnOf(head: string): Column | null {
  const word = head.replace(/[\s\u2028\u3000]+/g, '').replace(/[：:]$/, '')
  if (word === '' || word.length > 16) return null
  return roleOfLabel(word) ?? heads.find(([, re]) => re.test(word))?.[0] ?? null
}
