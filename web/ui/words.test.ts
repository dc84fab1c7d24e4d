import { afterEach, expect, test } from 'vitest'
import { type Entry, fill, setLang, words } from './words.ts'

const catalogues = import.meta.glob<Record<string, Record<string, Entry>>>('../**/*words.ts', { eager: true })
const all = Object.entries(catalogues).flatMap(([file, module]) =>
  Object.entries(module)
    .filter(([, value]) => typeof value === 'object')
    .flatMap(([, entries]) => Object.entries(entries).map(([key, entry]) => ({ file, key, entry }))),
)

afterEach(() => setLang('zh'))

test('catalogues are found', () => {
  expect(all.length).toBeGreaterThan(60)
})

test.each(all)('$file $key is said in both languages with the same parameters', ({ entry }) => {
  const [zh, en] = entry
  expect(zh.trim()).not.toBe('')
  expect(en.trim()).not.toBe('')
  expect(parametersOf(en)).toEqual(parametersOf(zh))
})

test.each(all)('$file $key in English has no Chinese left in it', ({ entry }) => {
  expect(entry[1]).not.toMatch(/(?<!「)[\u4e00-\u9fff]/)
})

const parametersOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

test('a word follows the language, and a missing parameter stays visible', () => {
  const t = words({ hello: ['你好，{name}', 'Hello, {name}'] })
  expect(t('hello', { name: '株洲' })).toBe('你好，株洲')
  setLang('en')
  expect(t('hello', { name: 'Zhuzhou' })).toBe('Hello, Zhuzhou')
  expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}')
})
