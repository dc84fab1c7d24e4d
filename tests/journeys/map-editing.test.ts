import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const scope = 'city=320400&dataset=demo'

/** Pictures for whoever looks at the pages; nothing is kept unless a folder is named. */
const pictures = process.env.LIANSHU_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${pictures}/${name}.png` })
}

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('编辑图谱', () => {
  let house: RunningHouse
  let office: Page
  let second: Page
  let draft = ''

  beforeAll(async () => {
    house = await openRunningHouse()
    second = await house.visitor()
    await signIn(second, house.address, house.first)
    const opened = await second.evaluate(async () => {
      const answer = await fetch('/api/users', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lianshu-csrf': '1' },
        body: JSON.stringify({ userName: 'tupu-ban', displayName: '图谱专班', role: 'chain_office' }),
      })
      return (await answer.json()) as { oneTimePassword: string }
    })
    office = await house.visitor()
    await signIn(office, house.address, { userName: 'tupu-ban', password: opened.oneTimePassword })
  }, 240_000)
  afterAll(() => house?.close())

  const saved = (page: Page) => page.getByTestId('save-state').getByText('已保存').waitFor()
  const openNode = (page: Page, id: string) => page.locator(`[data-node="${id}"]`).click()

  test('C01: a draft is opened from the list, a node is renamed, added and tied in, with live checks, undo and redo', async () => {
    await office.goto(`${house.address}/maps?${scope}`)
    await office.getByRole('button', { name: '编辑 工业机器人' }).click()
    await office.waitForURL(/map-drafts/)
    draft = new URL(office.url()).pathname
    await openNode(office, 'gear-steel')
    const form = office.getByTestId('node-form')
    await form.getByLabel('名称', { exact: true }).fill('齿轮用钢')
    await form.getByLabel('名称', { exact: true }).press('Enter')
    await saved(office)
    await office.getByRole('button', { name: '新增环节' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByLabel('名称', { exact: true }).fill('触觉传感')
    await dialog.getByLabel('英文名').fill('Tactile sensors')
    await dialog.getByRole('button', { name: /确\s?定/ }).click()
    await office.locator('[data-node-form="tactile-sensors"]').waitFor()
    await office.getByTestId('checks').first().getByText('产品词').waitFor()
    for (const word of ['电子皮肤', '触觉传感器', '压阻阵列']) {
      await form.getByLabel('产品词（企业按这些词归入）').fill(word)
      await form.getByLabel('产品词（企业按这些词归入）').press('Enter')
    }
    await form.getByLabel('GB/T 4754 行业代码').fill('4019')
    await form.getByLabel('GB/T 4754 行业代码').press('Enter')
    await office.getByTestId('word-use').waitFor()
    await form.getByLabel('添加需要的环节').click()
    await office.getByTitle('齿轮用钢', { exact: true }).last().click()
    await form.locator('[data-need="gear-steel"]').waitFor()
    await saved(office)
    await office.locator('h1').click()
    await office.keyboard.press('Control+z')
    await form.locator('[data-need="gear-steel"]').waitFor({ state: 'detached' })
    await office.keyboard.press('Control+y')
    await form.locator('[data-need="gear-steel"]').waitFor()
    await saved(office)
    await picture(office, 'map-editor')
  }, 120_000)

  test('a second person is told of, comments, and changes from both are kept', async () => {
    await second.goto(`${house.address}${draft}?${scope}`)
    await second.getByTestId('others').getByText('图谱专班').waitFor()
    await openNode(second, 'tactile-sensors')
    const comments = second.getByTestId('node-form').getByTestId('comments')
    await comments.getByLabel('写批注').fill('是否与力传感器重复？')
    await comments.getByRole('button', { name: '写批注' }).click()
    await comments.getByText('是否与力传感器重复？').waitFor()
    await office.reload()
    await office.getByRole('tab', { name: /批注 1/ }).click()
    const all = office.getByTestId('comments').last()
    await all.getByRole('button', { name: '标为已处理' }).click()
    await all.getByText('图谱专班 已处理').waitFor()
  }, 120_000)

  test('handed in, read by the second person, published; the map shows the new version and the note', async () => {
    await office.getByRole('tab', { name: '办理' }).click()
    await office.getByRole('button', { name: '提交审核' }).click()
    await office.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
    await office.getByText('您改过这份草稿').waitFor()
    await second.reload()
    await second.getByRole('tab', { name: '办理' }).click()
    const steps = second.getByTestId('steps')
    await steps.getByText('没有第二位读者的意见').waitFor()
    await steps.getByLabel(/我已核对全部 2 个改动的环节/).fill('与厂家样本核对无误')
    await steps.getByRole('button', { name: /我已核对全部/ }).click()
    await steps.getByText('没有第二位读者的意见').waitFor({ state: 'detached' })
    await picture(second, 'map-review')
    await steps.getByRole('button', { name: /^发\s?布$/ }).click()
    const dialog = second.getByRole('dialog')
    await dialog.getByLabel('意见').fill('同意发布')
    await dialog.getByRole('button', { name: /^发\s?布$/ }).click()
    await second.getByText(/已发布；/).waitFor()
    await second.goto(`${house.address}/chains/industrial-robots?${scope}&node=tactile-sensors`)
    await second.getByTestId('second-reader').getByText('与厂家样本核对无误').waitFor()
    await picture(second, 'map-published')
  }, 120_000)

  test('the two versions stand side by side: drawn and as a list; the drawing is taken away', async () => {
    await office.goto(`${house.address}/chains/industrial-robots/versions?${scope}`)
    await office.getByTestId('comparison').getByText('新增 1，删去 0，改动 1 个环节').waitFor()
    await office.locator('[data-node="tactile-sensors"][data-mark="added"]').waitFor()
    await office.locator('[data-change="gear-steel"] ins').getByText('齿轮用钢').waitFor()
    await picture(office, 'map-versions')
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: 'SVG' }).first().click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks).toString('utf8')).toContain('触觉传感')
    await office.setViewportSize({ width: 390, height: 844 })
    await office.goto(`${house.address}/chains/industrial-robots/versions?${scope}`)
    await office.getByTestId('comparison').waitFor()
    expect(await office.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)
  }, 120_000)
})
