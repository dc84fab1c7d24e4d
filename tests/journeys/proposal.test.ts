import { existsSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post } from './case-steps.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const city = 'city=430200'
const subject = '关于补齐轨道交通检测能力短板的提案'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('a proposal', () => {
  let house: RunningHouse
  let office: Page
  let leader: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
    const user = { userName: 'leader', displayName: '分管领导', role: 'chain_leader', cityCode: '430200' }
    const told = await post(office, '/api/users', user)
    leader = await house.visitor()
    await signIn(leader, house.address, { userName: 'leader', password: told.oneTimePassword })
  }, 240_000)
  afterAll(() => house?.close())

  /** Takes a step through its dialog. */
  const step = async (page: Page, name: string, fill: () => Promise<void> = async () => {}) => {
    await page.getByRole('button', { name, exact: true }).click()
    await fill()
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  test('A20: from intake to a signed reply with held facts, published and rated; its promise is a tracked task', async () => {
    await office.goto(`${house.address}/proposals?${city}`)
    await office.getByRole('button', { name: '登记' }).first().click()
    for (const [label, value] of [
      ['编号', '0301'],
      ['届次', '市政协十届三次会议'],
      ['提出人', '某委员'],
      ['题目', subject],
      ['内容', '建议建设公共检测平台。'],
      ['收文日期', '2026-03-01'],
      ['答复期限', '2099-06-01'],
    ] as const)
      await office.getByRole('dialog').getByLabel(label, { exact: true }).fill(value)
    await office.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await office.getByRole('heading', { name: subject }).waitFor()
    const address = office.url()

    await step(office, '交办', () => office.getByLabel('主办单位').fill('市工信局'))
    await office.getByLabel('答复文号').fill('株工信复〔2026〕12号')
    await office.getByLabel('经办人').fill('某科长')
    await office.getByLabel('正文（一行一段）').fill('您提出的建议收悉，现答复如下。')
    await office.getByText('可引用的数据').click()
    await office.getByRole('button', { name: '加入正文' }).first().click()
    await expect.poll(() => office.getByLabel('正文（一行一段）').inputValue()).toMatch(/。｜.*试点实施方案/)
    await office
      .getByLabel('承诺（一行一条：内容｜单位｜到期日）')
      .fill('建成公共检测平台｜市科技局、市工信局｜2099-12-31')
    await office.getByRole('button', { name: '保存答复稿' }).click()
    await office.getByRole('button', { name: '送签', exact: true }).and(office.locator(':enabled')).waitFor()
    await step(office, '送签')

    await leader.goto(address)
    await step(leader, '签发')
    await office.reload()
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: 'Word' }).click(),
    ])
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await step(office, '公开答复')
    await step(office, '登记评价，办结')
    await office.getByText('满意', { exact: true }).first().waitFor()

    await office.getByRole('link', { name: '看承诺的任务' }).click()
    await office.getByText('建成公共检测平台').first().click()
    await office.getByText('市科技局').first().waitFor()
    await expect.poll(() => office.getByText('2099-12-31').count()).toBeGreaterThan(0)
  }, 240_000)
})
