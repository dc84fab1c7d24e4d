import { type LifeCycle, parseLifeCycle } from '../../../engines/workflow/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { ProgrammeFile, ProgrammeInfo, Scope } from '../model.ts'
import { findDocument, type HeldDocument, listDocuments } from '../queries/documents.ts'

export type Programme = {
  readonly id: bigint
  readonly file: ProgrammeFile
  readonly cycle: LifeCycle | null
}

function toProgramme({ id, document }: HeldDocument): Programme {
  const file = document as ProgrammeFile
  const parsed = file.lifeCycle === null ? null : parseLifeCycle(file.lifeCycle)
  // Checked when its pack was loaded; a flaw here is a fault of ours.
  if (parsed && !parsed.ok) throw new Error(`life cycle of ${file.id}: ${parsed.flaws[0]?.en}`)
  return { id, file, cycle: parsed?.ok ? parsed.cycle : null }
}

/** What a city runs for its firms, by its packs. */
export async function listProgrammes(ctx: Context, { city }: Pick<Scope, 'city'>): Promise<ProgrammeInfo[]> {
  requirePermission(ctx.actor, 'cultivation.read', city)
  const held = (await listDocuments(ctx.db, 'programme')).map(toProgramme)
  return held.filter(({ file }) => file.city === city).map(toProgrammeInfo)
}

/** The programme of a city in use by its key, with its life cycle. */
export async function getProgramme(
  ctx: Context,
  city: string,
  key: string,
): Promise<Programme & { cycle: LifeCycle }> {
  const held = (await listDocuments(ctx.db, 'programme')).find((document) => document.key === key)
  const programme = held && toProgramme(held)
  if (!programme || programme.file.city !== city)
    throw new AppError('not_found', 'cultivation.no_programme', { programme: key })
  if (!programme.cycle)
    throw new AppError('conflict', 'cultivation.no_stages', { programme: programme.file.name[ctx.lang] })
  return { ...programme, cycle: programme.cycle }
}

/** The version that a track was entered under. */
export async function programmeOfTrack(ctx: Context, id: bigint): Promise<Programme & { cycle: LifeCycle }> {
  const held = await findDocument(ctx.db, id)
  const programme = held && toProgramme(held)
  if (!programme?.cycle)
    throw new AppError('not_found', 'cultivation.no_programme', { programme: String(id) })
  return { ...programme, cycle: programme.cycle }
}

export const statesOf = (cycle: LifeCycle | null): ProgrammeInfo['states'] =>
  Object.entries(cycle?.states ?? {}).map(([id, { title, kind }]) => ({ id, name: { ...title }, kind }))

export function toProgrammeInfo({ file, cycle }: Programme): ProgrammeInfo {
  const { id, kind, subject, city, name, criteria, aspects, statedMeasures, packages, named, notInSource } =
    file
  const { document, place, sentence } = file.source
  return {
    key: id,
    kind,
    subject,
    city,
    name,
    source: { document, place: place ?? null, sentence },
    criteria,
    aspects,
    statedMeasures,
    heldMeasures: aspects.reduce((sum, { measures }) => sum + measures.length, 0),
    packages,
    named,
    notInSource,
    states: statesOf(cycle),
  }
}
