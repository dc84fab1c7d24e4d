import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang, lang } from '../../ui/words.ts'
import { t as about } from './about-words.ts'
import type { ChainSummary } from './api.ts'
import { t as tiers } from './tier-words.ts'
import { t } from './words.ts'

const names = (groups: ChainSummary['clusters']) => groups.map(({ name }) => inLang(name)).join('、')

/** The columns of the catalogue: name, map, dated roles, groupings, history. */
export function chainColumns(onHistory: (chain: ChainSummary) => void): Column<ChainSummary>[] {
  return [
    ...nameColumns(),
    ...roleColumns(),
    ...groupColumns(),
    {
      id: 'history',
      title: t('history'),
      // A button and two links on one line.
      width: lang() === 'en' ? 330 : 240,
      grow: 0,
      phone: 'bare',
      isSortable: false,
      value: () => '',
      cell: (c) => (
        <span className="ls-line">
          <Button size="small" onClick={() => onHistory(c)}>
            {t('history')}
          </Button>
          <Link to="/chains/$chainId/tiers" params={{ chainId: c.id }}>
            {tiers('tiers')}
          </Link>
          <Link to="/chains/$chainId/about" params={{ chainId: c.id }}>
            {about('about')}
          </Link>
        </span>
      ),
    },
  ]
}

const roleColumns = (): Column<ChainSummary>[] => [
  {
    id: 'leader',
    title: t('leader'),
    width: 110,
    value: (c) => c.leader?.holder ?? null,
    cell: (c) => c.leader?.holder ?? <Unknown why={t('whyNoRole')} />,
  },
  {
    id: 'department',
    title: t('leadDepartment'),
    width: 140,
    value: (c) => c.leadDepartment?.holder ?? null,
    cell: (c) => c.leadDepartment?.holder ?? <Unknown why={t('whyNoRole')} />,
  },
]

const nameColumns = (): Column<ChainSummary>[] => [
  {
    id: 'order',
    title: t('order'),
    width: 76,
    grow: 0,
    align: 'right',
    value: (c) => c.order,
    phone: 'none',
  },
  {
    id: 'name',
    title: t('name'),
    width: 150,
    grow: 2,
    phone: 'title',
    value: (c) => inLang(c.name),
    cell: (c) =>
      c.map === 'drawn' ? (
        <Link to="/chains/$chainId" params={{ chainId: c.id }}>
          {inLang(c.name)}
        </Link>
      ) : (
        inLang(c.name)
      ),
  },
  {
    id: 'map',
    title: t('map'),
    width: 90,
    grow: 0,
    value: (c) => (c.map === 'drawn' ? t('drawn') : t('notYet')),
  },
]

const groupColumns = (): Column<ChainSummary>[] => [
  {
    id: 'valid',
    title: t('valid'),
    width: 100,
    grow: 0,
    value: (c) => (c.valid ? t('validYes') : t('validNo')),
  },
  { id: 'clusters', title: t('clusters'), width: 120, value: (c) => names(c.clusters), phone: 'none' },
  {
    id: 'programmes',
    title: t('programmes'),
    width: 110,
    value: (c) => names(c.programmes),
    phone: 'none',
  },
]
