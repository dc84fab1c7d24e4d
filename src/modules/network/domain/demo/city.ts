import { type DemoFirm, type DemoTowns, inventFirms } from './firms.ts'
import { type DemoLink, inventLinks } from './links.ts'
import { type DemoNode, profileNodes } from './profiles.ts'
import { makeRandom } from './random.ts'

export type DemoPlan = {
  readonly nodes: readonly DemoNode[]
  readonly towns: DemoTowns
  readonly firms: number
  readonly links: number
  readonly seed: number
  /** The last year for which relations are invented. */
  readonly latestYear: number
}

export type DemoCity = {
  readonly firms: readonly DemoFirm[]
  readonly links: readonly DemoLink[]
  /** Nodes for which the demo city's office says that its register is complete. */
  readonly completeNodes: readonly { readonly chainId: string; readonly nodeId: string }[]
}

/** Invents a whole city from a seed: the same plan gives the same city on every machine. */
export function inventCity(plan: DemoPlan): DemoCity {
  const random = makeRandom(plan.seed)
  const nodes = profileNodes(plan.nodes, random)
  const firms = inventFirms(nodes, plan.towns, plan.firms, random)
  const links = inventLinks(nodes, firms, plan.links, plan.latestYear, random)
  const completeNodes = nodes
    .filter(({ profile }) => profile === 'missing')
    .map(({ chainId, nodeId }) => ({ chainId, nodeId }))
  return { firms, links, completeNodes }
}
