import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, importFile, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const firms = [
  '企业名称,地址,主营产品',
  '株洲旅程变流技术有限公司,湖南省株洲市石峰区,变流器',
  '株洲旅程整车有限公司,湖南省株洲市石峰区,机车',
].join('\n')

describe.skipIf(!chromiumPath)('a collection', () => {
  let house: RunningHouse
  beforeAll(async () => {
    house = await openRunningHouse()
  }, 180_000)
  afterAll(() => house.close())

  test('goes out, is chased, is answered by a firm on its own page, and its answer stands in the register', async () => {
    const page = await house.visitor()
    await signIn(page, house.address, house.first)
    await importFile(page, '企业名录', '名录.csv', firms)
    await page.goto(`${house.address}/collections?city=430200`)
    await page.getByRole('button', { name: '发起收集' }).click()
    await page.getByLabel('标题').fill('设备调查')
    await page.getByLabel('截止日').fill('2099-12-31')
    await page.getByRole('checkbox', { name: '主营产品' }).check()
    for (const name of ['株洲旅程变流', '株洲旅程整车']) {
      await page.getByRole('combobox', { name: '发给哪些企业' }).fill(name)
      await page.locator('.ant-select-item-option', { hasText: name }).first().click()
    }
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^发出/ }).click()
    await page.getByRole('heading', { name: '设备调查' }).waitFor()
    await page.getByRole('button', { name: /催报未交的/ }).click()
    await page.getByText('已催报 2 家').waitFor()

    const firm = await firmVisitor(house, page)
    await firm.goto(`${house.address}/asked?city=430200`)
    await firm.getByRole('link', { name: '设备调查' }).last().click()
    await firm.getByLabel('主营产品').waitFor()
    await expect.poll(() => firm.getByLabel('主营产品').inputValue()).toBe('变流器')
    await firm.getByLabel('主营产品').fill('变流器、充电机')
    await firm.getByRole('button', { name: '提交' }).click()
    await firm.getByText('已提交').waitFor()

    await page.reload()
    await page.getByRole('button', { name: /把已交的入库/ }).click()
    await page.getByText('已入库 1 家').waitFor()
    await page.getByRole('link', { name: '株洲旅程变流技术有限公司' }).click()
    await page.getByText('充电机').first().waitFor()
  }, 180_000)
})

/** A person of the first firm, with an account that the administrator opened over HTTP. */
async function firmVisitor(house: RunningHouse, office: Awaited<ReturnType<RunningHouse['visitor']>>) {
  const account = await office.evaluate<{ userName: string; password: string }>(`(async () => {
    const json = { 'content-type': 'application/json', 'x-lianshu-csrf': '1' }
    const found = await (await fetch('/api/organisations?dataset=held&q=' + encodeURIComponent('株洲旅程变流'))).json()
    const body = JSON.stringify({ userName: 'firm.one', displayName: '填报员', role: 'firm', organisationId: found.items[0].id })
    const made = await (await fetch('/api/users', { method: 'POST', headers: json, body })).json()
    return { userName: 'firm.one', password: made.oneTimePassword }
  })()`)
  const page = await house.visitor()
  await signIn(page, house.address, account)
  return page
}
