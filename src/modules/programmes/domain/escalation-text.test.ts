import { expect, test } from 'vitest'
import { type ChainPath, sayStep } from './escalation-text.ts'

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
