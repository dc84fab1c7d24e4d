import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  chromiumPath,
  firmFile,
  importFile,
  openRunningHouse,
  type RunningHouse,
  relationFile,
  signIn,
} from './running-house.ts'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))(
  'a firm sees its own step and nobody else’s',
  () => {
    let house: RunningHouse
    let office: Page
    let firm: Page
    const ids = { converter: '', vehicle: '', stranger: '' }

    beforeAll(async () => {
      house = await openRunningHouse()
      office = await house.visitor()
      await signIn(office, house.address, house.first)
      await importFile(office, '企业名录', '旅程企业.csv', firmFile)
      await importFile(office, '供应关系', '旅程供应关系.csv', relationFile)
      ids.converter = await idOf(office, house.address, '株洲旅程变流技术有限公司')
      ids.vehicle = await idOf(office, house.address, '株洲旅程整车有限公司')
      ids.stranger = await idOf(office, house.address, '常州旅程变流有限公司')
      firm = await house.visitor()
      await signIn(firm, house.address, await addFirmUser(office, house.address, ids.converter))
    })
    afterAll(() => house?.close())

    test('the menu offers no import, users or audit', async () => {
      const menu = await firm.getByRole('navigation', { name: '菜单' }).textContent()
      expect(menu).toContain('总览')
      for (const hidden of ['数据导入', '审计记录', '用户']) expect(menu).not.toContain(hidden)
    })

    test('its own page shows whom it supplies', async () => {
      const relations = await relationsOf(firm, ids.converter)
      expect(relations).toContain('株洲旅程整车有限公司')
      expect(relations).toContain('30.00%')
    })

    test('its buyer’s page shows the one step they share, not the other suppliers', async () => {
      const relations = await relationsOf(firm, ids.vehicle)
      expect(relations).not.toContain('常州旅程变流有限公司')
      expect(relations).not.toContain('第三名')
      expect(relations).not.toContain('20.00%')
    })

    test('a stranger’s page shows no relation', async () => {
      const relations = await relationsOf(firm, ids.stranger)
      expect(relations).not.toContain('株洲旅程整车有限公司')
      expect(relations).not.toMatch(/\d+\.\d\d%/)
    })

    test.each(['/users', '/audit', '/import'])('the address %s alone opens nothing', async (path) => {
      await firm.goto(`${house.address}${path}`)
      await firm.getByText('您的角色看不到这里').first().waitFor()
    })

    test('the server refuses the same to the same session', async () => {
      const status = (path: string) => firm.evaluate((at) => fetch(at).then((answer) => answer.status), path)
      expect(await status('/api/users')).toBe(403)
      expect(await status('/api/audit')).toBe(403)
      expect(await status('/api/audit/verify')).toBe(403)
      expect(await status('/api/imports')).toBe(403)
      expect(await status('/api/gaps?city=430200')).toBe(200)
    })

    async function relationsOf(page: Page, id: string): Promise<string> {
      await page.goto(`${house.address}/firms/${id}`)
      const section = page.getByTestId('relations')
      await section.locator('p, table').first().waitFor()
      await section
        .getByText(/供应商|看不到别家/)
        .first()
        .waitFor()
      return (await section.textContent()) ?? ''
    }
  },
)

async function idOf(page: Page, address: string, name: string): Promise<string> {
  await page.goto(`${address}/firms?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

/** Adds an account for a firm through the users page and gives its one-time password. */
async function addFirmUser(page: Page, address: string, organisationId: string) {
  const userName = 'bianliu'
  await page.goto(`${address}/users`)
  await page.getByRole('button', { name: '新增用户' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('用户名').fill(userName)
  await form.getByLabel('姓名').fill('变流公司经办人')
  await form.getByLabel('角色').click()
  await page.getByTitle('企业', { exact: true }).click()
  await form.getByLabel('单位编号').fill(organisationId)
  await form.getByRole('button', { name: '保存' }).click()
  const password = await form.getByTestId('one-time-password').textContent()
  return { userName, password: (password ?? '').trim() }
}
