import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../src/platform/files/index.ts'
import { addUser, idOf, post, step } from './case-steps.ts'
import { letDaysPass } from './days-pass.ts'
import { chromiumPath, importFile, openRunningHouse, type RunningHouse, signIn } from './running-house.ts'

const firmFile = [
  '企业名称,所在地市,地址,主要产品',
  '常州旅程装备有限公司,常州市,江苏省常州市武进区旅程路1号,数控机床',
  '常州旅程机器人有限公司,常州市,江苏省常州市武进区旅程路2号,工业机器人',
  '常州旅程业务局,常州市,江苏省常州市武进区旅程路3号,数控机床',
  '常州旅程财政局,常州市,江苏省常州市武进区旅程路4号,数控机床',
].join('\n')
const city = 'city=320400'

describe.skipIf(!chromiumPath || !existsSync(chromiumPath))('policies', () => {
  let house: RunningHouse
  let office: Page
  let second: Page
  let firmId = ''

  beforeAll(async () => {
    house = await openRunningHouse()
    office = await house.visitor()
    await signIn(office, house.address, house.first)
    await importFile(office, '企业名录', '政策旅程企业.csv', firmFile)
    firmId = await idOf(office, '常州旅程装备有限公司')
    await tell(office, firmId)
    second = await house.visitor()
    await signIn(second, house.address, await addOfficer(office))
  }, 240_000)
  afterAll(() => house?.close())

  test('an officer encodes a notice in the form, is stopped by a missing boundary case, adds it and hands it in', async () => {
    await office.goto(`${house.address}/policies/new?${city}`)
    await office.getByLabel('文件', { exact: true }).fill('旅程技改补助办法')
    await office.getByLabel('编号', { exact: true }).fill('journey-upgrade')
    await office.getByLabel('发文机关').fill('常州市工业和信息化局')
    await office.getByLabel('出处文件').fill('旅程通知')
    await office.getByLabel('生效').fill('2026-01-01')
    await office.getByRole('button', { name: '开始起草' }).click()
    await office.getByRole('button', { name: '添加条款' }).click()
    await office.getByLabel('名称', { exact: true }).fill('技改设备补助')
    await office.getByLabel('条款编号').fill('upgrade')
    await office.getByLabel('通知原文').fill('设备投入满 5000 万元的，按设备投入 6% 补助，最高 500 万元。')
    await chooseFact(office, '加一个条件', '技改项目设备投入')
    await office.getByLabel('技改项目设备投入 不低于').fill('5000万元')
    await office.getByLabel('金额', { exact: true }).click()
    await office.getByTitle('按比例', { exact: true }).click()
    await chooseFact(office, '计算基数', '技改项目设备投入')
    await office.keyboard.press('Escape')
    await office.getByLabel('比例', { exact: true }).fill('6%')
    await office.getByLabel('最高', { exact: true }).fill('500万元')
    const live = office.getByTestId('live')
    await live.getByText('技改项目设备投入不低于5,000万元：给予技改项目设备投入的6%，最高500万元').waitFor()

    for (const kind of ['positive', 'negative']) {
      await live.locator(`[data-missing="${kind}"] button`).click()
      await live.locator(`[data-missing="${kind}"]`).waitFor({ state: 'detached' })
    }
    await office.getByRole('button', { name: '保存', exact: true }).click()
    await office.getByText('有未保存的改动').waitFor({ state: 'detached' })
    await office.getByRole('button', { name: '提交审核' }).click()
    await office.getByText(/还有 1 处问题，不能提交或发布：缺少边界案例/).waitFor()
    await live.getByText('缺少边界案例').waitFor()
    await live.getByRole('button', { name: '加上：恰好 5000万元' }).click()
    await live.getByText('没有问题，可以提交').waitFor()
    await saveIfChanged(office)
    await office.getByRole('button', { name: '提交审核' }).click()
    await office.getByText('待审核').first().waitFor()
    await expect.poll(() => office.getByRole('button', { name: '发布', exact: true }).count()).toBe(0)
  }, 120_000)

  test('the server refuses to publish rules whose boundary case is missing', async () => {
    const told = await refusedPublication(office)
    expect(told).toMatchObject({ status: 409, code: 'policy.not_publishable' })
    expect(told.detail).toContain('缺少边界案例')
  })

  test('another officer publishes it', async () => {
    await second.goto(`${house.address}/policies/journey-upgrade/versions/1?${city}`)
    await second.getByRole('button', { name: '发布', exact: true }).click()
    await second.getByText('已发布').first().waitFor()
  })

  test('the firm sees that it is 4.2 million short, changes a number in the simulator and sees the grant', async () => {
    const firm = await house.visitor()
    await signIn(firm, house.address, await addFirmUser(office, firmId))
    await firm.goto(`${house.address}/policies/firm?${city}`)
    const clause = firm.locator('[data-clause="upgrade"]')
    await clause.getByText('差一点').first().waitFor()
    await expect.poll(() => clause.locator('summary').textContent()).toContain('还差420万元')
    await firm.getByTestId('simulator').getByLabel('技改项目设备投入').fill('5000万元')
    await clause.getByText('可享', { exact: true }).waitFor()
    await expect.poll(() => clause.locator('summary').textContent()).toContain('300.0 万元')
    await firm.getByText('试算结果，未保存').waitFor()
    await firm.reload()
    await firm.locator('[data-clause="upgrade"]').getByText('差一点').first().waitFor()
  }, 120_000)

  test('the officer runs the city and changes a cap', async () => {
    await office.goto(`${house.address}/policies/budget?${city}`)
    await office.getByRole('tab', { name: '测算记录' }).click()
    await office.getByRole('button', { name: '测算并存档' }).click()
    await office.getByText(/已存档：\d+ 家企业/).waitFor()
    await office.getByRole('tab', { name: '沙盘' }).click()
    await office
      .locator('tr[data-path="journey-upgrade/clauses/upgrade/amount/cap"]')
      .getByRole('textbox')
      .fill('200万元')
    await office.getByRole('button', { name: '试算', exact: true }).click()
    await expect.poll(() => office.getByTestId('sandbox-result').textContent()).toContain('减少')
  }, 120_000)

  test('the officer grants the new clause without applications and exports the payment list', async () => {
    const granted = await idOf(office, '常州旅程机器人有限公司')
    const run = await confirmedRun(house, office, granted)
    await office.goto(`${house.address}/policies/grants/${run}?${city}`)
    await step(office, '名单公示')
    await letDaysPass(house, run, 20)
    await office.reload()
    await step(office, '公示期满，发给企业确认')
    const firm = await house.visitor()
    await signIn(firm, house.address, await addUser(office, 'jiqiren', 'firm', granted))
    await firm.goto(`${house.address}/policies/offers?${city}`)
    await firm.getByLabel('户名').fill('常州旅程机器人有限公司')
    await firm.getByLabel('开户行').fill('江南农村商业银行武进支行')
    await firm.getByLabel('账号').fill('0100200300400777')
    await firm.getByRole('button', { name: '确认领取' }).click()
    await firm.getByText('企业已确认').waitFor()
    await office.reload()
    await step(office, '导出兑付清单并送国库')
    const link = office.getByRole('link', { name: /下载兑付清单/ })
    const [download] = await Promise.all([office.waitForEvent('download'), link.click()])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    const table = JSON.stringify(await readTable(Buffer.concat(chunks), 'list.xlsx' as never))
    // 6 % of 60 million is 3.6 million.
    for (const part of ['0100200300400777', '3600000', '叁佰陆拾万元整', '旅程技改补助办法'])
      expect(table).toContain(part)
  }, 240_000)

  test('the office names an expert for a call, sees what is owed, and sees the points once they are given', async () => {
    const path = `/policies/calls/${await reviewedCall(office)}?city=320400&dataset=demo`
    const expert = await house.visitor()
    const body = { userName: 'zhuanjia', displayName: '旅程专家', role: 'institute', cityCode: '320400' }
    const { oneTimePassword: password } = await post(office, '/api/users', body)
    await signIn(expert, house.address, { userName: 'zhuanjia', password })
    await office.goto(house.address + path)
    await office.getByRole('combobox', { name: '候选人' }).click()
    await office.locator('.ant-select-item-option', { hasText: '旅程专家' }).click()
    await office.keyboard.press('Escape')
    await office.getByRole('button', { name: '指定选中的人' }).click()
    await office.getByRole('button', { name: '让 旅程专家 退出评审' }).waitFor()
    await office.getByText('在任 3 人，每件需要 2 人打分；还缺 4 份打分。').waitFor()

    await expert.goto(house.address + path)
    await expert.getByRole('button', { name: '打分', exact: true }).first().click()
    for (const [label, points] of [
      ['团队', '30'],
      ['技术', '30.5'],
      ['市场与产业化', '20'],
    ] as const)
      await expert.getByRole('dialog').getByLabel(label).fill(points)
    await expert.getByRole('dialog').getByRole('button', { name: '提交打分' }).click()
    await expert.getByRole('button', { name: '改分' }).waitFor()
    await expect.poll(() => expert.getByText('候选人').count()).toBe(0)
    await office.reload()
    await office.getByText('在任 3 人，每件需要 2 人打分；还缺 3 份打分。').waitFor()
  }, 120_000)
})

