import { expect, test } from 'vitest'
import { type Cond, constant, factsOf, givenKeys, type Leaf, type Num, negate, partsOf } from './core.ts'

const leaf: Leaf = { label: '', path: [], nearPpm: null, changeable: false }
const fact = (name: string): Num => ({ op: 'fact', unit: 'count', fact: name })
const given = (key: string): Num => ({ op: 'given', unit: 'rate', key })
const over = (a: Num): Cond => ({ op: 'compare', is: '>', a, b: constant('count', 1n), leaf })
const flag = (name: string): Cond => ({ op: 'flag', fact: name, leaf })

test('the parts of a number are every number it is made of, and of nothing else', () => {
  const [a, b, c] = [fact('a'), fact('b'), fact('c')] as [Num, Num, Num]
  const unit = 'count'
  expect(partsOf({ op: 'add', unit, of: [a, b] })).toEqual([a, b])
  expect(partsOf({ op: 'min', unit, of: [a] })).toEqual([a])
  expect(partsOf({ op: 'max', unit, of: [b] })).toEqual([b])
  for (const op of ['sub', 'mul', 'div'] as const) expect(partsOf({ op, unit, a, b })).toEqual([a, b])
  expect(partsOf({ op: 'floor', unit, of: a })).toEqual([a])
  expect(partsOf({ op: 'known', unit, of: a, otherwise: b })).toEqual([a, b])
  const cases = [{ when: flag('x'), give: a }]
  expect(partsOf({ op: 'choose', unit, cases, otherwise: c })).toEqual([a, c])
  expect(partsOf({ op: 'choose', unit, cases, otherwise: null })).toEqual([a])
  expect(partsOf(a)).toEqual([])
})

test('facts are found under every kind of condition and number, those of a choice included', () => {
  const facts = (cond: Cond) => [...factsOf([cond], [])].sort()
  expect(facts({ op: 'all', of: [flag('a'), over(fact('b'))] })).toEqual(['a', 'b'])
  expect(facts({ op: 'any', of: [flag('a'), flag('b')] })).toEqual(['a', 'b'])
  expect(facts({ op: 'atLeast', count: 1, of: [flag('a'), flag('b')] })).toEqual(['a', 'b'])
  expect(facts({ op: 'not', of: flag('a') })).toEqual(['a'])
  expect(facts({ op: 'undecided', needs: [fact('a'), fact('b')] })).toEqual(['a', 'b'])
  expect(facts({ op: 'cell', fact: 'titles', test: { kind: 'holds', titles: ['x'] }, leaf })).toEqual([
    'titles',
  ])
  expect(facts(over({ op: 'year', unit: 'money', fact: 'series', offset: 0 }))).toEqual(['series'])
  expect(facts(over({ op: 'yearsSince', unit: 'count', fact: 'founded' }))).toEqual(['founded'])
  const choice: Num = {
    op: 'choose',
    unit: 'count',
    cases: [{ when: { op: 'not', of: flag('a') }, give: fact('b') }],
    otherwise: fact('c'),
  }
  expect([...factsOf([], [{ op: 'floor', unit: 'count', of: choice }])].sort()).toEqual(['a', 'b', 'c'])
})

test('what a number rests on of the city are its given values and its standings, not the facts of the firm', () => {
  const standing: Num = { op: 'standing', unit: 'points', key: 's/card' }
  const keys = givenKeys([{ op: 'add', unit: 'rate', of: [given('growth'), standing, fact('tax')] }])
  expect([...keys].sort()).toEqual(['growth', 's/card'])
})

test('not swaps true and false and leaves both kinds of unknown', () => {
  expect([0, 1, 2, 3].map((truth) => negate(truth as 0 | 1 | 2 | 3))).toEqual([3, 1, 2, 0])
})
