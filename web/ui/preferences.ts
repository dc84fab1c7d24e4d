/** Language and theme of this browser. The language is also a cookie, so that the server's words follow it. */
import { useSyncExternalStore } from 'react'
import type { ThemeName } from './theme.ts'
import { type Lang, setLang } from './words.ts'

/** `navClosed`: groups of the menu that are folded away. `guided`: the guide of the first visit was taken or put away. */
export type Preferences = {
  lang: Lang
  theme: ThemeName
  navFolded: boolean
  guided: boolean
  navClosed: readonly string[]
}

const KEY = 'lianshu.preferences'
const listeners = new Set<() => void>()
let state: Preferences = initial()

function initial(): Preferences {
  const stored = read()
  const lang = stored.lang ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
  const theme = stored.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  return {
    lang,
    theme,
    navFolded: stored.navFolded ?? false,
    guided: stored.guided ?? false,
    navClosed: stored.navClosed ?? [],
  }
}

function read(): Partial<Preferences> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const held = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    return {
      ...(held.lang === 'zh' || held.lang === 'en' ? { lang: held.lang } : {}),
      ...(held.theme === 'light' || held.theme === 'dark' ? { theme: held.theme } : {}),
      ...(typeof held.navFolded === 'boolean' ? { navFolded: held.navFolded } : {}),
      ...(typeof held.guided === 'boolean' ? { guided: held.guided } : {}),
      ...(Array.isArray(held.navClosed) ? { navClosed: held.navClosed.map(String) } : {}),
    }
  } catch {
    return {} // storage is closed to us (a private window): the defaults do
  }
}

function apply({ lang, theme }: Preferences): void {
  setLang(lang)
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in the older browsers of offices
  document.cookie = `lianshu_lang=${lang}; path=/; max-age=31536000; samesite=strict`
}

/** Changes some preferences, here and for the next visit. */
export function prefer(change: Partial<Preferences>): void {
  state = { ...state, ...change }
  apply(state)
  try {
    localStorage.setItem(KEY, JSON.stringify(state))
  } catch {
    // storage is closed to us: the choice holds until the page is left
  }
  for (const listener of listeners) listener()
}

/** The preferences, read again whenever they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

apply(state)
