// Invented tasks, meetings and proposals for the demo city: data set `demo` only, marked on every page.
import { writeReplyPdf } from '../../../engines/documents/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import { findRuleSet } from '../queries/supervision.ts'
import { hasTasks } from '../queries/tasks.ts'
import { addPoint, changeOccasion, createOccasion, settlePoint } from './act-on-occasion.ts'
import { actOnProposal } from './act-on-proposal.ts'
import { actOnTask } from './act-on-task.ts'
import { createTask } from './create-task.ts'
import { makeDemoCadres } from './demo-cadres.ts'
import {
  type InventedMeeting,
  type InventedTask,
  inventedMeetings,
  inventedProposals,
  inventedTasks,
} from './demo-story.ts'
import { escalateTasks } from './escalate.ts'
import { getOccasion } from './occasions.ts'
import { listHeldFacts } from './proposal-facts.ts'
import { draftReply, getProposal, receiveProposal } from './proposals.ts'
import { addEvidence, reportProgress } from './report-task.ts'

const dayMs = 86_400_000
const source = '演示数据 demo, seed 1'
type Scene = {
  ctx: Context
  city: string
  chains: readonly { readonly id: string; readonly name: { readonly zh: string } }[]
}

/** The context as it would have been so many days ago. */
const ago = (ctx: Context, days: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() - days * dayMs),
})
const dayIn = ({ now }: Context, days: number) => chinaDay(new Date(now.getTime() + days * dayMs))
const dueIn = (ctx: Context, days: number | null) => {
  const day = days === null ? null : dayIn(ctx, days)
  return { dueWritten: day, dueDate: day }
}
const place = ({ city }: Scene) => ({ city, dataset: 'demo' as const })
const chainOf = ({ chains }: Scene, word: string | null) =>
  (word === null ? undefined : chains.find(({ name }) => name.zh.includes(word)))?.id ?? null

/**
 * Gives the demo city tasks in every colour, meetings whose decisions became tasks, and proposals under way, where it has
 * none; days count from the day of making. What is late goes up the path as it would have.
 */
export async function ensureDemoTasks(
  ctx: Context,
  city: string | undefined,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (!city || (await hasTasks(ctx.db, { dataset: 'demo', cityCode: city }))) return
  // Without the packs' rule nobody could say which task is late.
  if (!(await findRuleSet(ctx.db, 'task', city))) return
  const demo: Context = { ...ctx, actor: { ...ctx.actor, displayName: '演示人员' } }
  const { chains } = await listChains(demo, { city, dataset: 'demo' })
  const scene: Scene = { ctx: demo, city, chains }
  const proof = await proofOf(demo)
  for (const [i, one] of inventedTasks.entries()) await makeTask(scene, one, i, proof)
  for (const [i, one] of inventedMeetings.entries()) await makeMeeting(scene, one, i)
  for (const one of inventedProposals) await makeProposal(scene, one)
  const cadres = await makeDemoCadres(demo, city, source)
  await escalateTasks(demo, { dataset: 'demo', cityCode: city })
  await audit(ctx, {
    action: 'programmes.demo',
    subject: `programmes.city/${city}`,
    detail: { tasks: inventedTasks.length, meetings: inventedMeetings.length, cadres },
  })
  report(
    `演示任务 demo tasks: ${inventedTasks.length}，会议 meetings: ${inventedMeetings.length}，提案 proposals: ${inventedProposals.length}，联企干部 cadres: ${cadres}`,
  )
}

/** A document that stands as evidence of what was reported; it says itself that it is invented. */
async function proofOf({ now }: Context): Promise<Buffer> {
  const words = {
    ...{ issuer: '演示市产业链办公室', number: '演示〔0〕1号', title: '办结情况报告（演示）' },
    ...{ addressee: '演示市产业链办公室：', body: ['本文件为虚构内容，用于演示。'], date: null },
    ...{ signer: null, handler: null, phone: null, copies: [] },
  }
  return Buffer.from((await writeReplyPdf(words, now)).bytes)
}

