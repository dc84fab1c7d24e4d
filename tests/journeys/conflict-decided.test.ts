import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const city = 'city=430200'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('a conflict decided', () => {
  let house: RunningHouse
  let office: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
  }, 240_000)
  afterAll(() => house?.close())

  const srdi = () => office.getByRole('region', { name: '专精特新中小企业数 目标值不同' })
  const openConflicts = async () => {
    await office.goto(`${house.address}/indicators?${city}&view=conflicts`)
    await srdi().waitFor()
  }

  test('L04: 40 and 50 stand with their sentences; 50 is chosen with a reason and binds on every page; revoked, both are open again', async () => {
    await office.goto(`${house.address}/todo?${city}`)
    await office.getByText(/处指标来源不一致/).click()
    await srdi().waitFor()
    await expect.poll(() => srdi().getByText('待决定').count()).toBe(2)
    await expect.poll(() => srdi().textContent()).toContain('附件1第7项')

    await srdi().getByRole('button', { name: '决定以哪个为准' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByRole('radio', { name: '省级 50 家' }).check()
    await dialog.getByLabel('理由').fill('以附件清单为准，链办 11 月例会')
    await dialog.getByRole('button', { name: '保存决定' }).click()
    await dialog.waitFor({ state: 'detached' })
    await srdi().getByText('以附件清单为准').waitFor()

    await office.goto(`${house.address}/indicators/srdi-firms?${city}&chain=rail-transit`)
    const figure = office.locator('.ls-figure', { hasText: '目标' })
    await figure.getByText('50').waitFor()
    await expect.poll(() => figure.textContent()).not.toContain('40')
    await office.getByText('不作准').first().waitFor()

    await openConflicts()
    await srdi().getByRole('button', { name: '撤销决定' }).click()
    await dialog.getByLabel('理由').fill('市里要求重新核定')
    await dialog.getByRole('button', { name: '撤销决定' }).click()
    await dialog.waitFor({ state: 'detached' })
    await srdi().getByText('市里要求重新核定').waitFor()
    await expect.poll(() => srdi().getByText('待决定').count()).toBe(2)
  }, 120_000)

  test('L05: 15 and 20 count different things; each binds for its own scope', async () => {
    await openConflicts()
    const giants = office.getByRole('region', { name: '专精特新“小巨人”企业数 目标口径不同' })
    await giants.getByText('口径不同，数的不是同一件事').waitFor()
    await giants.getByRole('button', { name: '决定以哪个为准' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByRole('radio', { name: '各按各的口径' }).check()
    await dialog.getByLabel('理由').fill('两个口径都考核')
    await dialog.getByRole('button', { name: '保存决定' }).click()
    await dialog.waitFor({ state: 'detached' })
    await giants.getByText('两个口径都考核').waitFor()
    await expect.poll(() => giants.getByText('以此为准').count()).toBe(2)
  }, 120_000)
})
