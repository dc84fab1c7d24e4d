import { expect, test } from 'vitest'
import { type ChainPath, leadersOf, sayStep } from './escalation-text.ts'

const pair = (zh: string) => ({ zh, en: zh })
const path: ChainPath = {
  steps: [
    { kind: 'chain_office', name: '轨道链办', head: null },
    { kind: 'leading_group_office', name: '领导小组办公室', head: { person: '某甲', post: '主任' } },
  ],
  leader: { holder: '某乙', post: '副市长' },
  leadDepartment: null,
}
const step = (to: 'office' | 'leader', bodies?: string[]) => ({
  afterWorkingDays: 5,
  to,
  title: pair('链办'),
  ...(bodies && { bodies }),
})

test('a step names the bodies of the chain that it means, with who heads them', () => {
  expect(sayStep(step('office', ['chain_office', 'leading_group_office']), path)).toBe(
    '链办：轨道链办、领导小组办公室（主任某甲）',
  )
})

test('a step to the leader without a body names the chain’s leader; where nobody is known the title stands alone', () => {
  expect(sayStep(step('leader'), path)).toBe('链办：副市长某乙')
  expect(sayStep(step('leader'), { ...path, leader: null })).toBe('链办')
  expect(sayStep(step('office', ['headquarters']), path)).toBe('链办')
  expect(sayStep(step('leader'), null)).toBe('链办')
})

test('a step to the leader goes to the chain’s own leader and to who heads the bodies it means, each once', () => {
  expect(leadersOf(step('leader'), path, ['某丁'])).toEqual(['某乙'])
  expect(leadersOf(step('leader', ['leading_group_office']), path, [])).toEqual(['某乙', '某甲'])
  const same = { ...path, leader: { holder: '某甲', post: null } }
  expect(leadersOf(step('leader', ['leading_group_office']), same, [])).toEqual(['某甲'])
})

test('without a leader on the day nobody is meant; a task without a chain goes to the leaders that it names', () => {
  expect(leadersOf(step('leader'), { ...path, leader: null }, ['某丁'])).toEqual([])
  expect(leadersOf(step('leader'), null, ['某丁', '某丁'])).toEqual(['某丁'])
  expect(leadersOf(step('leader'), null, [])).toEqual([])
})
