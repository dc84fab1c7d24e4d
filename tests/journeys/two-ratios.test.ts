import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

/** Pictures for whoever looks at the pages; nothing is kept unless a folder is named. */
const pictures = process.env.LIANSHU_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('两个本地配套率', () => {
  let house: RunningHouse
  let page: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    page = await house.visitor()
    await signIn(page, house.address, house.first)
  }, 240_000)
  afterAll(() => house?.close())

  test('D03: 50 % and 80 % stand side by side, each with its source and what it leaves open', async () => {
    await page.goto(`${house.address}/local-sourcing?city=430200`)
    await page.getByRole('heading', { name: '为什么有 50% 也有 80%' }).waitFor()
    const target = page.locator('[data-claim=target-2024]')
    const press = page.locator('[data-claim=press-2023]')
    await expect.poll(() => target.textContent()).toContain('核心部件、器件、软件本地配套率达50%')
    await expect.poll(() => target.textContent()).toContain('没有写')
    await expect.poll(() => press.textContent()).toContain('2023-11-30')
    await expect.poll(() => press.textContent()).toContain('本地配套率80%以上')
    await picture(page, 'two-ratios')
  }, 60_000)

  test('D03: the demo city’s own purchases give other ratios by reach and scope, and another ring another one', async () => {
    await page.goto(`${house.address}/local-sourcing?city=320400&dataset=demo`)
    const table = page.getByTestId('definitions')
    await table.waitFor()
    const ratios = await table.locator('tbody tr').first().locator('td strong').allTextContents()
    expect(ratios).toHaveLength(3)
    expect(new Set(ratios).size).toBeGreaterThan(1)
    await page.getByTestId('trend').waitFor()
    await page.goto(`${house.address}/local-sourcing?city=320400&dataset=demo&km=50`)
    await page.getByText('周边 50 公里').first().waitFor()
    const near = await table.locator('tbody tr').first().locator('td strong').allTextContents()
    expect(Number.parseFloat(near[1]!)).toBeLessThanOrEqual(Number.parseFloat(ratios[1]!))
    await picture(page, 'two-ratios-demo')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await table.waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)
    await picture(page, 'two-ratios-phone')
  }, 60_000)
})
