import { expect, test } from 'vitest'
import { linesWithin, textWidth } from './text-width.ts'

test('Latin words stay whole, Chinese is cut between characters, nothing is lost', () => {
  expect(linesWithin('Confirmed by departments', 120)).toEqual(['Confirmed by', 'departments'])
  expect(linesWithin('Listed', 120)).toEqual(['Listed'])
  expect(linesWithin('部门会商后报分管领导审定', 80)).toEqual(['部门会商后报', '分管领导审定'])
  expect(linesWithin('✓ 已发布', 120)).toEqual(['✓ 已发布'])
  expect(linesWithin('Unbreakableunbreakable', 40)).toEqual(['Unbreakableunbreakable'])
  expect(textWidth('链A')).toBeCloseTo(13.2 + 7.8)
})
