import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  type CityNetwork,
  gatherFacts,
  type NetworkFacts,
  type ToldNetwork,
} from '../domain/network-facts.ts'
import { buildNetwork } from '../domain/supply-network.ts'
import type { MatrixUse, NetworkInput } from '../model.ts'
import { listChainGround, tellNetworkFirms, tellRelationsInForce } from '../queries/network.ts'
import { beside } from './beside.ts'
import { findMatrix, leastMappedRatio } from './essential-inputs.ts'

/**
 * What the database tells of the supply of a city's firms on one day, unread. Reads confidential relations and figures
 * as the program; the caller sees to it that what comes out follows the rules of access.
 */
export async function tellNetwork(ctx: Context, input: NetworkInput): Promise<ToldNetwork> {
  return ctx.asProgram(async () => {
    const relations = await tellRelationsInForce(ctx.db, input)
    const named = await beside('namedIn', relations)
    const firms = await tellNetworkFirms(ctx.db, input, named)
    const { essentialFrom } = input
    return {
      ...{ relations, firms, ...(await listChainGround(ctx.db)) },
      essentialFrom: essentialFrom === 'nace-616' ? await findMatrix(ctx) : essentialFrom,
    }
  })
}

/** @throws conflict `risk.matrix_maps_few` where too few firms have a class that the matrix knows */
export function checkMatrix(matrix: MatrixUse | null): void {
  if (matrix === null || matrix.mappedFirms >= leastMappedRatio * matrix.firmCount) return
  const { mappedFirms: mapped, firmCount: firms } = matrix
  throw new AppError('conflict', 'risk.matrix_maps_few', { mapped, firms, least: leastMappedRatio * 100 })
}

/** What is held about the supply of a city's firms on one day; see `tellNetwork`. */
export async function loadNetworkFacts(ctx: Context, input: NetworkInput): Promise<NetworkFacts> {
  const facts = gatherFacts(await tellNetwork(ctx, input))
  checkMatrix(facts.matrix ?? null)
  return facts
}

/**
 * A city's supply network on one day, ready for the engine: W in fen (or in parts, where no amount is held), sectors,
 * essential inputs, and on what each link rests. Consent that was withdrawn and periods that have passed take relations
 * out. Whole and named: hand on only what the reader may see.
 */
export async function buildSupplyNetwork(ctx: Context, input: NetworkInput): Promise<CityNetwork> {
  requirePermission(ctx.actor, 'risk.read_own', input.city)
  const facts = await loadNetworkFacts(ctx, input)
  return { ...buildNetwork(facts), facts }
}
