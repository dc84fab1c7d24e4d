import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, importFile, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const funds = [
  '类别,名称,城市,级别,依托单位,获批时间,类型,规模（亿元）,政府资金（万元）,投资项目,投资项目·投资额（万元）',
  '产业基金,旅程母基金,株洲市,市级,旅程资本,2022-05,母基金,10,20000,株洲旅程变流技术有限公司,3000',
  '产业基金,旅程坏基金,株洲市,市级,,,直投基金,800万,看不懂,,',
].join('\n')

describe.skipIf(!chromiumPath)('a sheet of a library, and a park that was told wrongly', () => {
  let house: RunningHouse
  let page: Awaited<ReturnType<RunningHouse['visitor']>>
  beforeAll(async () => {
    house = await openRunningHouse()
    page = await house.visitor()
    await signIn(page, house.address, house.first)
  }, 600_000)
  afterAll(() => house?.close())

  test('the template of one library is offered; a sheet brings fields and parts, the bad cell is told by its column', async () => {
    await page.goto(`${house.address}/import?kind=library&city=430200`)
    await page.getByLabel('哪一类库的模板').click()
    await page.getByTitle('产业基金').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('lianshu-library.csv')
    await importFile(page, '名录库', '基金.csv', funds)
    await expect.poll(() => page.getByText('看不懂').count()).toBeGreaterThan(0)
    await page.goto(`${house.address}/libraries?city=430200&kind=industry-fund`)
    await page.getByText('旅程母基金').first().click()
    await expect.poll(() => page.getByText('10.00 亿元').count()).toBeGreaterThan(0)
    await expect.poll(() => page.getByText('株洲旅程变流技术有限公司').count()).toBeGreaterThan(0)
  })

  test('a value of a park is told twice, taken back with the reason, and the first one counts again', async () => {
    await page.goto(`${house.address}/parks?city=430200`)
    await page.getByRole('button', { name: '新增园区' }).click()
    const window = page.locator('.ant-modal')
    await window.locator('#name').fill('旅程产业园')
    await window.locator('#source').fill('批复')
    await window.getByRole('button', { name: '保存' }).click()
    const drawer = page.locator('.ant-drawer')
    for (const free of ['5000', '7000']) {
      await drawer.getByRole('button', { name: '补充园区资料' }).click()
      await window.locator('#part-kind').click()
      await page.getByTitle('全部土地').click()
      await window.locator('#freeM2').fill(free)
      await window.locator('#source').fill('园区报表')
      await window.getByRole('button', { name: '保存' }).click()
      await window.waitFor({ state: 'hidden' })
    }
    await expect.poll(() => drawer.getByText('空余 7,000 平方米').count()).toBeGreaterThan(0)
    await drawer.getByText('登记经过与撤回').click()
    await drawer.getByRole('button', { name: '撤回' }).first().click()
    await window.locator('#park-undo_reason').fill('抄错一行')
    await window.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => drawer.getByText('已撤回').count()).toBeGreaterThan(0)
    await expect.poll(() => drawer.getByText('抄错一行').count()).toBeGreaterThan(0)
    await expect.poll(() => drawer.getByText('空余 5,000 平方米').count()).toBeGreaterThan(1)
  })
})
