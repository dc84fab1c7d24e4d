// 督办单: what was not done, by whom, since when, what is asked and until when, as a document of pages.
import type { PagedDocument, TextPart } from '../../../engines/documents/index.ts'

export type OrderPage = {
  number: string
  cityName: string
  content: {
    task: string
    plan: string | null
    units: { lead: readonly string[]; responsible: readonly string[] }
    content: string | null
    dueWritten: string | null
    dueDate: string | null
    overdueWorkingDays: number
    lastReport: { text: string; by: string; on: string } | null
    path: readonly string[]
    demand: string
    replyBy: string
    issuer: string
    issuedOn: string
    isDemo: boolean
  }
}

const text = (value: string): TextPart => ({ text: value })
const chineseDay = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The pages of one order. What is not known says so; nothing is left for a reader to guess. */
export function orderPage({ number, cityName, content: c }: OrderPage): PagedDocument {
  const due = c.dueDate === null ? (c.dueWritten ?? '未写明') : chineseDay(c.dueDate)
  const state =
    c.overdueWorkingDays > 0
      ? `已逾期 ${c.overdueWorkingDays} 个工作日`
      : c.dueDate === null
        ? '无到期日'
        : '尚未逾期'
  const report =
    c.lastReport === null
      ? '至今没有进展报告'
      : `${chineseDay(c.lastReport.on)} ${c.lastReport.by}：${c.lastReport.text}`
  const rows: [string, string][] = [
    ['督办事项', c.task],
    ['来源', c.plan ?? '单列任务'],
    ['事项内容', c.content ?? '本系统未记录，见原件'],
    ['牵头单位', c.units.lead.join('、') || '未明确'],
    ['责任单位', c.units.responsible.join('、') || '未明确'],
    [
      '完成时限',
      c.dueWritten !== null && c.dueWritten !== c.dueDate ? `${due}（原文：${c.dueWritten}）` : due,
    ],
    ['当前状况', state],
    ['最近报告', report],
    ['已提请', c.path.join('；') || '无'],
    ['督办要求', c.demand],
    ['反馈时限', chineseDay(c.replyBy)],
  ]
  return {
    title: '督 办 单',
    subtitle: c.isDemo ? `${number}（演示数据）` : number,
    issuer: `${cityName}产业链链长制办公室`,
    date: chineseDay(c.issuedOn),
    blocks: [
      {
        kind: 'table',
        caption: null,
        head: ['栏目', '内容'],
        rows: rows.map(([label, value]) => [text(label), text(value)]),
        shares: [20, 80],
      },
      {
        kind: 'paragraph',
        parts: [
          text(
            `请在反馈时限前书面报告办理情况，附佐证材料；确有困难的，说明原因和新的完成时间。签发：${c.issuer}。`,
          ),
        ],
      },
    ],
    notes: [],
  }
}
