// What packs, imports and the demo city bring: written with the same life as what people record, each thing once.
import { audit, type Context } from '../../../access/index.ts'
import type { EntryKind, ParkPart } from '../../model.ts'
import { evenName } from '../domain.ts'
import { findEntry, updateEntryState } from '../queries/entries.ts'
import { insertEvents, listEvents } from '../queries/events.ts'
import { insertPart } from '../queries/parts.ts'
import { findProject, findProjectBy, updateProject } from '../queries/projects.ts'
import { writeEntry } from './entries.ts'
import { getLife, takeAction } from './life.ts'
import { writePark, writeParkPart } from './parks.ts'
import { projectLife, writeProject } from './projects.ts'

type Dataset = 'held' | 'demo'
export type TakenStep = { readonly action: string; readonly happened: string | null }
const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })

/** Takes steps one after the other on a project or entry that was just written; gives the state that is reached. */
export async function takeSteps(
  ctx: Context,
  of: 'project' | 'entry',
  id: string,
  lifeKey: string,
  steps: readonly TakenStep[],
  source: string,
): Promise<string> {
  const life = await getLife(ctx, lifeKey)
  let state = life.cycle.initial
  for (const step of steps) {
    const events = await listEvents(ctx.db, of, id)
    const taken = takeAction(ctx, life, events, { ...step, source })
    await insertEvents(ctx.db, of, [{ ...taken.step, subjectId: id }], stampOf(ctx))
    state = taken.state
  }
  if (of === 'project') await updateProject(ctx.db, id, { stage: state }, ctx.now)
  else await updateEntryState(ctx.db, id, state, ctx.now)
  return state
}

/** A park of a document, with what it says of it. */
export async function holdNamedPark(
  ctx: Context,
  city: string,
  park: { name: string; partnerCountry: string | null },
  source: string,
  parts: readonly { part: ParkPart; source: string }[],
  dataset: Dataset = 'held',
): Promise<string> {
  const { id, isNew } = await writePark(ctx, { dataset, city, ...park, source })
  for (const part of parts) await writeParkPart(ctx, id, { ...part, asOf: null })
  if (isNew && dataset === 'held')
    await audit(ctx, {
      action: 'registry.add_park',
      subject: `registry.park/${id}`,
      detail: { ...park, source },
    })
  return id
}

/** A project of a document; its stage is not verified until somebody says it. */
export async function holdNamedProject(
  ctx: Context,
  city: string,
  project: { name: string; isMajor: boolean | null; chain: string | null; organisation: string | null },
  source: string,
): Promise<void> {
  const by = { dataset: 'held', cityCode: city, nameNormalised: evenName(project.name) }
  if (await findProjectBy(ctx.db, by)) return
  const { chain: chainId, organisation: organisationName, ...rest } = project
  const input = { dataset: 'held' as const, city, ...rest, chainId, organisationName, source }
  const id = await writeProject(ctx, input, { requestKey: null, importId: null })
  await audit(ctx, {
    action: 'registry.add_project',
    subject: `registry.project/${id}`,
    detail: { ...input },
  })
}

/** An entry of a document, brought to the state that the document tells. */
export async function holdNamedEntry(
  ctx: Context,
  city: string,
  kind: EntryKind | undefined,
  entry: {
    name: string
    level: 'national' | 'provincial' | 'municipal' | null
    organisation: string | null
    chain: string | null
    steps: readonly TakenStep[]
    fields: Readonly<Record<string, string | number>>
    parts: readonly {
      part: string
      organisation: string | null
      fields: Readonly<Record<string, string | number>>
      source: string
    }[]
  },
  source: string,
): Promise<void> {
  if (!kind) return
  const { organisation: organisationName, chain: chainId, steps, parts, ...rest } = entry
  const input = {
    dataset: 'held' as const,
    city,
    kind: kind.id,
    ...rest,
    organisationName,
    chainId,
    source,
  }
  const { id, isNew } = await writeEntry(ctx, kind, input, { requestKey: null, importId: null })
  if (!isNew) return
  await takeSteps(ctx, 'entry', id, kind.life, steps, source)
  for (const [n, { organisation, ...part }] of parts.entries()) {
    const line = {
      ...part,
      organisationId: null,
      organisationName: organisation,
      dataset: 'held',
      entryId: id,
    }
    await insertPart(ctx.db, { ...line, requestKey: `pack ${id} ${n}` }, stampOf(ctx))
  }
  await audit(ctx, {
    action: 'registry.add_entry',
    subject: `registry.library_entry/${id}`,
    detail: { ...input },
  })
}

/** The stage of a project as it stands, for imports that bring a further one. */
export async function stageOf(ctx: Context, id: string): Promise<string | undefined> {
  return (await findProject(ctx.db, id))?.stage
}

/** The state of an entry as it stands. */
export async function stateOf(ctx: Context, id: string): Promise<string | undefined> {
  return (await findEntry(ctx.db, id))?.state
}

export { projectLife }
