import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '../../src/kernel/china-day.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const scope = 'city=430200'
const node = '/gaps/rail-transit/axle-steel'
const later = (days: number) => chinaDay(new Date(Date.now() + days * 86_400_000))

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('overruling a status', () => {
  let house: RunningHouse
  let office: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
  }, 240_000)
  afterAll(() => house?.close())

  const statusOn = (day: string) =>
    office.evaluate(
      `fetch('/api/gaps/node?${scope}&chain=rail-transit&node=axle-steel&on=${day}').then((answer) => answer.json())
        .then(({ node }) => [node.status, node.countedStatus, node.overruledUntil].join(' '))`,
    )

  test('C01: an office says otherwise than the figures with evidence and an end; it ends by itself, or at once with a reason', async () => {
    await office.goto(`${house.address}${node}?${scope}&tab=history`)
    await office.getByText('认定为其他状态').click()
    await office.getByLabel('状态', { exact: true }).click()
    await office.getByTitle('缺', { exact: true }).click()
    await office.getByLabel('理由', { exact: true }).fill('本地企业已停产')
    await office.getByLabel(/依据（会议纪要/).fill('链办走访记录 2026-11')
    await office.getByLabel('起始日').fill(later(0))
    await office.getByLabel('截止日').fill(later(30))
    const proof = {
      name: '走访记录.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    }
    await office.locator('input[type="file"]').setInputFiles(proof)
    await office.getByRole('button', { name: '保存' }).click()

    const line = office.getByTestId('overrules').getByText('生效中')
    await line.waitFor()
    await expect.poll(() => office.getByRole('heading', { level: 1 }).textContent()).toContain('缺')
    await expect.poll(() => office.getByText('按数据计算为“未知”').first().isVisible()).toBe(true)
    await expect.poll(() => office.getByText(/本地企业已停产/).count()).toBeGreaterThan(0)
    await expect.poll(() => office.getByRole('link', { name: '查看附件' }).count()).toBe(1)

    // It holds on its last day, and by itself no longer on the day after.
    expect(await statusOn(later(30))).toBe(`missing unknown ${later(30)}`)
    expect(await statusOn(later(31))).toBe('unknown unknown ')

    await office.goto(`${house.address}/gaps?${scope}&view=missing`)
    await office.getByRole('row').filter({ hasText: '车轴钢' }).waitFor()

    await office.goto(`${house.address}${node}?${scope}&tab=history`)
    await office.getByLabel('结束的理由').fill('恢复生产')
    await office.getByRole('button', { name: '结束认定' }).click()
    await office.getByText(/恢复生产/).waitFor()
    expect(await statusOn(later(0))).toBe('unknown unknown ')
  }, 180_000)
})
