import { audit, type Context, holds, listAttachments, requirePermission } from '../../access/index.ts'
import { localSourcingDefinition, localSourcingVersion } from '../domain/local-sourcing.ts'
import type { OrganisationRelations } from '../model.ts'
import { listRelationsOf, type RelationRow } from '../queries/organisation-relations.ts'
import { type CitySourcing, sourcingOfCity } from './local-sourcing.ts'
import { loadPicture } from './picture.ts'

const mostRelationsListed = 1_000
const mostWithEvidence = 100

type Evidence = ReadonlyMap<string, { id: string; fileName: string }[]>

/** Whoever wrote a row by hand changes it: an office what offices and imports told, a firm what its own side told. */
export function mayChange(
  ctx: Context,
  { side, statedSide, confidentiality }: Pick<RelationRow, 'side' | 'statedSide' | 'confidentiality'>,
): boolean {
  if (holds(ctx.actor, 'relations.read_all')) return confidentiality === 'office'
  const own = side === 'supplier' ? 'buyer' : 'supplier'
  return holds(ctx.actor, 'relations.state') && statedSide === own
}

function toAnswer(ctx: Context, isOwn: boolean, evidence: Evidence) {
  return (row: RelationRow) => {
    const { side: _, evidenceKey, id, organisationId, amountFen, amountLowFen, amountHighFen, ...rest } = row
    const text = (value: bigint | null) => (value === null ? null : String(value))
    return {
      ...rest,
      ...{ id: String(id), organisationId: text(organisationId), amountFen: text(amountFen) },
      ...{ amountLowFen: text(amountLowFen), amountHighFen: text(amountHighFen) },
      mayChange:
        (isOwn || holds(ctx.actor, 'relations.read_all')) && row.endedOn === null && mayChange(ctx, row),
      evidence: (evidenceKey && evidence.get(evidenceKey)) || [],
    }
  }
}

/** Documents that the reader may open, by the key of the relation's versions. */
async function loadEvidence(ctx: Context, rows: readonly RelationRow[]): Promise<Evidence> {
  const keys = [...new Set(rows.flatMap(({ evidenceKey }) => evidenceKey ?? []))].slice(0, mostWithEvidence)
  const found = new Map<string, { id: string; fileName: string }[]>()
  for (const key of keys) {
    const kept = await listAttachments(ctx, { room: 'network', subject: `network.relation/${key}` })
    found.set(
      key,
      kept.map(({ id, fileName }) => ({ id, fileName })),
    )
  }
  return found
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
  const tell = toAnswer(ctx, isOwn, await loadEvidence(ctx, rows))
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
    suppliers: rows.filter(({ side }) => side === 'supplier').map(tell),
    buyers: rows.filter(({ side }) => side === 'buyer').map(tell),
    localSourcing: hasCentre ? ratioOf(sourcingOfCity(picture, cityCode, 'city'), id) : null,
    definition: localSourcingDefinition[ctx.lang],
  }
}
