import { platformWords } from './platform-words.ts'

export type Lang = 'zh' | 'en'

/** Words by code in both languages; `{name}` stands for a parameter. */
export type Catalogue = {
  readonly zh: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

/** A text cut at its parameters: every second piece is the name of one. Cut once, since a page may ask a thousand times. */
type Pieces = readonly string[]
const catalogues: Readonly<Record<Lang, Map<string, Pieces>>> = { zh: new Map(), en: new Map() }
const cutAtParameters = (text: string): Pieces => text.split(/\{(\w+)\}/)
const owners = new Map<string, string>()

const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join(',')

/**
 * Adds a room's catalogue. Refuses a code that another room holds, a code that has one language only, and a pair
 * whose parameters differ, so that a gap is seen when the room loads and not by a reader of the other language.
 */
export function registerWords(room: string, { zh, en }: Catalogue): void {
  for (const code of new Set([...Object.keys(zh), ...Object.keys(en)])) {
    const [chinese, english] = [zh[code], en[code]]
    if (!chinese || !english) throw new Error(`${room}: "${code}" has no ${chinese ? 'en' : 'zh'} words`)
    if (placeholders(chinese) !== placeholders(english)) {
      throw new Error(`${room}: "${code}" has other parameters in zh than in en`)
    }
    const owner = owners.get(code)
    if (owner !== undefined && owner !== room) throw new Error(`${room}: "${code}" belongs to ${owner}`)
    owners.set(code, room)
    catalogues.zh.set(code, cutAtParameters(chinese))
    catalogues.en.set(code, cutAtParameters(english))
  }
}

/** Turns `code → { zh, en }` into a catalogue, for rooms that write both languages beside each other. */
export function catalogueOf(
  pairs: Readonly<Record<string, { readonly zh: string; readonly en: string }>>,
): Catalogue {
  const entries = Object.entries(pairs)
  return {
    zh: Object.fromEntries(entries.map(([code, words]) => [code, words.zh])),
    en: Object.fromEntries(entries.map(([code, words]) => [code, words.en])),
  }
}

/** Whether the words of a code are held. */
export const hasWords = (code: string): boolean => owners.has(code)

/** Every code held, sorted: for the test that compares catalogues with the codes that are thrown. */
export const listWordCodes = (): string[] => [...owners.keys()].sort()

/** The words of a code. A code without words is a fault of ours: it throws in a test and reads as itself in service. */
export function translate(lang: Lang, code: string, params: Readonly<Record<string, unknown>> = {}): string {
  const pieces = catalogues[lang].get(code)
  if (pieces === undefined) {
    if (process.env.VITEST)
      throw new Error(`no ${lang} words for "${code}": register them in the room's catalogue`)
    return Object.keys(params).length > 0 ? `${code} ${JSON.stringify(params, jsonable)}` : code
  }
  let text = ''
  for (const [i, piece] of pieces.entries()) {
    if (i % 2 === 0) text += piece
    else text += Object.hasOwn(params, piece) ? show(lang, params[piece]) : `{${piece}}`
  }
  return text
}

const jsonable = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

/** A name that is held in both languages, as of a state of a life cycle: each reader gets their own. */
export type NameInBoth = Readonly<Record<Lang, string>>

const isPair = (value: unknown): value is NameInBoth => {
  const { zh, en } = (value ?? {}) as { zh?: unknown; en?: unknown }
  return typeof zh === 'string' && typeof en === 'string'
}

function show(lang: Lang, value: unknown): string {
  if (value === null || value === undefined) return lang === 'zh' ? '未知' : 'unknown'
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((part) => show(lang, part)).join(lang === 'zh' ? '、' : ', ')
  if (isPair(value)) return value[lang]
  return typeof value === 'object' ? JSON.stringify(value, jsonable) : String(value)
}

registerWords('platform', platformWords)
