import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Column } from '../../ui/table/column.ts'
import { t as ui } from '../../ui/ui-words.ts'
import type { GapRow } from './api.ts'
import { t } from './words.ts'

/** The columns of the gap list: which node, how grave, how many firms, why. */
export const gapColumns = (): Column<GapRow>[] => [
  {
    id: 'status',
    title: t('status'),
    width: 84,
    grow: 0,
    phone: 'bare',
    value: (g) => ui(g.status),
    cell: (g) => <StatusMark status={g.status} />,
  },
  {
    id: 'node',
    title: t('node'),
    width: 190,
    grow: 2,
    value: (g) => g.node.name,
    phone: 'title',
  },
  { id: 'chain', title: t('chain'), width: 150, value: (g) => g.chain.name },
  ...figureColumns(),
  {
    id: 'reason',
    title: t('reason'),
    width: 260,
    grow: 4,
    isSortable: false,
    value: (g) => g.reasons.map(({ text }) => text).join(' '),
    phone: 'none',
  },
]

const figureColumns = (): Column<GapRow>[] => [
  {
    id: 'dependents',
    title: t('dependents'),
    unit: t('nodeUnitPlain'),
    width: 150,
    grow: 0,
    align: 'right',
    value: (g) => g.dependents,
  },
  {
    id: 'here',
    title: t('here'),
    unit: t('firmsUnit'),
    width: 96,
    grow: 0,
    align: 'right',
    value: (g) => g.here,
  },
  {
    id: 'near',
    title: t('within200Km'),
    unit: t('firmsUnit'),
    width: 150,
    grow: 0,
    align: 'right',
    value: (g) => g.within200Km,
  },
]