/** The demo call that is under review. */
async function reviewedCall(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/policy/calls?city=320400&dataset=demo')
    const { items } = (await answer.json()) as { items: { id: string; state: string }[] }
    return items.find(({ state }) => state === 'reviewing')!.id
  })
}

/** A run over the new clause that both departments have confirmed; gives its id. */
async function confirmedRun(house: RunningHouse, office: Page, granted: string): Promise<string> {
  await post(office, `/api/organisations/${granted}/figures`, {
    figures: [{ name: 'equipment', period: '2025', value: '6000万元' }],
    source: '旅程：工信局名录',
    sourceKind: 'department_list',
  })
  const place = { city: '320400', dataset: 'held' }
  const key = { policyId: 'journey-upgrade', clauseId: 'upgrade', requestKey: 'journey-run-1' }
  const { life } = await post(office, '/api/policy/grants', { ...place, ...key })
  let { seen } = life
  for (const [part, name] of [
    ['business', '常州旅程业务局'],
    ['finance', '常州旅程财政局'],
  ] as const) {
    const organisationId = await idOf(office, name)
    await post(office, '/api/policy/parts', { ...place, part, organisationId })
  }
  seen = (await post(office, `/api/policy/grants/${life.id}/acts`, { seen, action: 'send' })).life.seen
  for (const [part, name] of [
    ['business', '常州旅程业务局'],
    ['finance', '常州旅程财政局'],
  ] as const) {
    const page = await house.visitor()
    const who = await addUser(office, `lc-${part}`, 'department', await idOf(office, name))
    await signIn(page, house.address, who)
    const path = `/api/policy/grants/${life.id}/parts/${part}`
    seen = (await post(page, path, { seen, verdict: 'agreed' })).life.seen
    await page.close()
  }
  return life.id as string
}

