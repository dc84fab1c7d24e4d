// The office's view of a panel: who gave what, who still owes points, means and the order so far.
import type { Context } from '../../../access/index.ts'
import type { Call, CallPanel } from '../../model.ts'
import { type Judging, mayJudge, meansByCriterion, orderSoFar } from '../domain/panel.ts'
import * as calls from '../queries/calls.ts'
import { listDraws, type Reviewer } from '../queries/reviewers.ts'
import { judged, toPoints } from './calls.ts'
import { listCandidates, type Panel, readJudging, readPanel } from './panel.ts'

type Row = calls.CallApplicationRow
const nameOf = ({ lifeId, subject }: Row) => ({ id: String(lifeId), subject })

/** The panel of a call as the office sees it; applications that were withdrawn or refused do not stand in it. */
export async function showPanel(ctx: Context, call: calls.CallOf, mayChange: boolean): Promise<CallPanel> {
  const all = await calls.listCallApplications(ctx.db, call.lifeId)
  const rows = all.filter(
    ({ state, place }) => judged.includes(state) || state === 'returned' || place !== null,
  )
  const panel = await readPanel(ctx, call)
  const { judging, scores } = await readJudging(ctx, panel, rows)
  const applying = await calls.listApplying(ctx.db, call.lifeId)
  const candidates = mayChange ? await listCandidates(ctx, call.cityCode) : []
  const active = new Set(panel.members.map(({ userName }) => userName))
  const draws = await listDraws(ctx.db, call.lifeId)
  return {
    needed: call.reviewers,
    mayChange,
    reviewers: panel.reviewers.map((one) => reviewerOf(one, { panel, rows, judging })),
    applications: applicationsOf(call, { panel, rows, judging, scores }),
    candidates: candidates
      .filter(({ userName }) => !active.has(userName))
      .map(({ userId, name, role, employer, organisationId }) => ({
        ...{ userId, name, role, employer },
        applies: organisationId !== null && applying.has(BigInt(organisationId)),
      })),
    draws: draws.map(({ seed, pool, drawn, drawnBy, drawnAt }) => ({
      seed,
      pool: pool as CallPanel['draws'][number]['pool'],
      drawn: drawn as string[],
      drawnBy,
      drawnAt: drawnAt.toISOString(),
    })),
  }
}

type Read = { panel: Panel; rows: readonly Row[]; judging: readonly Judging[] }

function reviewerOf(one: Reviewer, { panel, rows, judging }: Read): CallPanel['reviewers'][number] {
  const { id, userName, name, employer, how, namedBy, namedAt, endedBy, endedAt, endedReason } = one
  const isActive = endedAt === null
  const member = { userName, name, organisationId: panel.organisations.get(userName) ?? null }
  const of = (lifeId: bigint) => judging.find((judged) => judged.id === lifeId)!
  const open = rows.filter(({ state }) => judged.includes(state))
  return {
    id: String(id),
    ...{ name, employer, how, namedBy },
    namedAt: namedAt.toISOString(),
    ended: isActive ? null : { by: endedBy!, at: endedAt.toISOString(), reason: endedReason! },
    given: isActive
      ? rows.filter(({ lifeId }) => of(lifeId).sheets.some(({ reviewer }) => reviewer === userName)).length
      : 0,
    waiting: isActive
      ? open
          .filter(({ lifeId }) => of(lifeId).waiting.some((waiting) => waiting.userName === userName))
          .map(nameOf)
      : [],
    own: rows
      .filter(({ lifeId, organisationId }) => !mayJudge(member, { id: lifeId, organisationId }))
      .map(nameOf),
  }
}

type Scored = Read & { scores: Awaited<ReturnType<typeof calls.listScores>> }

function applicationsOf(call: calls.CallOf, { rows, judging, scores }: Scored): CallPanel['applications'] {
  const order = new Map(orderSoFar(judging).map((one) => [one.id, one]))
  const criteria = (call.criteria as Call['criteria']).map(({ id }) => id)
  const shown = rows.map((row) => {
    const { eligible, sheets } = judging.find(({ id }) => id === row.lifeId)!
    const counted = new Set(sheets.map(({ reviewer }) => reviewer))
    const ranked = order.get(String(row.lifeId))
    return {
      ...nameOf(row),
      organisation: row.organisation,
      eligible,
      place: ranked?.place ?? null,
      mean: ranked ? ranked.mean / 100 : null,
      byCriterion: toPoints(meansByCriterion(sheets, criteria)),
      sheets: scores
        .filter(({ applicationId }) => applicationId === row.lifeId)
        .map(({ reviewer, reviewerName, points, total, comment, scoredAt }) => ({
          reviewer: reviewerName,
          points: toPoints(points),
          total: total / 100,
          comment,
          scoredAt: scoredAt.toISOString(),
          counts: counted.has(reviewer),
        })),
    }
  })
  return shown.sort(
    (a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1),
  )
}
