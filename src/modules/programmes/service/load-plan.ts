import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { PlanFile } from '../plan-section.ts'
import * as plans from '../queries/plans.ts'
import { insertProposal } from '../queries/proposals.ts'
import { replaceTags, replaceUnits, updateTask } from '../queries/tasks.ts'
import { unitRows } from './resolve-units.ts'

type FileTask = PlanFile['tasks'][number]

const unitsOf = ({ leads, responsibles }: FileTask) => [
  ...leads.map((name) => ({ part: 'lead' as const, name })),
  ...responsibles.map((name) => ({ part: 'responsible' as const, name })),
]
const tagsOf = ({ tags }: FileTask) =>
  Object.entries(tags).flatMap(([dimension, values]) => values.map((value) => ({ dimension, value })))
const fieldsOf = (task: FileTask) => ({
  kind: task.kind,
  title: task.title,
  content: task.content,
  parentTitle: task.parent,
  dueWritten: task.dueWritten,
  dueDate: task.dueDate,
  place: task.place,
  chainId: task.chain,
  endsIn: task.endsIn,
})

/**
 * Brings a plan of a pack into the held data set. A task that stands keeps its state, reports and what the office
 * changed: only what the file itself says anew since it was loaded replaces what stood. A task that left the file
 * stays, since people may have worked on it.
 */
export async function loadPlan(ctx: Context, file: PlanFile): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  const place = { dataset: 'held' as const, cityCode: file.city }
  const { id: planId, isNew } = await plans.upsertPackPlan(ctx.db, {
    ...place,
    packKey: file.id,
    title: file.title,
    source: [file.source.document, file.source.place].filter(Boolean).join(' '),
    noteZh: file.note?.zh ?? null,
    noteEn: file.note?.en ?? null,
    dimensions: JSON.stringify(file.dimensions),
    createdAt: ctx.now,
  })
  const held = new Map((await plans.listPackTasks(ctx.db, planId)).map((task) => [task.packKey, task]))
  const fresh = file.tasks.filter(({ key }) => !held.has(key))
  const ids = await plans.insertTasks(
    ctx.db,
    await Promise.all(
      fresh.map(async (task) => ({
        ...place,
        ...fieldsOf(task),
        planId,
        documentId: null,
        documentOrdinal: null,
        leadPersons: [],
        packKey: task.key,
        createdBy: ctx.actor.userName,
        createdAt: ctx.now,
        units: await unitRows(ctx, place, unitsOf(task)),
      })),
    ),
  )
  for (const [i, task] of fresh.entries()) await replaceTags(ctx.db, ids[i]!, tagsOf(task))
  const changed = file.tasks.filter((task) => {
    const before = held.get(task.key)
    return before !== undefined && before.seen === 0 && before.title !== task.title
  })
  for (const task of changed) {
    const { id } = held.get(task.key)!
    await updateTask(ctx.db, id, fieldsOf(task))
    await replaceUnits(ctx.db, id, await unitRows(ctx, place, unitsOf(task)))
    await replaceTags(ctx.db, id, tagsOf(task))
  }
  for (const task of file.tasks) {
    const before = held.get(task.key)
    if (before !== undefined && before.endsIn !== task.endsIn)
      await plans.setEndsIn(ctx.db, before.id, task.endsIn)
  }
  if (file.case !== null) await keepCase(ctx, file, planId)
  if (isNew || fresh.length > 0 || changed.length > 0)
    await audit(ctx, {
      action: 'programmes.plan_load',
      subject: `programmes.plan/${planId}`,
      detail: { file: file.id, added: fresh.length, changed: changed.length },
    })
}

/** The proposal behind a reply, as a case that is only read; its reply has a head and no wording of its own. */
async function keepCase(ctx: Context, file: PlanFile, planId: bigint): Promise<void> {
  const { issuer, replyNumber, replyOn, signer, handler, phone, copies, ...proposal } = file.case!
  const addressee = `${proposal.proposers.join('、')}${proposal.kind === 'proposal' ? '委员' : '代表'}`
  const head = { issuer, number: replyNumber, title: file.title, addressee, signer, handler, phone, copies }
  await insertProposal(ctx.db, {
    ...proposal,
    dataset: 'held',
    cityCode: file.city,
    content: null,
    receivedOn: null,
    dueDate: null,
    leadUnit: issuer,
    organisationId: null,
    reply: JSON.stringify({ ...head, paragraphs: [] }),
    replyOn,
    signedBy: signer,
    planId,
    isCase: true,
    packKey: file.id,
    state: 'published',
    isOpen: false,
    requestKey: null,
    createdBy: ctx.actor.userName,
    createdAt: ctx.now,
  })
}
