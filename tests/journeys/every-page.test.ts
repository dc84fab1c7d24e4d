import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findStops, listen, openPage, pagePatterns, prefer, settle, type TourStop } from './page-tour.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'
import { wcagFaults } from './wcag.ts'

/** Pages whose object neither the demo city nor a pack brings; beside each the journey that opens it, where there is one. */
const withoutExample: Record<string, string | null> = {
  '/asked/$requestId': 'collection-chased',
  '/cases/$caseId': null,
  '/collections/$collectionId': 'collection-chased',
  '/documents/$documentId': 'supervision',
  '/gaps/items/$gapId': null,
  '/import/$importId': 'first-start',
  '/map-drafts/$draftId': 'map-editing',
  '/policies/$policyId/versions/$number': 'policy',
  '/reports/$issueId': null,
}

const overflow = 'document.documentElement.scrollWidth - innerWidth'

async function tooWide(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: width > 400 ? 900 : 844 })
  const late = await settle(page)
  const beyond = await page.evaluate<number>(overflow)
  return beyond > 0 ? [...late, `${beyond} px beyond ${width}`] : late
}

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('every page of the house', () => {
  let house: RunningHouse
  let page: Page
  let stops: TourStop[]
  let missing: string[]

  beforeAll(async () => {
    house = await openRunningHouse()
    page = await house.visitor()
    await signIn(page, house.address, house.first)
    await prefer(page, 'zh', 'light')
    ;({ stops, missing } = await findStops(page, house.address))
  }, 400_000)
  afterAll(() => house?.close())

  test('is reached by links from the pages of the menu', () => {
    expect(pagePatterns().length).toBeGreaterThan(60)
    expect(missing).toEqual(Object.keys(withoutExample))
  })

  test.each([
    ['zh', 'light', [1440, 720]],
    ['en', 'dark', [1440, 390]],
  ] as const)(
    'stands without a fault in %s and %s at %s wide',
    async (lang, theme, widths) => {
      await prefer(page, lang, theme)
      const heard = listen(page, house.address)
      const faults: Record<string, string[]> = {}
      for (const { pattern, address } of stops) {
        await page.setViewportSize({ width: widths[0], height: 900 })
        await openPage(page, address)
        const found = heard.faults()
        for (const width of widths) found.push(...(await tooWide(page, width)))
        found.push(...(await wcagFaults(page)), ...heard.faults())
        if (found.length > 0) faults[pattern] = found
      }
      expect(faults).toEqual({})
    },
    600_000,
  )
})
