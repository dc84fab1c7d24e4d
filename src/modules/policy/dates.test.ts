import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces } from '../registry/fixtures.ts'
import { holdFirms, holdPolicies } from './fixtures.ts'
import { tellDates } from './service/tell-dates.ts'

const wan = 1_000_000n

describe('what begins and what ends is told once', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let near = ''
  let far = ''
  const noticesOf = async (role: 'firm' | 'chain_office', organisationId?: string) => {
    const cookie = await house.signIn(role, organisationId === undefined ? {} : { organisationId })
    const { items } = await bodyOf(house.send('GET', '/api/notices?dataset=held', undefined, cookie))
    return (items as { kind: string; text: string; dueDate: string | null }[]).filter(({ kind }) =>
      kind.startsWith('policy.notice.'),
    )
  }
  beforeAll(async () => {
    await holdPlaces(house)
    await holdPolicies(house, 'changzhou')
    const titles = [{ name: '市级专精特新', grantedOn: '2024-01-01' }]
    const ids = await holdFirms(house, [
      { name: '够得着', titles, figures: { equipment: 4_580n * wan, major_project_award: 300n * wan } },
      { name: '够不着', titles, figures: { equipment: 10n * wan, major_project_award: 300n * wan } },
    ])
    near = ids[0]!
    far = ids[1]!
    await house.asSystem(async ({ db }) => {
      await sql`insert into policy.application_window (dataset, policy_id, clause_id, opens_on, closes_on, source,
          entered_by, entered_at)
        values ('held', 'changzhou-industry-quality', 'upgrade-as-major', '2026-03-01', '2026-03-31', 't', 't', now()),
          ('held', 'changzhou-industry-quality', 'upgrade-as-major', '2026-05-01', '2026-05-31', 't', 't', now())`.execute(
        db,
      )
      await sql`update policy.document set valid_to = '2026-05-01' where id = 'changzhou-industry-quality'`.execute(
        db,
      )
    })
  }, 60_000)
  const at = (day: string) =>
    house.asSystem((ctx) => tellDates({ ...ctx, now: new Date(`${day}T02:00:00Z`) }))

  test('before the window opens and 91 days before the end nobody is told', async () => {
    await at('2026-01-30')
    expect(await noticesOf('firm', near)).toEqual([])
    expect(await noticesOf('chain_office')).toEqual([])
  })

  test('when it is open the firm within reach is told once, however often the job runs; another is not', async () => {
    await at('2026-03-02')
    await at('2026-03-03')
    expect(await noticesOf('firm', near)).toEqual([
      expect.objectContaining({ kind: 'policy.notice.window', dueDate: '2026-03-31' }),
    ])
    expect(await noticesOf('firm', far)).toEqual([])
  })

  test('the office is told once that the policy ends', async () => {
    expect(await noticesOf('chain_office')).toEqual([
      expect.objectContaining({ kind: 'policy.notice.expiring', dueDate: '2026-05-01' }),
    ])
  })
})