async function makeTask(scene: Scene, one: InventedTask, i: number, proof: Buffer): Promise<void> {
  const { ctx } = scene
  const { lead, responsible, course, report } = one
  const { id } = await createTask(ago(ctx, one.madeDaysAgo), {
    ...place(scene),
    requestKey: `demo-task-${i}`,
    ...{ planId: null, parentId: null, origin: null },
    chainId: chainOf(scene, one.chain),
    ...{ title: one.title, content: one.content, leadPersons: [] },
    units: [
      ...(lead === null ? [] : [{ part: 'lead' as const, name: lead }]),
      ...(responsible === null ? [] : [{ part: 'responsible' as const, name: responsible }]),
    ],
    ...dueIn(ctx, one.dueIn),
  })
  const at = ago(ctx, report?.daysAgo ?? 10)
  const isFinished = course === 'checking' || course === 'done'
  const evidence = isFinished
    ? [(await addEvidence(at, id, { fileName: '办结情况.pdf', bytes: proof })).id]
    : []
  let seen = 0
  if (report)
    ({ seen } = (
      await reportProgress(at, id, { donePercent: report.percent, text: report.text, evidence })
    ).life)
  const act = async (when: Context, action: string, comment?: string) => {
    const done = await actOnTask(when, id, { seen, action, ...(comment ? { comment } : {}) })
    seen = done.life.seen
  }
  if (isFinished) await act(at, 'report_done')
  if (course === 'done') await act(ago(ctx, Math.max((report?.daysAgo ?? 2) - 1, 0)), 'accept')
  if (course === 'dropped') await act(at, 'drop', '演示：与省里展会合并，不再单独筹建。')
}

async function makeMeeting(scene: Scene, one: InventedMeeting, i: number): Promise<void> {
  const { ctx } = scene
  const fields = {
    ...{ kind: one.kind, title: one.title, place: one.place, leader: one.leader, leaderPost: '链长' },
    ...{ heldOn: dayIn(ctx, one.heldIn), chainId: chainOf(scene, one.chain), bodyId: null },
    ...{ attendees: ['演示市工信局', '演示市商务局'], agenda: [...one.agenda], sites: [] },
  }
  const made = ago(ctx, Math.max(-one.heldIn, 0) + 3)
  const request = { ...place(scene), ...fields, requestKey: `demo-meeting-${i}`, source }
  const { id } = await createOccasion(made, request)
  if (one.minutes === null) return
  const after = ago(ctx, -one.heldIn - 1)
  const { seen } = await getOccasion(after, id)
  await changeOccasion(after, id, { ...fields, seen, minutes: one.minutes })
  for (const { kind, text, raisedBy, becomes } of one.points) {
    const { pointList } = await addPoint(after, id, { kind, text, raisedBy })
    if (becomes === null) continue
    const task = 'title' in becomes && {
      ...{ title: becomes.title, leads: [becomes.lead], responsibles: [] },
      ...dueIn(ctx, becomes.dueIn),
    }
    const point = pointList.find((held) => held.text === text)!
    await settlePoint(after, id, point.id, task ? { task } : (becomes as { noTaskWhy: string }))
  }
}

async function makeProposal(scene: Scene, one: (typeof inventedProposals)[number]): Promise<void> {
  const { ctx } = scene
  const received = ago(ctx, one.receivedDaysAgo)
  const { id } = await receiveProposal(received, {
    ...place(scene),
    requestKey: `demo-proposal-${one.number}`,
    kind: one.subject.includes('建议') ? 'suggestion' : 'proposal',
    ...{ number: one.number, session: '演示届次', proposers: ['演示委员'], subject: one.subject },
    content: '虚构提案，用于演示。',
    ...{ receivedOn: chinaDay(received.now), dueDate: dayIn(ctx, one.dueIn), leadUnit: one.lead },
  })
  for (const [i, step] of one.steps.entries()) {
    const at = ago(ctx, one.receivedDaysAgo - 2 - 6 * i)
    const { seen } = (await getProposal(at, id)).life!
    if (step === 'draft') await draftReply(at, id, { seen, reply: await replyOf(at, id, one) })
    else await actOnProposal(at, id, { seen, action: step })
  }
}

/** A reply with one sentence from held data with its source, and one promise. */
async function replyOf(ctx: Context, id: string, { subject, lead }: (typeof inventedProposals)[number]) {
  // The last is a target, which a document states; counts of today would be wrong in a draft of weeks ago.
  const fact = (await listHeldFacts(ctx, id)).items.at(-1)
  return {
    ...{ issuer: lead, number: null, title: `${subject.replace(/（演示）$/, '')}的答复（演示）` },
    addressee: '演示委员：',
    paragraphs: [
      { text: '您提出的提案收悉，现答复如下（虚构内容，用于演示）。', source: null, commitment: null },
      ...(fact ? [{ ...fact, commitment: null }] : []),
      {
        text: '下一步，我局将会同有关部门组织专题对接，并在半年内反馈结果。',
        source: null,
        commitment: {
          ...{ title: '组织专题对接并反馈结果（演示）', units: [lead] },
          ...{ dueWritten: '半年内', dueDate: null },
        },
      },
    ],
    ...{ signer: null, handler: '演示经办人', phone: null, copies: [] },
  }
}
