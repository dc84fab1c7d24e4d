import { existsSync, readFileSync } from 'node:fs'
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
import { wcagFaults } from './wcag.ts'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))(
  'from the first start to the explanation of a gap',
  () => {
    let house: RunningHouse
    let page: Page

    beforeAll(async () => {
      house = await openRunningHouse()
      page = await house.visitor()
    })
    afterAll(() => house?.close())

    test('the printed one-time password opens the door, is changed, and the overview says what is true', async () => {
      await signIn(page, house.address, house.first)

      await page.goto(`${house.address}/?city=430200`)
      await page.getByRole('heading', { name: /株洲市.*总览/ }).waitFor()
      const chains = page.getByRole('grid', { name: '产业链与节点状态' })
      await expect.poll(() => chains.textContent()).toContain('轨道交通')
      const local = page.locator('.ls-figure', { hasText: '本地配套率' })
      await expect.poll(() => local.textContent()).toContain('未知')
    })

    test('a first visit is offered a round through the frame, once; help keeps it', async () => {
      const offer = page.getByRole('complementary', { name: '第一次来' })
      await offer.getByRole('button', { name: '带我看一圈' }).click()
      const guide = page.locator('.ant-tour')
      await guide.getByText('一条路').waitFor()
      await guide.getByRole('button', { name: '下一步' }).click()
      await guide.getByText('什么都从这里找').waitFor()
      await guide.getByRole('button', { name: '关闭' }).click()
      await offer.waitFor({ state: 'detached' })

      await page.reload()
      await page.getByRole('button', { name: '帮助' }).click()
      await page.getByText('没有数据，不等于好，也不等于坏').waitFor()
      await page.getByRole('button', { name: '带我看一圈' }).click()
      await page.getByText('哪个城市、哪份数据').waitFor({ state: 'hidden' })
      await guide.getByText('一条路').waitFor()
      // The first press may still close the help that the round was started from.
      const press = async () => {
        await page.keyboard.press('Escape')
        return guide.isVisible()
      }
      await expect.poll(press).toBe(false)
      await expect.poll(() => offer.count()).toBe(0)
    })

    test('an import accounts for every row and names the bad one by its line', async () => {
      const firms = await importFile(page, '企业名录', '旅程企业.csv', firmFile)

      expect(firms).toMatchObject({ rows: 4, accepted: 3, refused: 1, created: 3 })
      const problems = page.getByRole('grid', { name: '问题' })
      await expect
        .poll(() => problems.getByRole('row').nth(1).getByRole('gridcell').first().textContent())
        .toBe('5')
    })

    test('relations are imported: an unnamed supplier is a share, not a firm', async () => {
      const relations = await importFile(page, '供应关系', '旅程供应关系.csv', relationFile)

      expect(relations).toMatchObject({ rows: 3, accepted: 3, refused: 0, created: 3, waiting: 0 })
      await page.goto(`${house.address}/firms?q=${encodeURIComponent('第三名')}`)
      await page.getByText('没有找到企业').waitFor()
    })

    test('a node on the chain map opens in a drawer that gives its reasons, and Back closes it', async () => {
      await page.goto(`${house.address}/chains/rail-transit?city=430200`)
      await page.locator('[data-node=traction-converter]').click()

      const reasons = page.getByTestId('reasons')
      await reasons.getByText('为什么是“未知”').waitFor()
      expect((await reasons.textContent())?.length).toBeGreaterThan(20)
      await page.getByRole('link', { name: '株洲旅程变流技术有限公司' }).waitFor()
      expect(page.url()).toContain('node=traction-converter')
      await page.goBack()
      await reasons.waitFor({ state: 'hidden' })
    })

    test('the map is the same for the demo city, marked as invented', async () => {
      await page.goto(`${house.address}/chains/rail-transit?city=320400&dataset=demo`)

      await page.locator('.ls-page-title').getByText('演示数据').waitFor()
      await expect.poll(() => page.locator('.ls-card-missing').count()).toBeGreaterThan(0)
      await expect.poll(() => page.locator('.ls-card-strong').count()).toBeGreaterThan(0)
    })

    test('the chains page says where a leader is missing and how many chains cannot be told', async () => {
      await page.goto(`${house.address}/chains?city=320400`)

      const missing = page.locator('.ls-table', { hasText: '缺链长或牵头部门的地方' })
      await missing.getByText('另有 19 条产业链来源没写名称').waitFor()
      await expect
        .poll(() => missing.getByRole('gridcell', { name: '有人担任，来源没写是谁' }).count())
        .toBe(7)
    })

    test('a demo export holds every filtered row and says in name and first line what it is', async () => {
      await page.goto(`${house.address}/firms?city=320400&dataset=demo`)
      const all = Number(
        (await page.locator('.ls-table-count').textContent())?.match(/([\d,]+) 行/)?.[1]?.replace(',', ''),
      )
      await page.getByRole('button', { name: '导出', exact: false }).first().click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: /CSV/ }).click(),
      ])

      const lines = readFileSync(await file.path(), 'utf8')
        .trimEnd()
        .split('\r\n')
      expect(all).toBeGreaterThan(500)
      expect([file.suggestedFilename(), lines[0], lines.length]).toEqual([
        '企业与机构-常州市-演示数据.csv',
        expect.stringContaining('演示数据'),
        all + 2,
      ])
    })

    test('on paper a table has all its rows, not only those in sight', async () => {
      await page.goto(`${house.address}/gaps?city=430200&dataset=demo`)
      await page.getByRole('grid', { name: '短板' }).waitFor()
      await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)

      const inSight = await page.getByRole('grid', { name: '短板' }).getByRole('row').count()
      const printed = await page.locator('.ls-printed tbody tr').count()
      await expect.poll(() => page.locator('.ls-table-count').textContent()).toContain(` ${printed} `)
      expect(printed).toBeGreaterThan(inSight)
      await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    })

    test('on a phone the map is a list and nothing scrolls sideways', async () => {
      await page.setViewportSize({ width: 390, height: 844 })

      for (const path of [
        '/',
        '/chains',
        '/chains/rail-transit',
        '/firms',
        '/gaps',
        '/import',
        '/audit',
        '/users',
      ]) {
        await page.goto(`${house.address}${path}`)
        await page.locator('.ls-page h1').waitFor()
        expect(await page.evaluate<number>('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(
          390,
        )
      }
    })

    test.each(['light', 'dark'])('no page breaks WCAG 2 A or AA in the %s theme', async (theme) => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.evaluate(`localStorage.setItem('lianshu.preferences', '{"lang":"zh","theme":"${theme}"}')`)

      for (const path of [
        '/',
        '/chains',
        '/chains/rail-transit?node=bogie',
        '/firms',
        '/gaps?dataset=demo',
        '/import',
        '/audit',
        '/users',
      ]) {
        await page.goto(`${house.address}${path}`)
        await page.locator('.ls-page h1').waitFor()
        await page.waitForLoadState('networkidle')
        expect(await wcagFaults(page), path).toEqual([])
      }
    })

    test('the audit chain that all this left verifies', async () => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(`${house.address}/audit`)
      await page.getByRole('button', { name: '核验整条链' }).click()

      await page.getByText(/核验通过/).waitFor()
    })
  },
)
