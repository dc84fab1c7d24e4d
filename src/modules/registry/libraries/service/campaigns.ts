import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { Campaign } from '../../model.ts'
import * as queries from '../queries/campaigns.ts'
import { completedStates } from './projects.ts'

type Scope = { dataset: 'held' | 'demo'; city: string }

/** The yearly campaigns of a city, newest first, with how many of their projects are completed. */
export async function listCampaigns(ctx: Context, scope: Scope): Promise<Campaign[]> {
  requirePermission(ctx.actor, 'libraries.read', scope.city)
  const rows = await queries.listCampaigns(ctx.db, { ...scope, completed: completedStates })
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    projects: Number(row.projects),
    completed: Number(row.completed),
  }))
}

/** Opens a campaign; the same year and title again gives the one that stands. */
export async function addCampaign(
  ctx: Context,
  input: Scope & { year: number; title: string; source: string },
) {
  requirePermission(ctx.actor, 'libraries.settle', input.city)
  const { id, isNew } = await queries.ensureCampaign(ctx.db, input, { by: ctx.actor.userName, at: ctx.now })
  if (isNew)
    await audit(ctx, {
      action: 'registry.add_campaign',
      subject: `registry.campaign/${id}`,
      detail: { ...input },
    })
  return (await listCampaigns(ctx, input)).find((campaign) => campaign.id === id)!
}

/** Puts projects on a campaign's list, all or none; those that stand there already stay. */
export async function addCampaignProjects(
  ctx: Context,
  id: string,
  projectIds: readonly string[],
): Promise<{ added: number }> {
  requirePermission(ctx.actor, 'libraries.settle')
  const campaign = await queries.findCampaign(ctx.db, id)
  if (!campaign) throw new AppError('not_found', 'registry.no_campaign', { id })
  requirePermission(ctx.actor, 'libraries.settle', campaign.cityCode)
  const unfit = await queries.countUnfit(ctx.db, id, projectIds)
  if (unfit > 0) throw new AppError('invalid', 'registry.campaign_project_unfit', { count: unfit })
  const added = await queries.addToCampaign(ctx.db, id, projectIds)
  if (added > 0)
    await audit(ctx, {
      action: 'registry.add_campaign_projects',
      subject: `registry.campaign/${id}`,
      detail: { projectIds },
    })
  return { added }
}
