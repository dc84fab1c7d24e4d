// Builders for tests of what follows an entitlement. Nothing in service imports it.
import { join } from 'node:path'
import { sql } from 'kysely'
import { projectFolder } from '../../../platform/config.ts'
import { loadPack, readPack } from '../../../platform/packs/index.ts'
import type { SignedInApp } from '../../access/fixtures.ts'
import type { Dataset } from '../../access/index.ts'
import { holdFirms, holdPolicies } from '../fixtures.ts'
import { fundSection } from './fund-section.ts'
import { workflowSection } from './pack-section.ts'

export const changzhou = '320400'

/** The national life cycles, the policies and funds of Changzhou. */
export async function holdCases(house: SignedInApp): Promise<void> {
  await holdPolicies(house, 'changzhou')
  for (const [pack, section] of [
    ['national', workflowSection],
    ['changzhou', fundSection],
  ] as const)
    await house.asSystem((ctx) => {
      const sections = [section as never]
      const read = readPack(join(projectFolder, 'packs', pack), sections)
      return loadPack({ ...read, problems: [] }, sections, ctx)
    })
  const kinds = [
    ['district_talent_award', 'money'],
    ['has_national_core_project', 'bool'],
    ['national_grant', 'money'],
    ['startup_tax', 'money'],
    ['startup_jobs', 'count'],
  ]
  await house.asSystem(async ({ db }) => {
    for (const [name, type] of kinds)
      await sql`insert into registry.figure_kind (name, type, label_zh, label_en, is_confidential, source)
        values (${name}, ${type}, ${name}, ${name}, true, '"test"'::jsonb) on conflict do nothing`.execute(db)
  })
}

export type Departments = Readonly<Record<string, { id: string; cookie: string }>>

/** Departments of the city, signed in, each with the part it does. */
export async function holdDepartments(
  house: SignedInApp,
  parts: readonly string[],
  dataset: Dataset = 'held',
): Promise<Departments> {
  const ids = await holdFirms(
    house,
    parts.map((part) => ({ name: `测试${part}局` })),
    dataset,
  )
  const office = await house.signIn('administrator')
  const made: Record<string, { id: string; cookie: string }> = {}
  for (const [i, part] of parts.entries()) {
    const id = ids[i]!
    const body = { city: changzhou, dataset, part, organisationId: id }
    const answer = await house.send('POST', '/api/policy/parts', body, office)
    if (answer.status !== 200) throw new Error(await answer.text())
    made[part] = { id, cookie: await house.signIn('department', { organisationId: id, cityCode: changzhou }) }
  }
  return made
}

/** Lets days pass: the whole history of a case moves back, as if it had begun earlier. */
export async function letDaysPass(house: SignedInApp, lifeId: string, days: number): Promise<void> {
  const { owner } = house.database
  await sql`update policy.life_event set at = at - make_interval(days => ${days}) where life_id = ${BigInt(lifeId)}`.execute(
    owner,
  )
  await sql`update policy.life set due_on = due_on - ${days}::int where id = ${BigInt(lifeId)}`.execute(owner)
}
