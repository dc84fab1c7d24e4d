// Builders that tests of this and later rooms use. Nothing in service imports it.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { parse } from 'yaml'
import { loadPolicies } from '../../engines/rules/index.ts'
import { projectFolder } from '../../platform/config.ts'
import type { SignedInApp } from '../access/fixtures.ts'
import type { Dataset } from '../access/index.ts'
import { effectFileSchema, libraryFileSchema } from './pack-sections.ts'
import { loadDocuments, loadEffects, loadExamples, loadRules } from './service/load-packs.ts'

/** Loads the policies of a pack of the project, as `pack load` does. */
export async function holdPolicies(house: SignedInApp, pack: 'changzhou' | 'examples'): Promise<void> {
  const folder = join(projectFolder, 'packs', pack)
  await house.asSystem(async (ctx) => {
    if (pack === 'examples') return loadExamples(ctx, folder)
    const { texts } = loadPolicies([join(folder, 'policies')], folder)
    await loadRules(
      ctx,
      texts.map(({ policy }) => policy!.written),
      { pack, isExample: false },
    )
  })
}

const types: Readonly<Record<string, string>> = {
  equipment: 'money',
  major_project_award: 'money',
  net_tax: 'money',
  tax: 'money',
  has_smart_project: 'bool',
  industry: 'text',
}

export type TestFirm = {
  readonly name: string
  readonly city?: string
  readonly district?: string
  /** Stored units: fen, flags, texts. */
  readonly figures?: Readonly<Record<string, bigint | boolean | string>>
  readonly titles?: readonly { name: string; grantedOn: string | null }[]
}

/** Firms with figures and titles straight into the register; gives their ids. */
export function holdFirms(
  house: SignedInApp,
  firms: readonly TestFirm[],
  dataset: Dataset = 'held',
): Promise<string[]> {
  return house.asSystem(async ({ db }) => {
    for (const [name, type] of Object.entries(types))
      await sql`insert into registry.figure_kind (name, type, label_zh, label_en, is_confidential, source)
        values (${name}, ${type}, ${name}, ${name}, true, '"test"'::jsonb) on conflict do nothing`.execute(db)
    const ids: string[] = []
    for (const { name, city = '320400', district = null, figures = {}, titles = [] } of firms) {
      const { rows } = await sql<{ id: bigint }>`
        insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, kind, city_code,
          district_code, created_at, updated_at)
        values (${dataset}, ${name}, ${name}, '', '', 'firm', ${city}, ${district}, now(), now()) returning id`.execute(
        db,
      )
      const id = rows[0]!.id
      ids.push(String(id))
      for (const [fact, value] of Object.entries(figures))
        await sql`insert into registry.figure (dataset, organisation_id, name, period, as_of, value_number, value_text,
            value_flag, source, is_confidential, recorded_by, recorded_at, counts)
          values (${dataset}, ${id}, ${fact}, '2025', '2025-12-31', ${typeof value === 'bigint' ? value : null},
            ${typeof value === 'string' ? value : null}, ${typeof value === 'boolean' ? value : null}, 'test', true, 'test',
            now(), true)`.execute(db)
      for (const title of titles)
        await sql`insert into registry.title (dataset, organisation_id, name_as_written, granted_on, source, recorded_by, recorded_at)
          values (${dataset}, ${id}, ${title.name}, ${title.grantedOn}, 'test', 'test', now())`.execute(db)
    }
    return ids
  })
}

const filesOf = (pack: string, section: string): unknown[] => {
  const folder = join(projectFolder, 'packs', pack, section)
  return readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), 'utf8')))
}

/** Loads the documents without rules of a pack of the project. */
export function holdLibrary(house: SignedInApp, pack: string): Promise<void> {
  const files = filesOf(pack, 'library').map((file) => libraryFileSchema.parse(file))
  return house.asSystem((ctx) => loadDocuments(ctx, files, pack))
}

/** Loads what programmes of a pack of the project moved. */
export function holdEffects(house: SignedInApp, pack: string): Promise<void> {
  const files = filesOf(pack, 'effects').map((file) => effectFileSchema.parse(file))
  return house.asSystem((ctx) => loadEffects(ctx, files, pack))
}
