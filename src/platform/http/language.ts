import type { Lang } from '../words.ts'

const cookieName = 'lianshu_lang'

/** The language of an answer: the reader's own choice (cookie `lianshu_lang`), else the browser's, else Chinese. */
export function languageOf(headers: Headers): Lang {
  const cookie = headers.get('cookie')?.match(new RegExp(`(?:^|;\\s*)${cookieName}=(zh|en)(?:;|$)`))?.[1]
  if (cookie === 'zh' || cookie === 'en') return cookie
  return acceptedLanguage(headers.get('accept-language') ?? '')
}

/** The more wanted of zh and en by RFC 9110 section 12.5.4; at equal weight the one named first. */
function acceptedLanguage(header: string): Lang {
  let best: { lang: Lang; weight: number } = { lang: 'zh', weight: 0 }
  for (const part of header.split(',').slice(0, 20)) {
    const [range = '', ...params] = part.split(';').map((text) => text.trim().toLowerCase())
    const lang = range.split('-')[0]
    const quality = Number(params.find((text) => text.startsWith('q='))?.slice(2) ?? 1)
    if ((lang === 'zh' || lang === 'en') && quality > best.weight) best = { lang, weight: quality }
  }
  return best.lang
}
