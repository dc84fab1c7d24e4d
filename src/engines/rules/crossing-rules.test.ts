import { describe, expect, test } from 'vitest'
import { orderedRules, stackingComponents } from './crossing-rules.ts'
import type { StackingRule } from './policy.ts'

type Kind = StackingRule['rule']
const rule = (kind: Kind, clauses: string, scope: StackingRule['scope'] = 'enterprise'): StackingRule => ({
  rule: kind,
  clauses: clauses.split(''),
  cap: null,
  scope,
  policy: 'p',
})

/** Whether the rules, all of one component, have to be searched. */
const crosses = (...rules: StackingRule[]): boolean => {
  const components = stackingComponents(rules)
  expect(components).toHaveLength(1)
  return components[0]!.isCrossing
}

test('rules apply as exclusions, choices, top-ups, limits, the limit of the whole; of one kind in written order', () => {
  const written = [
    rule('portfolioCap', 'ab'),
    rule('sumCap', 'ab'),
    rule('topUp', 'ab'),
    rule('highestOne', 'ab'),
    rule('excludes', 'ab'),
    rule('highestOne', 'ac'),
  ]
  expect(orderedRules(written).map((one) => `${one.rule} ${one.clauses.join('')}`)).toEqual([
    'excludes ab',
    'highestOne ab',
    'highestOne ac',
    'topUp ab',
    'sumCap ab',
    'portfolioCap ab',
  ])
})

test('rules that share a clause, directly or over another rule, stand together; the others apart, in written order', () => {
  const rules = [rule('sumCap', 'ab'), rule('sumCap', 'ef'), rule('sumCap', 'cd'), rule('topUp', 'bc')]
  const names = stackingComponents(rules).map((component) =>
    component.rules.map((one) => one.clauses.join('')),
  )
  expect(names.map((of) => [...of].sort())).toEqual(expect.arrayContaining([['ab', 'bc', 'cd'], ['ef']]))
  expect(names).toHaveLength(2)
  expect(names.find((of) => of.length === 3)).toEqual(['bc', 'ab', 'cd'])
})

describe('a choice is searched when a rule around it does not treat its clauses alike', () => {
  test.each<[boolean, string, StackingRule[]]>([
    [false, 'a choice alone', [rule('highestOne', 'ab')]],
    [false, 'limits without a choice', [rule('sumCap', 'ab'), rule('sumCap', 'bc')]],
    [false, 'a limit over all of its clauses', [rule('highestOne', 'ab'), rule('sumCap', 'abc')]],
    [true, 'a limit over one of its clauses', [rule('highestOne', 'ab'), rule('sumCap', 'bc')]],
    [true, 'a limit of another scope', [rule('highestOne', 'ab'), rule('sumCap', 'ab', 'project')]],
    [true, 'a top-up over all of its clauses', [rule('highestOne', 'ab'), rule('topUp', 'ab')]],
    [false, 'both shut out by a third clause', [rule('highestOne', 'ab'), rule('excludes', 'cab')]],
    [true, 'one shut out by a third clause', [rule('highestOne', 'ab'), rule('excludes', 'cb')]],
    [true, 'one that shuts out others', [rule('highestOne', 'ab'), rule('excludes', 'acd')]],
    [true, 'one that shuts out the other', [rule('highestOne', 'ab'), rule('excludes', 'ab')]],
    [false, 'another choice of the same', [rule('highestOne', 'ab'), rule('highestOne', 'ab')]],
    [true, 'a choice that shares one clause', [rule('highestOne', 'ab'), rule('highestOne', 'bc')]],
  ])('%s: %s', (expected, _, rules) => {
    expect(crosses(...rules)).toBe(expected)
  })
})

describe('with a choice, limits that overlap without lying inside each other are searched', () => {
  const choice = rule('highestOne', 'ab')
  test.each<[boolean, string, StackingRule[]]>([
    [false, 'the inner one first', [rule('sumCap', 'ab'), rule('sumCap', 'abc')]],
    [true, 'the outer one first', [rule('sumCap', 'abc'), rule('sumCap', 'ab')]],
    [
      false,
      'the limit of the whole comes last, wherever it is written',
      [rule('portfolioCap', 'abc'), rule('sumCap', 'ab')],
    ],
    [true, 'overlapping beside the choice', [rule('sumCap', 'abcd'), rule('sumCap', 'de')]],
    [true, 'the limit of the whole inside another', [rule('portfolioCap', 'ab'), rule('sumCap', 'abc')]],
    [
      true,
      'the same clauses on two scopes, beside the choice',
      [rule('sumCap', 'abc'), rule('topUp', 'cde'), rule('sumCap', 'de'), rule('sumCap', 'de', 'project')],
    ],
    [false, 'apart from each other', [rule('sumCap', 'abc'), rule('topUp', 'cde'), rule('sumCap', 'de')]],
  ])('%s: %s', (expected, _, limits) => {
    expect(crosses(choice, ...limits)).toBe(expected)
  })
})
