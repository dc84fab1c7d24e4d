import { expect, test } from 'vitest'
import { promisesOf, textOf } from './reply-text.ts'

test('what the form writes comes back as it was; a promise keeps units and day', () => {
  const body = '一、情况\n到2024年达到2000亿元。｜方案 三'
  const promises = '建成平台｜市科技局、市工信局｜2026-12-31'
  const paragraphs = promisesOf(body, promises)
  expect(paragraphs[1]).toEqual({ text: '到2024年达到2000亿元。', source: '方案 三', commitment: null })
  expect(paragraphs[2]!.commitment).toEqual({
    title: '建成平台',
    units: ['市科技局', '市工信局'],
    dueWritten: '2026-12-31',
    dueDate: '2026-12-31',
  })
  expect(textOf({ paragraphs } as never)).toEqual({ body, promises })
})

test('a day that is none stays as written and gives no last day', () => {
  const [promise] = promisesOf('', '长期推进｜｜长期')
  expect(promise!.commitment).toMatchObject({ units: [], dueWritten: '长期', dueDate: null })
})
