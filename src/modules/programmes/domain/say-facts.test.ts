import { expect, test } from 'vitest'
import { nameInTitle, namesIn } from './name-in-title.ts'
import { sayGaps, sayPolicy, sayProjects } from './say-facts.ts'

const chain = (id: string, zh: string) => ({ id, name: { zh, en: id } })
const chains = [chain('a', '电池'), chain('b', '动力电池产业链'), chain('c', '机器人')]

test('a chain is named by its name without 产业链; of several the longest is meant in a title', () => {
  expect(nameInTitle(chains, '关于动力电池产业的方案')?.id).toBe('b')
  expect(nameInTitle(chains, '关于绿化的方案')).toBeUndefined()
  expect(namesIn(chains, '动力电池与机器人协同').map(({ id }) => id)).toEqual(['b', 'c', 'a'])
})

test('gaps and projects are counted as held; where nothing is held there is no sentence', () => {
  expect(sayGaps('机器人', ['减速器', '控制器'], '2026-11-22')).toEqual([
    { text: '截至2026-11-22，机器人链有2个环节在本市缺失：减速器、控制器。', source: '短板清单 2026-11-22' },
  ])
  expect(sayGaps('机器人', [], '2026-11-22')).toEqual([])
  const stages = [
    { title: '在建', count: 3 },
    { title: '签约', count: 0 },
    { title: '竣工', count: 2 },
  ]
  expect(sayProjects('机器人', stages, '2026-11-22')[0]!.text).toBe(
    '截至2026-11-22，机器人链在库项目5个，其中在建3个、竣工2个。',
  )
  expect(sayProjects('机器人', [{ title: '在建', count: 0 }], '2026-11-22')).toEqual([])
})

test('a policy is stated from its first day to its last; an end that is not written is said to be so', () => {
  const policy = {
    title: '若干措施',
    documentNo: '某发〔2025〕1号',
    issuer: '某市政府',
    validFrom: '2025-01-01',
  }
  const until = (validTo: string | null) => sayPolicy({ ...policy, validTo }, '2026-11-22')
  expect(until('2027-12-31')).toEqual([
    {
      text: '某市政府印发《若干措施》（某发〔2025〕1号），有效期至2027-12-31。',
      source: '若干措施 某发〔2025〕1号',
    },
  ])
  expect(until(null)[0]!.text).toContain('没有写明有效期')
  expect(until('2026-11-21')).toEqual([])
  expect(sayPolicy({ ...policy, validTo: null }, '2024-12-31')).toEqual([])
})
