import { expect, test } from 'vitest'
import { extractDocument } from '../../../engines/documents/index.ts'
import { doubtsOf } from './item-doubts.ts'
import { documentKindOf, itemsOf } from './read-items.ts'

const plan = `溪州市轨道交通产业实施方案
一、总体目标
到2024年，培育省级专精特新企业40家。
二、重点任务
1. 建设中试基地。建成中试基地2个。（牵头单位：市科技局；责任单位：市工信局；完成时限：2024年6月底前）
2. 加强质量监管。长期坚持。`

test('items come kind after kind in the order of the text, each with its place', () => {
  const items = itemsOf(extractDocument(plan))
  expect(items.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1])).toEqual([
    'task',
    'target',
  ])
  const first = items[0]!
  expect(plan.slice(...first.span)).toContain('建设中试基地')
  expect(first.read).toMatchObject({ leads: ['市科技局'], responsibles: ['市工信局'], dueDate: '2024-06-30' })
  expect(first.read).not.toHaveProperty('span')
})

test('a plan is a plan; what answers somebody is a reply', () => {
  const extraction = extractDocument(plan)
  expect(documentKindOf(extraction)).toBe('plan')
  const head = { ...extraction.head, title: '关于提案第12号的答复', addressee: '张三委员' }
  expect(documentKindOf({ ...extraction, head })).toBe('reply')
})

test('an item without a unit or a date, or with guessed characters, asks to be looked at', () => {
  const content = { text: '推进改造', units: [], dueWritten: '长期坚持', dueDate: null }
  const uncertain = [{ span: [4, 5] as const, guess: '车', alternatives: ['吨'] }]
  const asked = { kind: 'commitment' as const, content, uncertain, isInConflict: false }
  expect(doubtsOf({ ...asked, span: [0, 9] })).toEqual(['guessed_characters', 'no_unit', 'no_last_day'])
  expect(doubtsOf({ ...asked, span: [5, 9] })).toEqual(['no_unit', 'no_last_day'])
})
