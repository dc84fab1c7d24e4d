import { type Context, listAttachments, requirePermission } from '../../../access/index.ts'
import { findEntry } from '../queries/entries.ts'
import { insertEvents } from '../queries/events.ts'
import { getRow, subjectOf } from './entries.ts'
import { loadKinds } from './entry-kinds.ts'
import { getLife } from './life.ts'

/** An entry as a later room names it and judges whether it is what a task was to end in. */
export type EntryHead = {
  id: string
  dataset: 'held' | 'demo'
  cityCode: string
  kind: string
  kindTitle: { zh: string; en: string }
  name: string
  stateTitle: { zh: string; en: string }
  /** In a state in which an entry of its kind counts: signed, founded, held, accepted. */
  isInForce: boolean
  /** Documents that the asker may read. */
  evidence: number
  path: string
}

/** The heads of some entries by id; those that are gone are left out. */
export async function listEntryHeads(ctx: Context, ids: readonly string[]): Promise<EntryHead[]> {
  requirePermission(ctx.actor, 'registry.read')
  const kinds = new Map((await loadKinds(ctx)).map((kind) => [kind.id, kind]))
  const heads: EntryHead[] = []
  for (const id of ids) {
    const row = await findEntry(ctx.db, id)
    const kind = row && kinds.get(row.kind)
    if (!row || !kind) continue
    const { cycle } = await getLife(ctx, kind.life, row.lifeVersion)
    const files = await listAttachments(ctx, { room: 'registry', subject: subjectOf(id) })
    heads.push({
      id,
      dataset: row.dataset,
      cityCode: row.cityCode,
      kind: kind.id,
      kindTitle: kind.title,
      name: row.name,
      stateTitle: cycle.states[row.state]!.title,
      isInForce: kind.counts.includes(row.state),
      evidence: files.length,
      path: `/libraries/${id}`,
    })
  }
  return heads
}

/** The kinds that packs define, by id, with the states in which an entry counts, in words. */
export async function describeEntryKinds(ctx: Context) {
  const described = new Map<
    string,
    { title: { zh: string; en: string }; counts: { zh: string; en: string }[] }
  >()
  for (const kind of await loadKinds(ctx)) {
    const { cycle } = await getLife(ctx, kind.life)
    const counts = kind.counts.map((state) => cycle.states[state]!.title)
    described.set(kind.id, { title: kind.title, counts })
  }
  return described
}

/** Writes into the history of an entry that a task ends in it, so that an undone import does not take it away. */
export async function noteTaskOnEntry(ctx: Context, id: string, task: string): Promise<void> {
  requirePermission(ctx.actor, 'programmes.report')
  await getRow(ctx, id, 'registry.read')
  const line = { kind: 'task' as const, life: null, state: null, happened: null, happenedOn: null }
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  await insertEvents(ctx.db, 'entry', [{ ...line, note: task, source: task, subjectId: id }], stamp)
}
