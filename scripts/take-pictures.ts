/** Takes the pictures of docs/pictures: the real program on an empty folder, the demo city and invented firms. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { projectFolder } from '../src/platform/config.ts'
import { firmFile, importFile, openRunningHouse, signIn } from '../tests/journeys/running-house.ts'
import { type Pixels, smallPng } from './small-png.ts'

const folder = join(projectFolder, 'docs', 'pictures')
/** A picture in a document is read at a glance; a larger file costs every clone. */
const MOST_BYTES = 150 * 1024
const demo = 'city=320400&dataset=demo'

async function take(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await page.locator('.ls-loading').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready')
  await page.mouse.move(0, 0)
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const picture = smallPng(await pixelsOf(page, shot), 128)
  console.log(`${name}.png ${Math.round(picture.length / 1024)} KB`)
  if (picture.length > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES / 1024} KB`)
  writeFileSync(join(folder, `${name}.png`), picture)
}

/** The browser decodes its own screenshot, so that no picture library is needed. */
async function pixelsOf(page: Page, png: Buffer): Promise<Pixels> {
  const { width, height, base64 } = await page.evaluate<{ width: number; height: number; base64: string }>(
    `(async () => {
      const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (c) => c.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const { width, height } = image
      const canvas = new OffscreenCanvas(width, height).getContext('2d')
      canvas.drawImage(image, 0, 0)
      const { data } = canvas.getImageData(0, 0, width, height)
      let text = ''
      for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192))
      return { width, height, base64: btoa(text) }
    })()`,
  )
  return { width, height, rgba: Buffer.from(base64, 'base64') }
}

/** Opens an address and waits until the page has its heading. */
async function open(page: Page, address: string) {
  await page.goto(address)
  await page.locator('.ls-page h1').waitFor()
}

const themed = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate(`localStorage.setItem('lianshu.preferences', '{"lang":"zh","theme":"${theme}"}')`)

async function takeAll(page: Page, at: string) {
  const map = `${at}/chains/rail-transit?${demo}`
  await open(page, `${at}/?${demo}`)
  await take(page, 'overview')
  await open(page, map)
  await page.locator('[data-node]').first().waitFor()
  await take(page, 'chain-map')
  await open(page, `${map}&node=traction-converter`)
  await page.locator('.ls-node-drawer .ls-lines a').first().waitFor()
  await take(page, 'node')
  await page.locator('.ls-node-drawer .ls-lines a').first().click()
  await page.locator('.ls-columns').waitFor()
  await take(page, 'firm')
  await open(page, `${at}/gaps?${demo}`)
  await take(page, 'gaps')
  await open(page, `${at}/?city=430200`)
  await importFile(page, '企业名录', '企业名录示例.csv', firmFile)
  await take(page, 'import-report')
  await open(page, `${at}/audit?city=430200`)
  await themed(page, 'dark')
  await page.reload()
  await take(page, 'audit-dark')
  await themed(page, 'light')
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, map)
  await take(page, 'chain-phone')
}

mkdirSync(folder, { recursive: true })
const house = await openRunningHouse()
try {
  const page = await house.visitor()
  await signIn(page, house.address, house.first)
  await takeAll(page, house.address)
} finally {
  await house.close()
}
