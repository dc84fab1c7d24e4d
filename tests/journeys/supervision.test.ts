import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { escalateNow } from './nightly.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const plan = `溪州市轨道交通产业实施方案
二、重点任务
1. 建设中试基地。建成中试基地2个。（牵头单位：市科技局、石桥区政府；责任单位：市工信局；完成时限：2024年6月底前）
2. 加强质量监管。长期坚持开展质量监管。（牵头单位：市市场监管局）`
const city = 'city=430200'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('supervision', () => {
  let house: RunningHouse
  let office: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
  }, 240_000)
  afterAll(() => house?.close())

  test('a plan is handed in, gone through and published; its late task gets a report with evidence, goes up the path and gets a 督办单', async () => {
    await office.goto(`${house.address}/documents?${city}`)
    const file = { name: '方案.txt', mimeType: 'text/plain', buffer: Buffer.from(plan) }
    await office.getByLabel('上传公文').setInputFiles(file)
    await office.getByRole('button', { name: /采用下列/ }).click()
    await office.getByRole('button', { name: '发布', exact: true }).first().click()
    const dialog = office.getByRole('dialog')
    if (await dialog.waitFor().then(() => true)) await dialog.getByRole('button', { name: '发布' }).click()
    await office.getByText('已发布').first().waitFor()

    await office.goto(`${house.address}/tasks?${city}&view=red`)
    await office.getByText('建设中试基地').first().click()
    await office
      .getByText(/逾期 \d+ 个工作日/)
      .first()
      .waitFor()
    await office.getByLabel('进展情况').fill('选址已定，设备招标中')
    await office.getByLabel('完成百分比（可不填）').fill('40')
    const evidence = {
      name: '选址纪要.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    }
    await office.locator('input[type="file"]').setInputFiles(evidence)
    await office.getByText('选址纪要.pdf').waitFor()
    await office.getByRole('button', { name: '提交', exact: true }).click()
    await office.getByText('40%').waitFor()

    // Years late: the path goes from the unit to the chain office and on up, and a 督办单 is wanted.
    expect(await escalateNow(house)).toBeGreaterThan(2)
    expect(await escalateNow(house)).toBe(0)
    await office.reload()
    await office
      .getByText(/已提请 \d{4}-/)
      .nth(2)
      .waitFor()
    await office.goto(`${house.address}/todo?${city}`)
    await office.getByText(/尚未下发督办单：.*建设中试基地/).click()

    await office.getByRole('button', { name: '下发督办单' }).click()
    await office.getByLabel('督办要求').fill('请说明逾期原因，限期建成。')
    await office.getByLabel('反馈时限').fill('2099-01-05')
    await office.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    const order = office.locator('a', { hasText: 'Word' })
    await order.waitFor()
    const [download] = await Promise.all([office.waitForEvent('download'), order.click()])
    expect(download.suggestedFilename()).toMatch(/^督办单\d{4}-1\.docx$/)
  }, 180_000)
})
