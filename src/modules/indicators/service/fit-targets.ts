import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import { type Fitting, fitIndicator } from '../domain/fit-indicator.ts'
import type { OwnTarget, ReadTarget, TargetFit } from '../model/own-targets.ts'
import * as queries from '../queries.ts'
import { ownTargetAnswer } from './own-targets.ts'

type Asked = {
  readonly cityCode: string
  readonly dataset: Dataset
  /** Of the document that the targets were read from. */
  readonly title: string
  readonly originStart: string
}

/**
 * For targets that were read out of a document: which indicator each fits, whether the very statement is held, and the
 * last version of those that were taken up from it. A plain read for the room that holds the document.
 */
export async function fitTargets(
  ctx: Context,
  { cityCode, dataset, title, originStart }: Asked,
  read: readonly ReadTarget[],
): Promise<{ fits: TargetFit[]; taken: OwnTarget[] }> {
  requirePermission(ctx.actor, 'indicators.read', cityCode)
  const place = { cityCode, dataset }
  const documents = await queries.listSourceDocuments(ctx.db)
  const last = await queries.listLastOwnTargets(ctx.db, place)
  const fromHere = (origin: string | null) => origin?.startsWith(originStart) ?? false
  const here = new Set(last.filter(({ origin }) => fromHere(origin)).map(({ targetId }) => targetId))
  const versions = effectiveVersions(await queries.listDefinitionVersions(ctx.db, cityCode))
  const from: Fitting = {
    title,
    definitions: versions.map(({ definition }) => definition),
    held: (await queries.listTargets(ctx.db, cityCode, dataset))
      .filter(({ id }) => !here.has(id))
      .map((target) => ({
        ...target,
        title: documents.get(target.source.document)?.title ?? target.source.document,
      })),
    remembered: last.toReversed().flatMap(({ readAs, indicatorId, subjectId, scope, isWithdrawn }) =>
      readAs === null || isWithdrawn
        ? []
        : [
            {
              name: readAs.name,
              readScope: readAs.scope,
              indicator: indicatorId,
              subject: subjectId,
              scope,
            },
          ],
    ),
  }
  return {
    fits: read.map((target) => fitIndicator(target, from)),
    taken: last.filter(({ origin }) => fromHere(origin)).map(ownTargetAnswer),
  }
}
