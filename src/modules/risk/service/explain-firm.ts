import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { FirmExplanation } from '../model.ts'
import { listFirmHistoryRows } from '../queries/groups.ts'
import { listOrganisationNames } from '../queries/organisations.ts'
import { findFacts } from '../queries/runs.ts'
import { beside } from './beside.ts'
import type { UnnamedExplanation } from './network-works.ts'
import { getRow } from './runs.ts'

/**
 * What makes a firm's systemic risk in a ranking: who depends on it, on what, through which path, and how its place
 * changed from run to run. Computed on the facts the run keeps. @throws not_found `risk.no_run`, `risk.no_firm`
 */
export async function explainFirm(ctx: Context, runId: string, firmId: string): Promise<FirmExplanation> {
  requirePermission(ctx.actor, 'risk.read')
  const run = await getRow(ctx, runId)
  const packed = await ctx.asProgram(() => findFacts(ctx.db, run.id))
  const explained = packed ? await beside('explain', packed, firmId) : null
  if (!explained) throw new AppError('not_found', 'risk.no_firm', { id: firmId, run: runId })
  const history = await listFirmHistoryRows(ctx.db, run.dataset, run.cityCode, firmId)
  const subject = `risk.run/${runId}/firm/${firmId}`
  await audit(ctx, { action: 'risk.explain_firm', subject, confidential: true })
  return {
    ...(await withNames(ctx, explained)),
    history: history.map(
      ({ runId: id, asOf, rankedAt, esri, esriLow, esriHigh, rank, rankLow, rankHigh }) => ({
        ...{ runId: id, asOf, rankedAt: rankedAt.toISOString(), esri, rank },
        esriInterval: esriLow === null || esriHigh === null ? null : { low: esriLow, high: esriHigh },
        rankInterval: rankLow === null || rankHigh === null ? null : { low: rankLow, high: rankHigh },
      }),
    ),
  }
}

/** The names of those of whom an explanation speaks. */
async function withNames(
  ctx: Context,
  explained: UnnamedExplanation,
): Promise<Omit<FirmExplanation, 'history'>> {
  const { firm, paths, dependents } = explained
  const spokenOf = [firm, ...dependents, ...paths.flatMap(({ firms }) => firms)]
  const names = await listOrganisationNames(ctx.db, [...new Set(spokenOf.map(({ id }) => id))])
  const named = <F extends { readonly id: string }>(one: F) => ({ ...one, name: names.get(one.id) ?? one.id })
  return {
    ...{ ...explained, firm: named(firm), dependents: dependents.map(named) },
    paths: paths.map((path) => ({ ...path, firms: path.firms.map(named) })),
  }
}
