/** Every page of the house, found as a reader finds it: from the route files, then by following links. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Response } from 'playwright-core'
import { projectFolder } from '../../src/platform/config.ts'

/** A page by its pattern (`/firms/$firmId`) and one address of it. */
export type TourStop = { readonly pattern: string; readonly address: string }

/** What the tour looks at: the invented city, which has most, and the held data of two packs. */
const scopes = ['city=320400&dataset=demo', 'city=430200', 'city=320400'] as const

/** The patterns of all pages, read from the route files, so that a new page is on the tour by itself. */
export function pagePatterns(): string[] {
  const folder = join(projectFolder, 'web/routes')
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const found = [...text.matchAll(/createRoute\(\{[^}]*?path: '([^']+)'/g)].map((match) => match[1]!)
  return [...new Set(found)].sort()
}

/** The language and theme of somebody who has chosen before and needs no guide; they hold from the next page on. */
export const prefer = (page: Page, lang: 'zh' | 'en', theme: 'light' | 'dark') =>
  page.evaluate(
    `localStorage.setItem('lianshu.preferences', '{"lang":"${lang}","theme":"${theme}","guided":true}');
     document.cookie = 'lianshu_lang=${lang}; path=/'`,
  )

/** Opens an address and waits until everything that the page asked for is there; tells what never came. */
export async function openPage(page: Page, address: string): Promise<string[]> {
  await page.goto(address)
  const late = await settle(page)
  const titles = await page.locator('h1').count()
  return titles === 1 ? late : [...late, `${titles} headings of the first level`]
}

/** Waits until nothing is being read any more; a fault where a page goes on reading for a quarter of a minute. */
export async function settle(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  // By a selector: a function that is asked again and again would be a script from a string, which the pages forbid.
  const isStill = page.waitForSelector('.ls-loading', { state: 'detached', timeout: 15_000 })
  return isStill.then(
    () => [],
    () => ['goes on reading'],
  )
}

const isOpenPattern = (pattern: string) => pattern.includes('$')
const expressionOf = (pattern: string) => new RegExp(`^${pattern.replace(/\$\w+/g, '[^/]+')}$`)

/**
 * One address of every page: the plain ones as they are, the others from the page above them, by a link or the first
 * row that opens. `missing` are patterns of which neither the invented city nor a pack brings an example.
 */
export async function findStops(page: Page, origin: string) {
  const patterns = pagePatterns()
  const plain = patterns.filter((pattern) => !isOpenPattern(pattern))
  const stops: TourStop[] = plain.map((pattern) => ({ pattern, address: `${origin}${pattern}?${scopes[0]}` }))
  const missing: string[] = []
  // Shorter ones first, and those not found once more: a page within a page is found from it.
  const open = patterns.filter(isOpenPattern).sort((a, b) => a.length - b.length)
  for (const pattern of [...open, ...open]) {
    if (stops.some((stop) => stop.pattern === pattern)) continue
    const isSecondLook = missing.includes(pattern)
    const address = await exampleOf(page, pattern, { origin, stops, plain, isSecondLook })
    if (address) stops.push({ pattern, address })
    else if (!isSecondLook) missing.push(pattern)
  }
  const isMissing = (pattern: string) => stops.every((stop) => stop.pattern !== pattern)
  return {
    stops: stops.sort((a, b) => (a.pattern < b.pattern ? -1 : 1)),
    missing: missing.filter(isMissing).sort(),
  }
}

type Known = {
  readonly origin: string
  readonly stops: readonly TourStop[]
  readonly plain: readonly string[]
  /** The lists have been looked at: only pages that were found since are. */
  readonly isSecondLook: boolean
}

async function exampleOf(page: Page, pattern: string, { origin, stops, plain, isSecondLook }: Known) {
  const isExample = (link: string) => {
    const { pathname } = new URL(link)
    return expressionOf(pattern).test(pathname) && !plain.includes(pathname)
  }
  for (const address of isSecondLook ? pagesWithin(pattern, stops) : pagesAbove(pattern, origin, stops)) {
    await openPage(page, address)
    const link = (await linksOf(page)).find(isExample)
    if (link) return link
    const row = page.locator('main [data-opens] .ls-table-cell').first()
    if ((await row.count()) === 0) continue
    await row.click()
    await page.waitForURL((url) => url.href !== address, { timeout: 3_000 }).catch(() => {}) // it may open a drawer
    if (isExample(page.url())) return page.url()
  }
  return undefined
}

const areaOf = (pattern: string) => pattern.split('/').slice(0, 2).join('/')

/** Pages of single things of the same area that have been found. */
const pagesWithin = (pattern: string, stops: readonly TourStop[]): string[] =>
  stops
    .filter((stop) => isOpenPattern(stop.pattern) && areaOf(stop.pattern) === areaOf(pattern))
    .map(({ address }) => address)

/** Where a page is reached from: the list above it in both cities, or the page within which it lies. */
function pagesAbove(pattern: string, origin: string, stops: readonly TourStop[]): string[] {
  const parts = pattern.split('/')
  const above =
    parts
      .slice(
        0,
        parts.findLastIndex((part) => part.startsWith('$')),
      )
      .join('/') || '/'
  const area = areaOf(pattern)
  const beside = stops.map((stop) => stop.pattern).filter((one) => one === area || one.startsWith(`${area}/`))
  const lists = [...new Set([above, ...beside])]
    .filter((path) => !isOpenPattern(path))
    .flatMap((path) => scopes.map((scope) => `${origin}${path}?${scope}`))
  return [...pagesWithin(pattern, stops), ...lists]
}

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('main a[href]')].map((a) => a.href)`)

/** Collects what goes wrong behind a page's back: refused or failed requests, and faults of its script. */
export function listen(page: Page, origin: string): { faults(): string[] } {
  let heard: string[] = []
  page.on('response', (answer: Response) => {
    if (answer.status() >= 400 && answer.url().startsWith(origin))
      heard.push(`${answer.status()} ${answer.url().slice(origin.length)}`)
  })
  page.on('pageerror', (error) => heard.push(`script: ${error.message}`))
  return {
    faults: () => {
      const told = heard
      heard = []
      return told
    },
  }
}
