import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../src/platform/files/index.ts'
import {
  chromiumPath,
  firmFile,
  importFile,
  openRunningHouse,
  type RunningHouse,
  signIn,
} from './running-house.ts'

describe.skipIf(!chromiumPath)('an export, and a project', () => {
  let house: RunningHouse
  let page: Awaited<ReturnType<RunningHouse['visitor']>>
  beforeAll(async () => {
    house = await openRunningHouse()
    page = await house.visitor()
    await signIn(page, house.address, house.first)
  }, 240_000)
  afterAll(() => house.close())

  test('the register goes out as a workbook and is read again by the house: the same firms, no more', async () => {
    await importFile(page, '企业名录', '名录.csv', firmFile)
    await page.goto(`${house.address}/firms?city=430200&place=city&q=${encodeURIComponent('旅程')}`)
    await page.getByText('共 2 行').waitFor()
    await page.getByRole('button', { name: '导出' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /XLSX|Excel/ }).click(),
    ])
    const { header, rows } = await readTable(await download.path())
    const at = (title: string) => header.indexOf(title)
    expect(at('名称')).toBeGreaterThanOrEqual(0)
    const names = rows.map(({ cells }) => cells[at('名称')])
    expect(names.sort()).toEqual(['株洲旅程变流技术有限公司', '株洲旅程整车有限公司'].sort())
  }, 120_000)

  test('C03: a project is recorded by form, and moved through its stages by card and by button', async () => {
    await page.goto(`${house.address}/projects?city=430200`)
    await page.getByRole('button', { name: '新增项目' }).click()
    const form = page.locator('.ant-modal').filter({ hasText: '新增项目' })
    await form.locator('#name').fill('旅程牵引产线')
    await form.locator('#investment').fill('12000.5')
    await form.locator('#source').fill('市发改委清单')
    await form.getByRole('button', { name: '保存' }).click()
    await page.getByText('1.20 亿元').first().waitFor()

    await page.goto(`${house.address}/projects?city=430200&view=board`)
    const column = (stage: string) => page.locator(`[data-stage=${stage}]`)
    const card = (stage: string) => column(stage).locator('li', { hasText: '旅程牵引产线' })
    await card('unverified').waitFor()
    await card('unverified').dragTo(column('reserve'))
    await finishStep('2024-03')
    await card('reserve').waitFor()
    for (const [step, from, to] of [
      ['签约', 'reserve', 'signed'],
      ['开工', 'signed', 'started'],
      ['竣工', 'started', 'completed'],
      ['投产', 'completed', 'operating'],
    ] as const) {
      await card(from).getByRole('button', { name: '办理下一步' }).click()
      await page.locator('.ant-modal').getByRole('radio', { name: step }).check()
      await finishStep('2024-05')
      await card(to).waitFor()
    }
    await card('operating').getByText('旅程牵引产线').click()
    await page.getByText('列入储备').first().waitFor()
    await expect.poll(() => page.getByText('2024-05').count()).toBeGreaterThanOrEqual(4)
  }, 120_000)

  async function finishStep(when: string) {
    const dialog = page.locator('.ant-modal').filter({ hasText: '旅程牵引产线' })
    await dialog.locator('#happened').fill(when)
    await dialog.locator('#source').fill('建设单位报告')
    await dialog.getByRole('button', { name: '登记' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
})
