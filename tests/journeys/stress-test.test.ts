import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDocument } from '../../src/engines/documents/index.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const demo = 'city=320400&dataset=demo'

/** Pictures for whoever looks at the pages; nothing is kept unless a folder is named. */
const pictures = process.env.LIANSHU_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('压力测试', () => {
  let house: RunningHouse
  let page: Page
  let test1 = ''

  beforeAll(async () => {
    house = await openRunningHouse()
    page = await house.visitor()
    await signIn(page, house.address, house.first)
  }, 240_000)
  afterAll(() => house?.close())

  test('the ranking is computed with progress, and each place comes with its interval and its paths', async () => {
    await page.goto(`${house.address}/risk?${demo}`)
    await page
      .getByRole('button', { name: /开始计算/ })
      .first()
      .click()
    const form = page.getByRole('dialog')
    await form.getByLabel('重抽次数').fill('3')
    await form.getByRole('button', { name: /开始计算/ }).click()
    await page.getByTestId('risk-progress').first().waitFor()
    await page.getByText('停产损失').first().waitFor({ timeout: 180_000 })
    await page.getByText(/若 .+ 停产，全网产出损失/).waitFor()
    await picture(page, 'risk-ranking')
    await page.locator('.ls-table [role=row]').nth(1).click()
    await page.getByRole('heading', { name: '主要路径' }).waitFor()
    await page.getByRole('heading', { name: '谁依赖它' }).waitFor()
    await picture(page, 'risk-explanation')
  }, 240_000)

  test('from a red node to a stress test', async () => {
    await page.goto(`${house.address}/gaps?${demo}`)
    await page.getByText('缺').first().waitFor()
    // A node that fails without firms of the city: what comes from outside is what can stop.
    const node = await page.evaluate(async () => {
      const answer = await fetch('/api/gaps?city=320400&dataset=demo')
      const { items } = await answer.json()
      return items.find((gap: { status: string; dependents: number }) => gap.status === 'missing').node
        .id as string
    })
    await page.goto(`${house.address}/risk/stress-tests?${demo}&node=${node}`)
    const form = page.getByRole('dialog')
    await form.getByLabel('名称').fill('旅程：缺环停供')
    await form.getByText('全部企业').click()
    await picture(page, 'stress-form')
    await form.getByRole('button', { name: /推\s?演/ }).click()
    await page.getByRole('heading', { name: '旅程：缺环停供' }).waitFor({ timeout: 60_000 })
    await page.getByText(/家直接受冲击/).waitFor()
    test1 = new URL(page.url()).pathname
    await expect.poll(() => page.locator('[data-group]').count()).toBeGreaterThan(0)
    await page.locator('[data-group]').first().click()
    await page.getByTestId('open-group').waitFor()
    await picture(page, 'stress-test')
    await page.getByText('产业链图', { exact: true }).click()
    await page.locator('.ls-shock-node').first().waitFor()
    await picture(page, 'stress-chain')
    await page.getByTestId('shock-picture').getByText('地图', { exact: true }).click()
    await page.locator('.ls-plane').waitFor()
    await picture(page, 'stress-map')
  }, 120_000)

  test('remedies are measured, the best set is named, and the report opens', async () => {
    const panel = page.getByTestId('remedies')
    await panel.getByRole('checkbox').first().waitFor()
    const costs = await panel.getByPlaceholder('费用（万元）').all()
    for (const [k, cost] of costs.entries()) await cost.fill(String(100 * (k + 1)))
    await panel.getByLabel('预算（万元）').fill('500')
    await panel.getByRole('button', { name: /测\s?算/ }).click()
    await page.getByTestId('measured').waitFor({ timeout: 60_000 })
    await picture(page, 'stress-remedies')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Word 报告' }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    const { text } = await readDocument(Buffer.concat(chunks))
    for (const part of ['旅程：缺环停供', '演示数据', '逐步传导', '补救措施']) expect(text).toContain(part)
  }, 120_000)

  test('it is kept under its name, and two stand side by side; on a phone it reads as a list', async () => {
    await page.goto(`${house.address}/risk/stress-tests?${demo}`)
    await page.getByText('旅程：缺环停供').first().waitFor()
    const [first = '', second = ''] = await page.evaluate(async () => {
      const list = '/api/risk/stress-tests?city=320400&dataset=demo'
      const { items } = await (await fetch(list)).json()
      const one = await (await fetch(`/api/risk/stress-tests/${items[0].id}`)).json()
      const body = { city: '320400', dataset: 'demo', on: one.asOf, title: '旅程：减半', draws: 0 }
      const shocks = one.input.shocks.map((shock: object) => ({ ...shock, lossRatio: 0.5 }))
      const answer = await fetch('/api/risk/stress-tests', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lianshu-csrf': '1' },
        body: JSON.stringify({ ...body, shocks }),
      })
      return [items[0].id as string, (await answer.json()).id as string]
    })
    await page.goto(`${house.address}/risk/compare?${demo}&a=${first}&b=${second}`)
    await page.getByTestId('compared').nth(1).waitFor()
    await expect.poll(() => page.getByTestId('compared').count()).toBe(2)
    await picture(page, 'stress-compare')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${house.address}${test1}?${demo}`)
    await page.getByText(/家直接受冲击/).waitFor()
    await picture(page, 'stress-phone')
    const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    expect(isWider).toBe(false)
    await page.goto(`${house.address}/risk?${demo}`)
    await page.getByText('名次').first().waitFor()
    await picture(page, 'risk-phone')
  }, 120_000)
})
