import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import type { ResilienceDetail } from './gap-api.ts'
import { t } from './resilience-words.ts'

type Node = ResilienceDetail['nodes'][number]

/** Whether a node stands in a part of the index: the part is made of these. */
export function standsIn(part: ResilienceDetail['parts'][number]['id'], node: Node): boolean {
  if (part === 'selfReliance') return node.statusValue !== null
  if (part === 'singleSource') return node.hasSeveralOwners !== null
  if (part === 'alternates') return node.hasAlternates !== null
  return node.isHindered !== null
}

const said = (id: string, title: string, of: (node: Node) => boolean | null): Column<Node> => ({
  id,
  title,
  width: 120,
  value: (node) => {
    const value = of(node)
    return value === null ? null : t(value ? 'yes' : 'no')
  },
  cell: (node) => {
    const value = of(node)
    return value === null ? <Unknown /> : t(value ? 'yes' : 'no')
  },
})

/** What every node gives to the parts of the index. */
export const nodeColumns = (): Column<Node>[] => [
  {
    id: 'status',
    title: t('status'),
    width: 90,
    grow: 0,
    phone: 'bare',
    value: (node) => ui(node.status),
    cell: (node) => <StatusMark status={node.status} />,
  },
  { id: 'node', title: t('node'), width: 180, grow: 2, phone: 'title', value: (node) => node.name },
  {
    id: 'weight',
    title: t('nodeWeight'),
    unit: t('nodeWeightUnit'),
    width: 140,
    align: 'right',
    value: (node) => node.weight,
  },
  {
    id: 'value',
    title: t('statusValue'),
    width: 110,
    align: 'right',
    value: (node) => node.statusValue,
    cell: (node) => node.statusValue ?? <Unknown />,
  },
  said('owners', t('owners'), (node) => node.hasSeveralOwners),
  said('alternates', t('alternates'), (node) => node.hasAlternates),
  said('free', t('free'), (node) => (node.isHindered === null ? null : !node.isHindered)),
]
