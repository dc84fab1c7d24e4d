import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const demo = 'city=320400&dataset=demo'
const department = { userName: 'gong-xin', displayName: '李工', role: 'department', cityCode: '320400' }

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('walking a gap', () => {
  let house: RunningHouse
  let office: Page
  let handler: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
    const answer = await office.request.post(`${house.address}/api/users`, {
      data: department,
      headers: { 'x-lianshu-csrf': '1' },
    })
    const { oneTimePassword } = (await answer.json()) as { oneTimePassword: string }
    handler = await house.visitor()
    await signIn(handler, house.address, { userName: department.userName, password: oneTimePassword })
  }, 300_000)
  afterAll(() => house?.close())

  test('D16: from the register to who could step in, to an owner, to evidence, closed by another person', async () => {
    // The gravest gap without an owner is given to the department; its node is registered by that.
    await office.goto(`${house.address}/gaps?${demo}&view=missing`)
    const first = office.getByRole('row').filter({ hasText: '未登记' }).first()
    const name = ((await first.getByRole('gridcell').nth(2).textContent()) ?? '').trim()
    await first.getByRole('checkbox').click()
    await office.getByRole('button', { name: '分办…' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByLabel('未登记的按哪一类登记').click()
    await office.getByTitle(/^断点：/).click()
    await dialog.getByLabel('责任单位').fill('李工')
    await dialog.getByLabel('期限（可不填）').fill('2099-12-31')
    await dialog.getByRole('button', { name: /确\s*定/ }).click()
    await office.getByText('已分办 1 条').first().waitFor()
    await office.getByRole('button', { name: '知道了' }).click()

    // Who could close it.
    await office.getByRole('row').filter({ hasText: '李工' }).first().click()
    await office.getByText('节点短板详情').click()
    await office.getByRole('tab', { name: '行动与候选' }).click()
    await office.getByTestId('could-step-in').waitFor()
    await office.getByText('填空白').first().waitFor()

    // The department finds it among what waits for it, and cannot ask to close before there is evidence.
    await handler.goto(`${house.address}/todo?${demo}`)
    await handler
      .getByText(new RegExp(`短板“${name}`))
      .first()
      .click()
    const ask = handler.getByRole('button', { name: '提请销号', exact: true })
    await ask.waitFor()
    await expect.poll(() => ask.isDisabled()).toBe(true)
    await handler.getByText('添加销号依据').first().click()
    await handler.getByLabel(/依据（会议纪要/).fill('第一家本地企业投产验收')
    await handler.getByLabel('依据日期').fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
    await handler.getByRole('button', { name: '添加销号依据' }).click()
    await handler.getByTestId('evidence').getByText('第一家本地企业投产验收').waitFor()
    await ask.click()
    await handler
      .getByRole('dialog')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    await handler.getByText('待销号').first().waitFor()
    await expect.poll(() => handler.getByRole('button', { name: '销号', exact: true }).count()).toBe(0)

    // Another person checks the evidence and closes; the register shows it among what was closed this quarter.
    await office.goto(handler.url())
    await office.getByRole('button', { name: '销号', exact: true }).click()
    await office.getByRole('dialog').getByLabel('意见（可不填）').fill('已到现场核对')
    await office
      .getByRole('dialog')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    await office.getByTestId('history').getByText('已到现场核对').waitFor()
    await office.goto(`${house.address}/gaps?${demo}&view=closed-quarter`)
    await office.getByRole('row').filter({ hasText: name }).waitFor()
  }, 240_000)
})
