import type { Context } from '../../access/index.ts'
import type { Measured, MeasuredSet, Remedy } from '../model.ts'
import { listNodeNames, listOrganisationNames } from '../queries/organisations.ts'
import type { Unnamed, UnnamedSet } from './measure-set.ts'
import { remedyLabel } from './remedy-label.ts'

/** The firms of which a remedy speaks. */
const firmsOf = (remedy: Remedy): string[] => [
  ...('buyerId' in remedy ? [remedy.buyerId] : []),
  ...('supplierId' in remedy && remedy.supplierId !== null ? [remedy.supplierId] : []),
]

/** What was measured of a set with each remedy in words, in the language of the asker. */
export async function nameSet(ctx: Context, { single, best }: UnnamedSet): Promise<Omit<MeasuredSet, 'at'>> {
  const nodes = await listNodeNames(ctx.db)
  const ids = new Set(single.flatMap(({ remedy }) => firmsOf(remedy)))
  const firms = await listOrganisationNames(ctx.db, [...ids])
  const label = remedyLabel(ctx.lang, {
    firm: (id) => firms.get(id) ?? id,
    node: (id) => nodes.get(id)?.[ctx.lang] ?? id,
  })
  const named = ({ remedy, ...figures }: Unnamed): Measured => ({ remedy, label: label(remedy), ...figures })
  return { single: single.map(named), best: { ...best, chosen: best.chosen.map(named) } }
}
