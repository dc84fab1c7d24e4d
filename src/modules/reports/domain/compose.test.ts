import { describe, expect, test } from 'vitest'
import { checkNotes } from '../../../engines/documents/index.ts'
import type { Template } from '../model.ts'
import { checkTemplate } from './check-template.ts'
import { type ComposeInput, composeReport } from './compose.ts'
import type { Material } from './fact-catalogue.ts'

const template: Template = {
  ...{ id: 'small', version: 1, title: { zh: '小报告', en: 'Small' }, heading: '{city}{chain}小报告' },
  ...{ isMonthly: false, source: '假设' },
  sections: [
    {
      heading: '一、状况',
      items: [
        {
          fact: 'nodes.status',
          text: '共{nodes}个节点，缺{missing}个。',
          unknown: '节点状况未知。',
        },
        { fact: 'sourcing.ratio', text: '本地配套率{ratio}。', unknown: '本地配套率未知。' },
        {
          table: 'segments',
          caption: '表　各段',
          columns: [
            { column: 'segment', head: '段', share: 60 },
            { column: 'missing', head: '缺', share: 40 },
          ],
          most: 2,
          empty: '没有分段。',
          unknown: '各段未知。',
        },
        { picture: 'chain-map', caption: '图　全景', unknown: '全景图：未知。' },
      ],
    },
  ],
}
const source = { room: 'gaps', what: '判断', asOf: '2026-11-22', path: '/chains/rail?city=430200' }
const status = (nodes: number | null, missing: number | null): Material['facts'] => ({
  'nodes.status': {
    slots: { nodes, missing, judged: null, strong: null, weak: null, unknown: null },
    sources: [source],
  },
})
const input = (facts: Material['facts'], more: Partial<ComposeInput> = {}): ComposeInput => ({
  template,
  material: { facts, tables: {}, pictures: {} },
  names: { city: '甲市', chain: '轨道' },
  ...{ isDemo: false, issuer: null, asOf: '2026-11-22', issueNumber: 1, previous: null },
  roomName: (room) => `【${room}】`,
  ...more,
})
const textOf = ({ document }: ReturnType<typeof composeReport>) =>
  document.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.parts.map(({ text }) => text).join('')] : [],
  )

describe('a report', () => {
  test('fills the slots, numbers its sources from 1 and states each source once', () => {
    const composed = composeReport(input(status(31, 3)))
    expect(composed.document.title).toBe('甲市轨道小报告')
    expect(textOf(composed)).toContain('共31个节点，缺3个。')
    expect(composed.document.notes).toEqual([
      { number: 1, text: '【gaps】：判断；数据日期2026年11月22日；/chains/rail' },
    ])
    expect(checkNotes(composed.document)).toEqual({ missing: [], unused: [] })
  })

  test('an unknown slot reads 未知 within its sentence, never 0 and never left out', () => {
    expect(textOf(composeReport(input(status(31, null))))).toContain('共31个节点，缺未知个。')
  })

  test('a fact that nobody gathered, a table and a picture are said to be unknown', () => {
    const told = textOf(composeReport(input({})))
    expect(told.slice(1)).toEqual(['节点状况未知。', '本地配套率未知。', '各段未知。', '全景图：未知。'])
  })

  test('the reason for not knowing stands in the sentence', () => {
    const facts: Material['facts'] = {
      'sourcing.ratio': {
        slots: { ratio: null, coverage: null, yearEnd: null, ring: null, buyers: null },
        sources: [],
        why: '不足三家',
      },
    }
    expect(textOf(composeReport(input(facts)))).toContain('本地配套率未知（不足三家）。')
  })

  test('a figure that moved since the last issue is marked with what it was; one that did not is not', () => {
    const last = composeReport(input(status(31, 5)))
    const now = composeReport(
      input(status(31, 3), { previous: { asOf: '2026-10-22', statements: last.statements }, issueNumber: 2 }),
    )
    const [, sentence] = now.document.blocks.filter(({ kind }) => kind === 'paragraph')
    expect(sentence).toMatchObject({
      parts: [
        { text: '共' },
        { text: '31' },
        { text: '个节点，缺' },
        { text: '3（上期5）', isChanged: true },
        {},
      ],
    })
    expect(now.statements[0]!.values).toEqual([
      { slot: 'nodes', said: '31', isUnknown: false, before: null },
      { slot: 'missing', said: '3', isUnknown: false, before: '5' },
    ])
  })

  test('what was known and no longer is says what it was', () => {
    const last = composeReport(input(status(31, 5)))
    const now = composeReport(input({}, { previous: { asOf: '2026-10-22', statements: last.statements } }))
    expect(textOf(now)).toContain('节点状况未知。（上期为31、5）')
  })

  test('a table lists its first rows, says how many there are, and marks the row that is new', () => {
    const rows = (names: string[]) =>
      names.map((name, i) => ({
        key: name,
        slots: { segment: name, nodes: 1, strong: 0, weak: 0, missing: i, unknown: null },
      }))
    const material = (names: string[]): Material => ({
      facts: {},
      tables: { segments: { rows: rows(names), sources: [source] } },
      pictures: {},
    })
    const last = composeReport({ ...input({}), material: material(['上游', '中游']) })
    const now = composeReport({
      ...input({}, { previous: { asOf: '2026-10-22', statements: last.statements } }),
      material: material(['新段', '上游', '中游']),
    })
    const table = now.document.blocks.find(({ kind }) => kind === 'table')
    expect(table).toMatchObject({
      caption: '表　各段（共 3 行，列出前 2 行）[1]',
      rows: [
        [{ text: '新段（新增）', isChanged: true }, { text: '0' }],
        [{ text: '上游' }, { text: '1（上期0）', isChanged: true }],
      ],
    })
  })

  test('two runs on the same facts give the same document', () => {
    const once = () => JSON.stringify(composeReport(input(status(31, 3))))
    expect(once()).toBe(once())
  })
})

describe('a template', () => {
  test('is refused where it asks for a fact, slot or column that does not exist, or does not fill the page', () => {
    const bad = structuredClone(template)
    bad.sections[0]!.items = [
      { fact: 'nodes.nothing', text: '{x}', unknown: '未知。' },
      { fact: 'nodes.status', text: '{nodes}{colour}', unknown: '未知。' },
      { fact: 'nodes.status', text: '没有槽位。', unknown: '未知。' },
      {
        ...{ table: 'segments', caption: '表', most: 5, empty: '无。', unknown: '未知。' },
        columns: [{ column: 'weight', head: '重', share: 90 }],
      },
      { picture: 'selfie', caption: '图', unknown: '未知。' },
    ]
    const paths = checkTemplate(bad).map(({ path }) => path.join('.'))
    expect(paths).toEqual([
      'sections.0.items.0.fact',
      'sections.0.items.1.text',
      'sections.0.items.2.text',
      'sections.0.items.3.columns.0.column',
      'sections.0.items.3.columns',
      'sections.0.items.4.picture',
    ])
    expect(checkTemplate(template)).toEqual([])
  })
})
