import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prefer } from './page-tour.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'
import { openTileServer } from './tile-server.ts'

const demo = 'city=320400&dataset=demo'
const key = '0123456789abcdef0123456789abcdef'
const approval = 'GS(0000)0000号（测试）'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('tiles of 天地图', () => {
  let house: RunningHouse
  let tiles: Awaited<ReturnType<typeof openTileServer>>
  let page: Page
  /** Answers of the house that bear the key, and what the browser refused to fetch. */
  const telling: string[] = []
  const refused: string[] = []

  beforeAll(async () => {
    tiles = await openTileServer(key)
    house = await openRunningHouse({
      ...{ LIANSHU_TIANDITU_KEY: key, LIANSHU_TIANDITU_ADDRESS: tiles.address },
      LIANSHU_MAP_APPROVAL: approval,
    })
    page = await house.visitor()
    page.on('response', async (answer) => {
      if (!answer.url().startsWith(house.address)) return
      const text = await answer.text().catch(() => '')
      if (text.includes(key)) telling.push(new URL(answer.url()).pathname)
    })
    page.on('console', (said) => {
      if (/Content Security Policy|CORS/.test(said.text())) refused.push(said.text())
    })
    await signIn(page, house.address, house.first)
    await prefer(page, 'zh', 'light')
  }, 300_000)
  afterAll(async () => {
    await house?.close()
    await tiles?.close()
  })

  test('C05: both layers come in the address form of the provider, with the number of approval beneath', async () => {
    tiles.bind(new URL(house.address).origin)
    await page.goto(`${house.address}/atlas?${demo}`)
    await expect.poll(() => page.getByText(approval).count(), { timeout: 30_000 }).toBe(1)
    await expect
      .poll(
        () =>
          ['vec', 'cva'].map((layer) => tiles.asked.some((one) => one.layer === layer && one.status === 200)),
        {
          timeout: 60_000,
        },
      )
      .toEqual([true, true])
    expect(tiles.asked.filter(({ status }) => status !== 200)).toEqual([])
    // The provider sees from which house, never on which page.
    expect(new Set(tiles.asked.map(({ referrer }) => referrer))).toEqual(new Set([`${house.address}/`]))
    expect(refused).toEqual([])
    await page.locator('.ls-map-canvas[data-idle]').waitFor()
    expect(await page.getByText('部分天地图底图没有取到').count()).toBe(0)
  })

  test('where no graphics card draws, the picture moves with the mouse and is drawn anew once it is let go', async () => {
    const canvas = page.locator('.ls-map-canvas canvas')
    const shiftOf = () => canvas.evaluate((one) => one.style.transform)
    const columns = () => new Set(tiles.asked.map(({ zoom, column }) => `${zoom}/${column}`)).size
    const before = columns()
    const box = (await canvas.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 260, y, { steps: 8 })
    expect(await shiftOf()).toBe('translate(-260px, 0px)')
    await page.mouse.up()
    await expect.poll(shiftOf).toBe('')
    // The map itself went along: tiles farther east are asked for.
    await expect.poll(columns).toBeGreaterThan(before)
  })

  test('the key stands in the answer that the map reads, in no other answer and not on the page', async () => {
    expect(new Set(telling)).toEqual(new Set(['/api/atlas/base']))
    expect(await page.content()).not.toContain(key)
    const stranger = await house.visitor()
    const answer = await stranger.request.get(`${house.address}/api/atlas/base?${demo}`)
    expect([answer.status(), (await answer.text()).includes(key)]).toEqual([401, false])
  })

  test('a key that the provider refuses takes only the tiles away, and the page says what to do', async () => {
    tiles.bind('https://another.example')
    tiles.forget()
    await page.goto(`${house.address}/atlas?${demo}`)
    await expect.poll(() => page.getByText('部分天地图底图没有取到').count(), { timeout: 60_000 }).toBe(1)
    await page.locator('.ls-map-canvas[data-idle]').waitFor()
    expect(tiles.asked.every(({ status }) => status === 403)).toBe(true)
  })
})
