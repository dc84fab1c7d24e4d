import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../src/platform/files/index.ts'
import { addUser, idOf, post, step } from './case-steps.ts'
import { letDaysPass } from './days-pass.ts'
import { chromiumPath, importFile, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const names = { firm: '常州兑付装备有限公司', business: '常州兑付业务局', finance: '常州兑付财政局' }
const firmFile = [
  '企业名称,所在地市,地址,主要产品',
  ...Object.values(names).map((name) => `${name},常州市,江苏省常州市武进区兑付路1号,数控机床`),
].join('\n')
const city = 'city=320400'

/** Pictures for whoever looks at the pages; nothing is kept unless a folder is named. */
const pictures = process.env.LIANSHU_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('免申即享', () => {
  let house: RunningHouse
  let office: Page
  const ids: Record<string, string> = {}
  let run = ''

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
    await importFile(office, '企业名录', '兑付企业.csv', firmFile)
    for (const [key, name] of Object.entries(names)) ids[key] = await idOf(office, name)
    const figures = [{ name: 'district_talent_award', period: '2025', value: '800000.01元' }]
    const source = { source: '旅程：辖市区财政局名单', sourceKind: 'department_list' }
    expect(
      (await post(office, `/api/organisations/${ids.firm}/figures`, { figures, ...source })).status,
    ).toBe(200)
  }, 240_000)
  afterAll(() => house?.close())

  test('the office names the departments and makes the list of a published clause', async () => {
    await office.goto(`${house.address}/policies/applications?${city}`)
    await office.getByText('部门分工').click()
    for (const [part, title] of [
      ['business', '业务主管部门'],
      ['finance', '财政部门'],
    ] as const) {
      await office.getByLabel(`${title} 单位`).first().click()
      await office.keyboard.type(names[part])
      await office.locator('.ant-select-item-option').filter({ hasText: names[part] }).last().click()
      await office.getByRole('button', { name: `指定 ${title}` }).click()
      await office.getByText(names[part]).first().waitFor()
    }
    await picture(office, 'applications-office')
    await office.goto(`${house.address}/policies/grants?${city}`)
    await office.getByText('聚才贡献奖').first().waitFor()
    await picture(office, 'grants')
    await office.getByRole('button', { name: '生成名单', exact: true }).last().click()
    await office
      .getByRole('heading', { name: /聚才贡献奖/ })
      .first()
      .waitFor()
    run = new URL(office.url()).pathname
    await expect.poll(() => office.getByText('800,000.01').first().textContent()).toContain('800,000.01')
    await step(office, '送部门确认')
    await office.getByText('部门确认').first().waitFor()
    await picture(office, 'grant-confirming')
  }, 120_000)

  test('both departments confirm', async () => {
    for (const part of ['business', 'finance'] as const) {
      const page = await house.visitor()
      await signIn(page, house.address, await addUser(office, `bm-${part}`, 'department', ids[part]!))
      await page.goto(`${house.address}${run}?${city}`)
      await page.getByRole('button', { name: /^同\s?意$/ }).click()
      await page.getByRole('button', { name: /^同\s?意$/ }).waitFor({ state: 'detached' })
      await page.close()
    }
    await office.reload()
    await step(office, '名单公示')
    await office.getByRole('button', { name: '公示期满，发给企业确认' }).waitFor()
    await picture(office, 'grant-publicised')
    await letDaysPass(house, run.split('/').at(-1)!, 20)
    await office.reload()
    await step(office, '公示期满，发给企业确认')
    await office.getByText('待企业确认').first().waitFor()
  }, 120_000)

  test('the firm finds the grant, names its account and accepts with one act, on a phone', async () => {
    const firm = await house.visitor()
    await signIn(firm, house.address, await addUser(office, 'df-firm', 'firm', ids.firm!))
    await firm.setViewportSize({ width: 390, height: 844 })
    await firm.goto(`${house.address}/policies/offers?${city}`)
    await firm.getByText('800,000.01 元').waitFor()
    await firm.getByLabel('户名').fill(names.firm)
    await firm.getByLabel('开户行').fill('江南农村商业银行武进支行')
    await firm.getByLabel('账号').fill('0100 2003 0040 0500')
    await picture(firm, 'offers-phone')
    await firm.getByRole('button', { name: '确认领取' }).click()
    await firm.getByText('企业已确认').waitFor()
    await firm.close()
  }, 120_000)

  test('the payment list is exported and opens with the sum in figures and in capitals', async () => {
    await office.reload()
    await step(office, '导出兑付清单并送国库')
    const link = office.getByRole('link', { name: /下载兑付清单/ })
    await link.waitFor()
    await picture(office, 'grant-ordered')
    const [download] = await Promise.all([office.waitForEvent('download'), link.click()])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    const table = JSON.stringify(await readTable(Buffer.concat(chunks), 'list.xlsx' as never))
    for (const part of ['统一社会信用代码', '0100200300400500', '800000.01', '捌拾万元零壹分'])
      expect(table).toContain(part)
  }, 120_000)

  test('the payment is recorded once and the run is settled', async () => {
    await office.getByLabel('到账日期').fill('2026-01-05')
    await office.getByLabel('凭证号').fill('GK-2026-0001')
    await office.getByRole('button', { name: '登记拨付' }).click()
    await office.getByText('GK-2026-0001').first().waitFor()
    await expect.poll(() => office.getByRole('button', { name: '登记拨付' }).count()).toBe(0)
    await step(office, '登记兑付完毕')
    await office.getByText('已兑付').first().waitFor()
  }, 120_000)
})
