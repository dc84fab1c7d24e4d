import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { readDocument } from '../../src/engines/documents/index.ts'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

/** Pictures and files for whoever looks at them; nothing is kept unless a folder is named. */
const pictures = process.env.LIANSHU_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
const bytesOf = async (download: Download) => {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('两图两库两池两报告', () => {
  let house: RunningHouse
  let page: Page

  beforeAll(async () => {
    house = await openRunningHouse()
    page = await house.visitor()
    await signIn(page, house.address, house.first)
  }, 240_000)
  afterAll(() => house?.close())

  test('the page shows eight artefacts, how complete each is, what is missing, and what is not there yet', async () => {
    await page.goto(`${house.address}/artefacts?city=430200&chain=rail-transit`)
    await page.getByTestId('artefact').nth(7).waitFor()
    await expect.poll(() => page.getByTestId('artefact').count()).toBe(8)
    await page.getByText('人才库尚未建成，建成后自动汇入').waitFor()
    await expect.poll(() => page.getByRole('link', { name: '去补' }).count()).toBeGreaterThan(3)
    await picture(page, 'artefacts')
  }, 120_000)

  test('all are made at once with progress, and come as one archive that opens', async () => {
    await page.getByRole('button', { name: '全部生成' }).click()
    const all = page.getByRole('link', { name: '全部下载（ZIP）' })
    await all.waitFor({ timeout: 120_000 })
    await picture(page, 'artefacts-made')
    const [download] = await Promise.all([page.waitForEvent('download'), all.click()])
    const zip = await yauzl.fromBufferPromise(await bytesOf(download))
    const files = new Map<string, Buffer>()
    for await (const entry of zip.eachEntry()) {
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
      files.set(entry.fileName, Buffer.concat(chunks))
    }
    expect([...files.keys()]).toEqual([
      ...['两图/01 产业链全景图.svg', '两图/01 产业链全景图.pdf', '两图/02 招商路线图.pdf'],
      ...[
        '两库/03 产业链客商资源库.xlsx',
        '两库/04 招商项目库.xlsx',
        '两池/05 人才池.xlsx',
        '两池/06 资金池.xlsx',
      ],
      ...['两报告/07 产业链分析报告.docx', '两报告/07 产业链分析报告.pdf'],
      ...['两报告/08 招商报告.docx', '两报告/08 招商报告.pdf'],
    ])
    for (const name of ['两报告/07 产业链分析报告.docx', '两报告/08 招商报告.pdf']) {
      const { text } = await readDocument(files.get(name)!)
      expect(text).toContain('资料来源')
    }
    if (!pictures) return
    mkdirSync(join(pictures, 'eight'), { recursive: true })
    for (const [name, bytes] of files) writeFileSync(join(pictures, 'eight', name.replace('/', '-')), bytes)
  }, 240_000)

  test('a report reads on the page with its sources in the margin, each opening where it is from', async () => {
    await page.goto(`${house.address}/reports?city=430200`)
    await page.getByRole('button', { name: '写一份报告' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByText('产业链监测月报').or(form.getByText('产业链分析报告')).first().waitFor()
    await form.getByRole('button', { name: '编写' }).click()
    await page.getByRole('heading', { level: 1, name: /株洲市轨道交通装备/ }).waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: '下载 PDF' }).waitFor({ timeout: 120_000 })
    await picture(page, 'report')
    await page
      .getByRole('link', { name: /产业链图谱第/ })
      .first()
      .click()
    await page.locator('[data-node]').first().waitFor()
  }, 240_000)

  test('the cockpit opens from the menu, on the wall without the frame, and on a phone', async () => {
    await page.goto(`${house.address}/cockpit?city=430200`)
    await page.getByRole('heading', { name: /驾驶舱/ }).waitFor()
    await page.getByText('轨道交通装备').first().waitFor()
    await picture(page, 'cockpit')
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByRole('link', { name: '大屏' }).click()
    await page.getByTestId('wall').waitFor()
    await picture(page, 'cockpit-wall')
    await page.keyboard.press('Escape')
    await page.getByTestId('wall').waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 390, height: 844 })
    await picture(page, 'cockpit-phone')
    const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    expect(isWider).toBe(false)
    await page.locator('.ls-tile-value a').first().click()
    await page.waitForURL(/\/gaps/)
  }, 120_000)
})
