// Who judges a call as it stands, read once for whoever asks: the office's view, the ranking, the points.
import { type Context, listPeopleOfRoles, type NamedPerson, permissionTable } from '../../../access/index.ts'
import { type Judging, judgingOf, type PanelMember, type Sheet } from '../domain/panel.ts'
import * as calls from '../queries/calls.ts'
import { listReviewers, type Reviewer } from '../queries/reviewers.ts'

/** Everybody who could judge a call of a city. */
export const listCandidates = (ctx: Context, cityCode: string): Promise<NamedPerson[]> =>
  listPeopleOfRoles(ctx, cityCode, permissionTable['calls.score'])

export type Panel = {
  readonly reviewers: readonly Reviewer[]
  /** Those who count now. */
  readonly members: readonly PanelMember[]
  readonly organisations: ReadonlyMap<string, bigint | null>
}

/** The reviewers of a call with the organisation of their accounts now; somebody without an account has none. */
export async function readPanel(ctx: Context, call: calls.CallOf): Promise<Panel> {
  const reviewers = await listReviewers(ctx.db, call.lifeId)
  const people = reviewers.length === 0 ? [] : await listCandidates(ctx, call.cityCode)
  const organisations = new Map(
    people.map(({ userName, organisationId }) => [
      userName,
      organisationId === null ? null : BigInt(organisationId),
    ]),
  )
  const members = reviewers
    .filter(({ endedAt }) => endedAt === null)
    .map(({ userName, name }) => ({
      userName,
      name,
      organisationId: organisations.get(userName) ?? null,
    }))
  return { reviewers, members, organisations }
}

type Rows = readonly Pick<calls.CallApplicationRow, 'lifeId' | 'organisationId'>[]

/** Who judges each of some applications, and what the panel gave; for whoever may see all points. */
export async function readJudging(
  ctx: Context,
  panel: Panel,
  rows: Rows,
): Promise<{ judging: Judging[]; scores: Awaited<ReturnType<typeof calls.listScores>> }> {
  const scores = await calls.listScores(
    ctx.db,
    rows.map(({ lifeId }) => lifeId),
  )
  const candidates = rows.map(({ lifeId, organisationId }) => ({ id: lifeId, organisationId }))
  return { judging: judgingOf(panel.members, candidates, scores as readonly Sheet[]), scores }
}
