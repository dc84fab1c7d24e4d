import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { roles } from '../../access/index.ts'
import { holdPlaces, importCsv } from '../fixtures.ts'

const house = signedInApp()
const creditCode = '91430200MA4L16JQ9J'
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
const pdf = () => new File(['%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], '营业执照.pdf')
let firmId = ''

beforeEach(async () => {
  await holdPlaces(house)
  await importCsv(house, `企业名称,统一社会信用代码,所在地市\n株洲认领电机有限公司,${creditCode},株洲市`)
  const office = await house.signIn('administrator')
  const { items } = await bodyOf(house.send('GET', `/api/organisations?q=${creditCode}`, undefined, office))
  firmId = items[0].id
})

async function signUp(userName: string) {
  const answer = await house.send('POST', '/api/sign-up', {
    userName,
    displayName: userName,
    password: 'a password of my own',
  })
  if (answer.status !== 200) throw new Error(await answer.text())
  return cookieOf(answer)
}
function claimForm(of: Partial<Record<'creditCode' | 'phone', string>> = {}, proof: File | null = pdf()) {
  const form = new FormData()
  for (const [name, value] of Object.entries({
    creditCode,
    personName: '李四',
    phone: '0731-2200000',
    ...of,
  }))
    form.set(name, value)
  if (proof) form.set('proof', proof)
  return form
}
const claim = async (cookie: string, form = claimForm()) => {
  const answer = await house.send('POST', '/api/claims', form, cookie)
  return { status: answer.status, body: await bodyOf(answer) }
}
const decide = (id: string, decision: object, cookie: string) =>
  house.send('POST', `/api/claims/${id}/decision`, decision, cookie)
const approve = { decision: 'approve' }

describe('a claim', () => {
  test('lets its person in once an office approves it, and both are told', async () => {
    const office = await house.signIn('chain_office', { cityCode: '430200' })
    const person = await signUp('li.si')
    expect((await house.send('GET', '/api/organisations', undefined, person)).status).toBe(403)
    const { status, body } = await claim(person)
    expect([status, body.state, body.organisationName]).toEqual([201, 'waiting', '株洲认领电机有限公司'])
    expect(body.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/)

    const { items: todo } = await bodyOf(house.send('GET', '/api/todo', undefined, office))
    expect(todo).toMatchObject([
      { room: 'registry', text: '审核 李四 对 株洲认领电机有限公司 的认领', dueDate: body.dueOn },
    ])
    const { items } = await bodyOf(house.send('GET', '/api/claims', undefined, office))
    expect(items[0].proofs).toMatchObject([{ fileName: '营业执照.pdf', mediaType: 'application/pdf' }])
    const proof = await house.send('GET', `/api/attachments/${items[0].proofs[0].id}`, undefined, office)
    expect(proof.status).toBe(200)

    expect((await decide(body.id, approve, office)).status).toBe(204)
    const { actor } = await bodyOf(house.send('GET', '/api/session', undefined, person))
    expect(actor).toMatchObject({ organisationId: firmId, orgRight: 'administrator', cityCode: '430200' })
    expect((await house.send('GET', '/api/organisations', undefined, person)).status).toBe(200)
    const notices = await bodyOf(house.send('GET', '/api/notices', undefined, person))
    expect(notices.items[0].text).toBe('您对 株洲认领电机有限公司 的认领已通过，现在可以代表它使用系统。')
    expect((await bodyOf(house.send('GET', '/api/todo', undefined, office))).items).toEqual([])
  })

  test('refused with a reason can be made anew; without a reason it is not refused', async () => {
    const office = await house.signIn('chain_office')
    const person = await signUp('li.si')
    const { body } = await claim(person)
    expect((await decide(body.id, { decision: 'refuse' }, office)).status).toBe(400)
    expect((await decide(body.id, { decision: 'refuse', reason: '执照看不清' }, office)).status).toBe(204)
    const own = await bodyOf(house.send('GET', '/api/claims/own', undefined, person))
    expect(own.items[0]).toMatchObject({ state: 'refused', reason: '执照看不清' })
    expect((await claim(person)).status).toBe(201)
  })

  test('made twice waits once; withdrawn it can be made anew', async () => {
    const person = await signUp('li.si')
    const first = await claim(person)
    const second = await claim(person)
    expect([second.status, second.body.code]).toEqual([409, 'registry.claim_waits'])
    const withdraw = () => house.send('POST', `/api/claims/${first.body.id}/withdraw`, undefined, person)
    expect((await withdraw()).status).toBe(204)
    expect((await withdraw()).status).toBe(409)
    expect((await claim(person)).status).toBe(201)
  })

  test.each([
    ['91430200MA4L16JQ9C', 'registry.claim_code_check'],
    ['9143', 'registry.claim_code_length'],
    ['9.143E+17', 'registry.claim_code_rounded'],
  ])('of the code %s is refused as %s', async (code, problem) => {
    const { status, body } = await claim(await signUp('li.si'), claimForm({ creditCode: code }))
    expect([status, body.code, body.fields[0].field]).toEqual([400, problem, 'creditCode'])
  })

  test('with something that is no document leaves nothing behind', async () => {
    const person = await signUp('li.si')
    const page = new File(['<script>alert(1)</script>'], '执照.pdf')
    const { status, body } = await claim(person, claimForm({}, page))
    expect([status, body.code]).toEqual([400, 'access.attachment_kind'])
    expect((await bodyOf(house.send('GET', '/api/claims/own', undefined, person))).items).toEqual([])
    expect((await claim(person, claimForm({}, null))).status).toBe(400)
  })
})

describe('two people claim one firm', () => {
  test('approved at once by two officers, one administers it', async () => {
    const [office, other] = [
      await house.signIn('chain_office'),
      await house.signIn('chain_office', { cityCode: '430200' }),
    ]
    const [a, b] = [await claim(await signUp('a.one')), await claim(await signUp('b.two'))]
    const answers = await Promise.all([decide(a.body.id, approve, office), decide(b.body.id, approve, other)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    const { items } = await bodyOf(house.send('GET', `/api/people?organisation=${firmId}`, undefined, office))
    expect(items.map(({ orgRight }: { orgRight: string }) => orgRight)).toEqual(['administrator'])
  })

  test('the second joins as editor', async () => {
    const office = await house.signIn('chain_office')
    const [a, b] = [await claim(await signUp('a.one')), await claim(await signUp('b.two'))]
    await decide(a.body.id, approve, office)
    const { items } = await bodyOf(house.send('GET', '/api/claims', undefined, office))
    expect(items[0].administrators).toBe(1)
    expect((await decide(b.body.id, { ...approve, orgRight: 'editor' }, office)).status).toBe(204)
  })

  test('one claim decided twice at once is decided once', async () => {
    const office = await house.signIn('chain_office')
    const { body } = await claim(await signUp('a.one'))
    const answers = await Promise.all([
      decide(body.id, approve, office),
      decide(body.id, { decision: 'refuse', reason: '不对' }, office),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  })
})

describe('who may', () => {
  test('an office of another city decides nothing here', async () => {
    const { body } = await claim(await signUp('a.one'))
    const other = await house.signIn('chain_office', { cityCode: '320400' })
    expect((await decide(body.id, approve, other)).status).toBe(403)
    expect((await bodyOf(house.send('GET', '/api/claims', undefined, other))).items).toEqual([])
  })

  test('a waiting person decides nothing, sees no other claim, and an account with a firm claims none', async () => {
    const first = await claim(await signUp('a.one'))
    const person = await signUp('b.two')
    expect((await decide(first.body.id, approve, person)).status).toBe(403)
    expect((await bodyOf(house.send('GET', '/api/claims/own', undefined, person))).items).toEqual([])
    const withdraw = house.send('POST', `/api/claims/${first.body.id}/withdraw`, undefined, person)
    expect((await withdraw).status).toBe(404)
    const proof = first.body.proofs[0].id
    expect((await house.send('GET', `/api/attachments/${proof}`, undefined, person)).status).toBe(403)
    const settled = await claim(await house.signIn('firm', { organisationId: firmId }))
    expect([settled.status, settled.body.code]).toEqual([409, 'registry.claim_has_firm'])
  })

  test('role by role: deciding is the offices’, claiming the firms’', async () => {
    const table: Record<string, [number, number]> = {}
    for (const role of roles) {
      const cookie = await house.signIn(role, role.endsWith('firm') ? { organisationId: firmId } : {})
      const list = await house.send('GET', '/api/claims', undefined, cookie)
      const own = await house.send('GET', '/api/claims/own', undefined, cookie)
      table[role] = [list.status, own.status]
    }
    const shut = [403, 403]
    expect(table).toEqual({
      administrator: [200, 403],
      chain_office: [200, 403],
      firm: [403, 200],
      ...Object.fromEntries(
        [
          'chain_leader',
          'department',
          'park',
          'leading_firm',
          'institute',
          'bank',
          'provider',
          'auditor',
        ].map((role) => [role, shut]),
      ),
    })
  })
})
