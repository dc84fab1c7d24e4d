/**
 * What people read, in Chinese and English. Each room states its words beside its pages, both languages
 * in one entry, so that neither can be forgotten; `{name}` takes a parameter.
 */
export type Lang = 'zh' | 'en'
export type Entry = readonly [zh: string, en: string]
export type Params = Readonly<Record<string, string | number>>

let current: Lang = 'zh'

/** The language that pages are shown in now. The root of the application remounts when it changes. */
export const lang = (): Lang => current

/** Sets the language for all words read from now on. */
export function setLang(next: Lang): void {
  current = next
}

/** Makes the `t` of one room: takes only keys that the room has stated. */
export function words<K extends string>(entries: Readonly<Record<K, Entry>>) {
  return (key: K, params?: Params): string => fill(entries[key][current === 'zh' ? 0 : 1], params)
}

/** Puts parameters into a text; a parameter that is not given stays visible as `{name}`. */
export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  )
}

/** The language of a pair that came with data (`{ zh, en }` or a plain text). */
export function inLang(text: string | { zh: string; en: string | null } | null | undefined): string {
  if (text === null || text === undefined) return ''
  if (typeof text === 'string') return text
  return current === 'zh' ? text.zh : (text.en ?? text.zh)
}
