import { audit, type Context, holds, requirePermission } from '../../access/index.ts'
import { localSourcingDefinition, localSourcingVersion } from '../domain/local-sourcing.ts'
import type { OrganisationRelations } from '../model.ts'
import { listRelationsOf, type RelationRow } from '../queries/organisation-relations.ts'
import { type CitySourcing, sourcingOfCity } from './local-sourcing.ts'
import { loadPicture } from './picture.ts'

const mostRelationsListed = 1_000

function toAnswer({ side: _, organisationId, amountFen, ...row }: RelationRow) {
  return {
    ...row,
    organisationId: organisationId === null ? null : String(organisationId),
    amountFen: amountFen === null ? null : String(amountFen),
  }
}

function ratioOf(sourcing: CitySourcing, id: string): OrganisationRelations['localSourcing'] {
  const found = sourcing.ratios.find(({ buyerId }) => buyerId === id)
  if (!found) return null
  const { ratio, coverageRatio, year } = found
  return { ratio, coverageRatio, year, version: localSourcingVersion }
}

/**
 * From whom an organisation buys and to whom it sells, one step only, and its local-sourcing ratio in its own city.
 * Those who may read all relations see every row, a firm sees its own page only; others are told who can.
 */
export async function getOrganisationRelations(
  ctx: Context,
  { id, dataset }: { id: string; dataset: 'held' | 'demo' },
): Promise<OrganisationRelations> {
  requirePermission(ctx.actor, 'network.aggregate')
  const isOwn = ctx.actor.organisationId === id && holds(ctx.actor, 'relations.read_own')
  if (!isOwn && !holds(ctx.actor, 'relations.read_all'))
    return {
      mayRead: false,
      suppliers: null,
      buyers: null,
      localSourcing: null,
      definition: localSourcingDefinition[ctx.lang],
    }
  const rows = await listRelationsOf(ctx.db, id, mostRelationsListed)
  const picture = await loadPicture(ctx, dataset)
  const cityCode = picture.organisations.get(id)?.cityCode ?? null
  const hasCentre = cityCode !== null && picture.places.centre(cityCode) !== null
  if (rows.length > 0) {
    const subject = `registry.organisation/${id}`
    await audit(ctx, {
      action: 'network.read_relations',
      subject,
      detail: { rows: rows.length },
      confidential: true,
    })
  }
  return {
    mayRead: true,
    suppliers: rows.filter(({ side }) => side === 'supplier').map(toAnswer),
    buyers: rows.filter(({ side }) => side === 'buyer').map(toAnswer),
    localSourcing: hasCentre ? ratioOf(sourcingOfCity(picture, cityCode, 'city'), id) : null,
    definition: localSourcingDefinition[ctx.lang],
  }
}