async function chooseFact(page: Page, field: string, label: string) {
  await page.getByLabel(field).first().click()
  await page.keyboard.type(label)
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: label })
    .filter({ visible: true })
    .first()
    .click()
}

async function saveIfChanged(page: Page) {
  const save = page.getByRole('button', { name: '保存', exact: true })
  await page.waitForTimeout(500)
  if (await save.isEnabled()) await save.click()
  await page.getByText('有未保存的改动').waitFor({ state: 'detached' })
}

/** Records what the department knows of a firm: equipment of 45.8 million. */
async function tell(page: Page, id: string) {
  const figures = [{ name: 'equipment', period: '2025', value: '4580万元' }]
  const told = await post(page, `/api/organisations/${id}/figures`, {
    figures,
    source: '旅程：工信局名录',
    sourceKind: 'department_list',
  })
  expect(told.status).toBe(200)
}

async function addOfficer(page: Page) {
  const told = await post(page, '/api/users', {
    userName: 'shenhe',
    displayName: '审核人',
    role: 'chain_office',
  })
  return { userName: 'shenhe', password: told.oneTimePassword as string }
}

async function addFirmUser(page: Page, organisationId: string) {
  const user = { userName: 'lvcheng', displayName: '旅程经办人', role: 'firm', organisationId }
  const told = await post(page, '/api/users', user)
  return { userName: 'lvcheng', password: told.oneTimePassword as string }
}

/** A draft whose only boundary case is taken out, handed in over HTTP. */
async function refusedPublication(page: Page) {
  const document = {
    title: '缺边界案例的办法',
    issuer: '常州市工业和信息化局',
    level: 'city',
    sourceTitle: '旅程通知',
    validFrom: '2026-01-01',
  }
  const draft = await post(page, '/api/policy/drafts', {
    city: '320400',
    policy: 'journey-no-edge',
    document,
  })
  const clause = {
    id: 'a',
    title: '奖励',
    text: '设备投入满 100 万元的，给予 1 万元。',
    benefit: 'entitlement',
    when: { fact: 'equipment', atLeast: '100万元' },
    amount: '1万元',
    cases: [
      { name: '多', facts: { equipment: '200万元' }, expect: { verdict: 'entitled' } },
      { name: '少', facts: { equipment: '1万元' }, expect: { verdict: 'not_eligible' } },
    ],
  }
  const facts = { equipment: { label: '技改项目设备投入', type: 'money', supplier: '企业' } }
  const path = '/api/policy/documents/journey-no-edge/versions/1'
  const written = { ...draft.written, facts, clauses: [clause] }
  const saved = await post(page, path, { written, sha256: draft.sha256 }, 'PUT')
  return post(page, `${path}/act`, { action: 'submit', sha256: saved.sha256 })
}
