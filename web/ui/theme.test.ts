import { describe, expect, test } from 'vitest'
import {
  antdThemeOf,
  contrast,
  cssVariables,
  fontFamilyOf,
  type NodeStatus,
  palettes,
  type ThemeName,
} from './theme.ts'

const statuses: NodeStatus[] = ['strong', 'weak', 'missing', 'unknown']

describe.each(['light', 'dark'] as ThemeName[])('the %s theme', (name) => {
  const colours = palettes[name]

  test.each([
    ['ink', 'paper'],
    ['ink', 'ground'],
    ['ink', 'raised'],
    ['ink', 'accentTint'],
    ['inkSoft', 'paper'],
    ['inkSoft', 'ground'],
    ['inkSoft', 'raised'],
    ['accent', 'paper'],
    ['accent', 'ground'],
    ['accent', 'raised'],
    ['accent', 'accentTint'],
    ['onAccent', 'accentFill'],
  ] as const)('%s can be read on %s', (text, on) => {
    expect(contrast(colours[text], colours[on])).toBeGreaterThanOrEqual(4.5)
  })

  test.each(statuses)('the mark of %s can be read on paper, ground and its tint', (status) => {
    for (const on of [colours.paper, colours.ground, colours.tint[status]]) {
      expect(contrast(colours.status[status], on)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each(statuses)('ink can be read on the tint of %s', (status) => {
    expect(contrast(colours.ink, colours.tint[status])).toBeGreaterThanOrEqual(4.5)
  })
})

test('contrast of black and white is 21, of a colour and itself 1', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrast('#667085', '#667085')).toBe(1)
})

test('both themes set the same custom properties', () => {
  expect(Object.keys(cssVariables('dark'))).toEqual(Object.keys(cssVariables('light')))
  expect(cssVariables('light')['--ls-ink-soft']).toBe(palettes.light.inkSoft)
})

test('quotation marks come from a Latin face in English only: in Chinese they are as wide as a character', () => {
  expect(fontFamilyOf('en').startsWith('"Lianshu quotes", ')).toBe(true)
  expect(fontFamilyOf('zh')).not.toContain('Lianshu quotes')
  const { token } = antdThemeOf('light', true)
  expect(token?.fontFamily).toContain('var(--ls-font')
})
