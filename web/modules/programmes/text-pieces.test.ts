import { expect, test } from 'vitest'
import { cutText } from './text-pieces.ts'

test('a text is cut at every edge; a piece names all that cover it', () => {
  const pieces = cutText(
    '甲乙丙丁戊',
    [
      { id: 0, span: [0, 4] },
      { id: 1, span: [2, 3] },
    ],
    [[4, 5]],
  )
  expect(pieces.map(({ text, ids, isGuess }) => [text, ids, isGuess])).toEqual([
    ['甲乙', [0], false],
    ['丙', [0, 1], false],
    ['丁', [0], false],
    ['戊', [], true],
  ])
})

test('a place beyond the end does not cut further than the text', () => {
  expect(cutText('甲', [{ id: 0, span: [0, 9] }], []).map(({ text }) => text)).toEqual(['甲'])
})
