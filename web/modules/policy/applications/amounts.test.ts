import { expect, test } from 'vitest'
import { readAgreement } from './agreement-lines.ts'
import { fenOf, written, yuan } from './amounts.ts'

test('amounts go from yuan to fen and back without a rounding', () => {
  expect(['1234.05', '0.1', '80', '1,000,000.01', '90071992547409.93'].map(fenOf)).toEqual([
    '123405',
    '10',
    '8000',
    '100000001',
    null,
  ])
  expect([yuan('1'), yuan('80000001'), yuan('-500')]).toEqual(['0.01', '800,000.01', '−5.00'])
  expect(fenOf(written('123405'))).toBe('123405')
  expect(['很多', '1.234', '-5', ''].map(fenOf)).toEqual([null, null, null, null])
})

test('an agreement is read line by line, and the first bad line is named', () => {
  const good = {
    parties: '甲方 常州市人才办\n乙方 某厂',
    articles: '一 按里程碑拨付 不得挪用',
    milestones: '2027-06-30 200000.5 首台 样机\n',
  }
  expect(readAgreement(good)).toEqual({
    parties: [
      { role: '甲方', name: '常州市人才办' },
      { role: '乙方', name: '某厂' },
    ],
    articles: [{ number: '一', text: '按里程碑拨付 不得挪用' }],
    milestones: [{ dueOn: '2027-06-30', amountFen: '20000050', title: '首台 样机' }],
  })
  expect(readAgreement({ ...good, milestones: '2027-06-30 很多 样机' })).toEqual({
    line: 1,
    text: '2027-06-30 很多 样机',
  })
})
