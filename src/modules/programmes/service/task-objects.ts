// What a task ends in, where that is an object of the libraries: an agreement, a fund, an exhibition, a result.
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import { describeEntryKinds, type EntryHead, listEntryHeads } from '../../registry/index.ts'
import type { TaskDetail } from '../model.ts'
import * as parts from '../queries/task-parts.ts'
import type { HeldTask } from '../queries/tasks.ts'

type Heads = ReadonlyMap<string, EntryHead>

async function readHeads(ctx: Context, taskId: bigint): Promise<Heads> {
  const ids = (await parts.listLinks(ctx.db, taskId)).flatMap(({ entryId }) =>
    entryId === null ? [] : [String(entryId)],
  )
  return new Map((await listEntryHeads(ctx, ids)).map((head) => [head.id, head]))
}

/** The links of a task, each object of the libraries under its present name and state. */
export async function readLinks(ctx: Context, taskId: bigint): Promise<TaskDetail['links']> {
  const heads = await readHeads(ctx, taskId)
  return (await parts.listLinks(ctx.db, taskId)).map(({ id, kind, title, path, entryId }) => {
    const head = entryId === null ? undefined : heads.get(String(entryId))
    return {
      id: String(id),
      kind,
      title: head?.name ?? title,
      path: head?.path ?? path,
      object: head
        ? {
            entryId: head.id,
            kind: head.kind,
            kindTitle: head.kindTitle,
            stateTitle: head.stateTitle,
            isInForce: head.isInForce,
            evidence: head.evidence,
          }
        : null,
    }
  })
}

const isReached = (heads: Heads, endsIn: string) =>
  [...heads.values()].some(({ kind, isInForce, evidence }) => kind === endsIn && isInForce && evidence > 0)

/** The kind of object that a task is to end in, in words; null where the plan names none. */
export async function readEnd(ctx: Context, { id, endsIn }: HeldTask): Promise<TaskDetail['endsIn']> {
  if (endsIn === null) return null
  const kind = (await describeEntryKinds(ctx)).get(endsIn)
  if (!kind) return null
  return {
    kind: endsIn,
    title: kind.title,
    states: kind.counts,
    isReached: isReached(await readHeads(ctx, id), endsIn),
  }
}

/**
 * The kinds of documents that a task has: evidence of its reports, or of the object that it was to end in. Where the
 * plan names such an object, its own evidence is what counts.
 */
export async function attachmentsOf(
  ctx: Context,
  task: HeldTask,
  progress: readonly { evidence: readonly unknown[] }[],
): Promise<string[]> {
  const end = await readEnd(ctx, task)
  const isShown = end ? end.isReached : progress.some(({ evidence }) => evidence.length > 0)
  return isShown ? ['evidence'] : []
}

/** Refuses a step that asks for evidence while the object that the task was to end in is not there with its own. */
export async function requireObject(ctx: Context, task: HeldTask): Promise<void> {
  const end = await readEnd(ctx, task)
  if (end === null || end.isReached) return
  throw new AppError('conflict', 'programmes.object_missing', {
    kind: end.title[ctx.lang],
    states: end.states.map((state) => state[ctx.lang]),
  })
}
