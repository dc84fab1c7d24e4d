// A firm is claimed, its person signs in with a second factor and corrects a fact, which the office accepts.
import { existsSync } from 'node:fs'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, importFile, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const firmName = '株洲旅程认领电机有限公司'
const creditCode = '91430200MA4L16JQ9J'
const firmFile = `企业名称,统一社会信用代码,所在地市,地址\n${firmName},${creditCode},株洲市,湖南省株洲市石峰区旧址路1号`
const person = { userName: 'lisi', displayName: '李四', password: 'a password of li si' }
const newAddress = '湖南省株洲市石峰区新址路9号'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('a firm is claimed and corrects a fact', () => {
  let house: RunningHouse
  let office: Page
  let firm: Page
  let secret = ''

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
    await importFile(office, '企业名录', '认领企业.csv', firmFile)
    firm = await house.visitor()
  })
  afterAll(() => house?.close())

  test('somebody without an account opens one and claims the firm with a proof', async () => {
    await firm.goto(house.address)
    await firm.getByRole('link', { name: /认领企业/ }).click()
    await firm.getByLabel('姓名').fill(person.displayName)
    await firm.getByLabel('用户名').fill(person.userName)
    await firm.getByLabel(/^密码/).fill(person.password)
    await firm.getByRole('button', { name: '开通账号' }).click()
    await firm.getByRole('heading', { name: '认领企业' }).waitFor()
    await expect.poll(() => firm.getByRole('navigation', { name: '菜单' }).count()).toBe(0)
    await firm.getByLabel('统一社会信用代码').fill(`${creditCode.slice(0, -1)}K`)
    await fillClaim(firm)
    await firm.getByText('代码的校验位不对').waitFor()
    await firm.getByLabel('统一社会信用代码').fill(creditCode)
    await firm.getByRole('button', { name: '提交认领' }).click()
    await firm.getByText(`您对 ${firmName} 的认领正在审核`).waitFor()
  })

  test('the office finds it in 待我处理 and approves it', async () => {
    await office.goto(`${house.address}/todo?city=430200`)
    await office.getByRole('link', { name: `审核 李四 对 ${firmName} 的认领` }).click()
    const drawer = office.getByRole('dialog')
    await drawer.getByText(creditCode).waitFor()
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      drawer.getByRole('link', { name: '营业执照.pdf' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('营业执照.pdf')
    await drawer
      .getByRole('button', { name: '通 过' })
      .or(drawer.getByRole('button', { name: '通过' }))
      .first()
      .click()
    await office.getByText('已办理，已通知申请人').waitFor()
  })

  test('the person stands on the firm’s own page and is told', async () => {
    await firm.reload()
    await firm.getByRole('heading', { name: firmName, level: 1 }).waitFor()
    await firm.getByRole('button', { name: /未读通知 1/ }).click()
    await firm.getByText(`您对 ${firmName} 的认领已通过`).waitFor()
  })

  test('the person turns a second factor on, and signs in with it', async () => {
    await firm.goto(`${house.address}/account`)
    const panel = firm.locator('section', { has: firm.getByRole('heading', { name: '第二因素' }) }).last()
    await panel
      .getByRole('button', { name: '启用' })
      .or(panel.getByRole('button', { name: '启 用' }))
      .first()
      .click()
    secret = (await panel.getByTestId('totp-secret').textContent())!.trim()
    await panel.getByLabel('动态码').fill(codeOf(secret, -30_000))
    await panel.getByRole('button', { name: /^确\s?认$/ }).click()
    await panel.getByText('恢复码（只显示这一次）').waitFor()
    await panel.getByRole('button', { name: '我已保存好' }).click()

    await firm.context().clearCookies()
    await firm.goto(house.address)
    await firm.getByLabel('用户名').fill(person.userName)
    await firm.getByLabel('密码', { exact: true }).fill(person.password)
    await firm.getByRole('button', { name: /登\s?录/ }).click()
    await firm.getByRole('heading', { name: /链枢/ }).waitFor()
    await firm.getByLabel('动态码').fill('000000')
    await firm.getByRole('button', { name: /^确\s?认$/ }).click()
    await firm.getByText('动态码不对').waitFor()
    await firm.getByLabel('动态码').fill(codeOf(secret, 0))
    await firm.getByRole('button', { name: /^确\s?认$/ }).click()
    await firm.getByRole('heading', { name: firmName, level: 1 }).waitFor()
  })

  test('the person proposes another address; the office accepts it; it stands on the firm’s page', async () => {
    const { actor } = await ask(firm, 'GET', '/api/session')
    const proposed = await ask(firm, 'POST', `/api/organisations/${actor.organisationId}/corrections`, {
      subject: 'fact',
      field: 'address',
      value: newAddress,
      reason: '2026 年搬迁，见营业执照',
    })
    expect(proposed.state).toBe('proposed')
    await office.goto(`${house.address}/todo?city=430200`)
    await office.getByRole('link', { name: new RegExp(firmName) }).waitFor()
    const decided = await ask(office, 'POST', `/api/corrections/${proposed.id}/decide`, {
      action: 'accept',
      pin: true,
    })
    expect(decided.state).toBe('accepted')
    await firm.goto(`${house.address}/firms/${actor.organisationId}`)
    await firm.getByText(newAddress).first().waitFor()
    await firm.goto(`${house.address}/todo`)
    await firm
      .getByRole('region', { name: '通知' })
      .getByText(/采纳|接受|更正/)
      .first()
      .waitFor()
  })
})

const codeOf = (secret: string, shiftMs: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shiftMs })

async function fillClaim(page: Page) {
  await page.getByLabel('您的姓名').fill(person.displayName)
  await page.getByLabel('联系电话').fill('0731-22000000')
  await page.locator('input[type=file]').setInputFiles({
    name: '营业执照.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  })
  await page.getByRole('button', { name: '提交认领' }).click()
}

/** Asks the server as the page's person does. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
async function ask(page: Page, method: string, path: string, body?: object): Promise<any> {
  const answer = await page.request.fetch(new URL(path, page.url()).href, {
    method,
    headers: { 'x-lianshu-csrf': '1' },
    ...(body ? { data: body } : {}),
  })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}
