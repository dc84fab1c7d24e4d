import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogueOf, hasWords, registerWords, translate } from './words.ts'

describe('a catalogue', () => {
  test('with one language only is refused', () => {
    expect(() => registerWords('test', { zh: { 'test.a': '甲' }, en: {} })).toThrow(
      '"test.a" has no en words',
    )
    expect(() => registerWords('test', { zh: {}, en: { 'test.a': 'a' } })).toThrow('"test.a" has no zh words')
  })

  test('whose parameters differ between the languages is refused', () => {
    expect(() => registerWords('test', { zh: { 'test.b': '{n} 行' }, en: { 'test.b': 'rows' } })).toThrow(
      'other parameters',
    )
  })

  test('may not take the code of another room', () => {
    expect(() => registerWords('test', catalogueOf({ 'http.fault': { zh: '错', en: 'fault' } }))).toThrow(
      'belongs to platform',
    )
  })
})

describe('words', () => {
  registerWords(
    'words-test',
    catalogueOf({ 'words-test.rows': { zh: '{rows} 行，{names}', en: '{rows} rows, {names}' } }),
  )

  test('are filled in, unknown is said, large numbers stay exact', () => {
    expect(translate('zh', 'words-test.rows', { rows: null, names: ['甲', '乙'] })).toBe('未知 行，甲、乙')
    expect(translate('en', 'words-test.rows', { rows: 9007199254740993n, names: [] })).toBe(
      '9007199254740993 rows, ',
    )
  })

  test('a parameter that looks like a placeholder is not filled in again', () => {
    expect(translate('en', 'words-test.rows', { rows: '{names}', names: 'x' })).toBe('{names} rows, x')
  })

  test('that are missing make a test fail', () => {
    expect(() => translate('en', 'words-test.none')).toThrow('no en words for "words-test.none"')
  })
})

test('every code that the platform throws has its words', () => {
  const folder = import.meta.dirname
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('test') && !name.startsWith('files'),
  )
  const codes = files.flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /'((?:http|database|config|start|packs)\.[a-z_.]+)'/g,
      ),
    ].map(([, code]) => code as string),
  )
  // Events of the log and names of files, which look like codes.
  const logged = new Set([
    'http.fault',
    'http.unavailable',
    'http.value_reached_database',
    'database.connection_lost',
    'database.lock',
  ])
  const missing = [...new Set(codes)].filter(
    (code) => !hasWords(code) && !logged.has(code) && !code.endsWith('.'),
  )
  expect(codes.length).toBeGreaterThan(40)
  expect(missing).toEqual([])
})
