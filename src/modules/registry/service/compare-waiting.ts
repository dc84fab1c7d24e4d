import { audit, type Context, type Dataset } from '../../access/index.ts'
import { mayMean } from '../domain/resembling-names.ts'
import type { WaitingName } from '../import/importer.ts'
import { judgeNames } from '../import/named-ends.ts'
import { getImporter, listImporters, tellListeners } from '../import/registry-of-importers.ts'
import { lockDataset } from '../queries/firm-import.ts'
import * as queries from '../queries/new-names.ts'
import { recountImport } from './waiting-rows.ts'

/** What comparing the waiting names of one data set again came to, before anything is written. */
export type ComparedNames = {
  readonly dataset: Dataset
  /** Which names that came were read. */
  readonly seqs: readonly string[]
  readonly kinds: readonly {
    readonly kind: string
    readonly found: ReadonlyMap<string, string>
    readonly asked: readonly queries.AskedEnd[]
  }[]
}

/**
 * Compares the names for which rows wait with the register once more, where organisations came or got another name since;
 * by the same evidence and bands as an import. Reads only, so that a long comparison stands in nobody's way.
 */
export async function compareWaitingNames(ctx: Context): Promise<ComparedNames[]> {
  const compared: ComparedNames[] = []
  for (const dataset of ['held', 'demo'] as const) {
    const { seqs, names } = await queries.listNewNames(ctx.db, dataset)
    if (seqs.length === 0) continue
    const kinds: ComparedNames['kinds'][number][] = []
    for (const { kind, waitingNames } of listImporters()) {
      const waiting = (await waitingNames?.list(ctx, dataset)) ?? []
      const passes = mayMean(
        waiting.map(({ name }) => name),
        names,
      )
      const open = waiting.filter((_, i) => passes[i])
      if (open.length > 0) kinds.push({ kind, ...(await judge(ctx, dataset, open)) })
    }
    compared.push({ dataset, seqs, kinds })
  }
  return compared
}

async function judge(ctx: Context, dataset: Dataset, waiting: readonly WaitingName[]) {
  const once = [...new Map(waiting.map((each) => [each.key, each])).values()]
  const run = { importId: '0', options: { dataset, fileName: '', partner: null }, source: '' }
  const verdicts = await judgeNames(ctx, once, run, () => ctx.signal?.throwIfAborted())
  const byKey = new Map(once.map(({ key }, i) => [key, verdicts[i]!]))
  const found = new Map<string, string>()
  for (const [key, verdict] of byKey) if (verdict.kind === 'held') found.set(key, verdict.organisationId)
  const asked = waiting.flatMap(({ key, importId, subject, part }) => {
    const verdict = byKey.get(key)!
    return verdict.kind === 'review' ? [{ ...verdict.review, importId, subject, part }] : []
  })
  return { found, asked }
}

/** Joins who is surely meant, asks a person about who may be meant, and notes both in the trail. */
export async function settleComparedNames(
  ctx: Context,
  { dataset, seqs, kinds }: ComparedNames,
): Promise<{ joined: number; asked: number }> {
  await lockDataset(ctx.db, dataset)
  const sum = { joined: 0, asked: 0 }
  for (const { kind, found, asked } of kinds) {
    const joined = await getImporter(kind).waitingNames!.join(ctx, dataset, found)
    const { importIds, count } = await queries.upsertQuestions(ctx.db, dataset, asked)
    for (const importId of importIds) await recountImport(ctx, importId)
    if (joined > 0) await tellListeners(ctx, { dataset, kind })
    sum.joined += joined
    sum.asked += count
  }
  await queries.deleteNewNames(ctx.db, seqs)
  if (sum.joined + sum.asked === 0) return sum
  const joinedTo = [...new Set(kinds.flatMap(({ found }) => [...found.values()]))].slice(0, 50)
  const detail = { dataset, ...sum, joinedTo }
  await audit(ctx, { action: 'registry.compare_waiting', subject: 'registry.import', detail })
  return sum
}
