import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, importFile, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const known = [
  '企业名称,地址,主营产品',
  '株洲联诚集团控股股份有限公司,湖南省株洲市石峰区田心,齿轮箱',
  '常州龙城轨道交通设备股份有限公司,江苏省常州市武进区,车门',
].join('\n')
const messy = [
  '2026 年摸底表,,,',
  '厂家,代码,所在地方,做什么',
  '株洲联诚控股,,湖南省株洲市石峰区,轴承、密封件',
  '龙城轨道设备,,,车窗',
  '长沙星火电子有限公司,,湖南省长沙市,线缆',
  '坏代码有限公司,91430200XXX,,',
].join('\n')

describe.skipIf(!chromiumPath)('a messy spreadsheet', () => {
  let house: RunningHouse
  beforeAll(async () => {
    house = await openRunningHouse()
  }, 180_000)
  afterAll(() => house.close())

  test('is mapped, reviewed by keyboard and undone, and what was decided stays known', async () => {
    const page = await house.visitor()
    await signIn(page, house.address, house.first)
    expect(await importFile(page, '企业名录', '名录.csv', known)).toMatchObject({ rows: 2, refused: 0 })

    await page.goto(`${house.address}/import?city=430200`)
    const buffer = Buffer.from(messy, 'utf8')
    await page.locator('input[type=file]').setInputFiles({ name: '摸底.csv', mimeType: 'text/csv', buffer })
    await page.getByText('列的对应').waitFor()
    for (const [header, field] of [
      ['厂家', '企业名称'],
      ['代码', '统一社会信用代码'],
      ['所在地方', '注册地址'],
      ['做什么', '主营产品'],
    ] as const) {
      await page.getByRole('combobox', { name: header }).click()
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
        .filter({ hasText: new RegExp(`^${field}`) })
        .first()
        .click()
    }
    await page.getByRole('button', { name: '按新的对应重新核对' }).click()
    await page.getByRole('button', { name: '确认导入 3 行' }).click()
    await page.getByRole('heading', { name: '导入结果：摸底.csv' }).waitFor()
    await page.getByText('代码应为 18 位').waitFor()

    await page
      .getByRole('link', { name: /待确认 \d+ 行/ })
      .first()
      .click()
    await page.getByRole('heading', { name: '导入待确认' }).waitFor()
    await page.getByText('常州龙城轨道交通设备股份有限公司').first().waitFor()
    await page.keyboard.press('1')
    await page.getByText('没有待确认的行').waitFor()

    await page.goto(`${house.address}/import?city=430200`)
    await page.getByText('摸底.csv').first().click()
    await page.getByRole('button', { name: '撤销这次导入' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
    const undone = page.getByTestId('undo-report')
    await undone.waitFor()
    await expect.poll(() => undone.locator('[data-count=deleted] dd').textContent()).toBe('1')

    // The same shape and the same names again: columns and decisions are remembered, nothing is asked twice.
    const again = await importFile(page, '企业名录', '摸底二.csv', messy.replace('车窗', '车窗、座椅'))
    expect(again).toMatchObject({ rows: 4, waiting: 0, created: 1, refused: 1 })
  }, 180_000)
})
