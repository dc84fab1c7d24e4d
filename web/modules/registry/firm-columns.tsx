import { Link } from '@tanstack/react-router'
import { day } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import type { OrganisationItem } from './api.ts'
import { t as own } from './list-words.ts'
import { kindName, precisionName } from './names.ts'
import { t } from './words.ts'

/** The columns of the register: who, where, what, and how exactly the place is known. */
export const firmColumns = (): Column<OrganisationItem>[] => [...whoColumns(), ...whatColumns()]

const whoColumns = (): Column<OrganisationItem>[] => [
  {
    id: 'name',
    title: t('name'),
    width: 240,
    grow: 3,
    phone: 'title',
    value: (firm) => firm.name,
    cell: (firm) => (
      <Link to="/firms/$firmId" params={{ firmId: firm.id }}>
        {firm.name}
      </Link>
    ),
  },
  {
    id: 'creditCode',
    title: t('creditCode'),
    width: 176,
    grow: 0,
    phone: 'bare',
    isSortable: false,
    value: (firm) => firm.creditCode,
  },
  {
    id: 'stockCode',
    title: t('stockCode'),
    width: 100,
    grow: 0,
    isSortable: false,
    isHidden: true,
    value: (firm) => firm.stockCode,
  },
  {
    id: 'kind',
    title: t('kind'),
    width: 80,
    grow: 0,
    isSortable: false,
    isHidden: true,
    value: (firm) => kindName(firm.kind),
  },
]

const whatColumns = (): Column<OrganisationItem>[] => [
  {
    id: 'place',
    title: t('place'),
    width: 150,
    isSortable: false,
    value: (firm) => [firm.cityName, firm.districtName].filter(Boolean).join(' ') || null,
  },
  {
    id: 'size',
    title: own('size'),
    width: 72,
    grow: 0,
    isSortable: false,
    phone: 'none',
    value: (firm) => (firm.sizeClass ? own(firm.sizeClass) : null),
  },
  {
    id: 'titles',
    title: own('titles'),
    width: 160,
    grow: 2,
    isSortable: false,
    phone: 'none',
    value: (firm) => firm.titles.join('、') || '—',
  },
  {
    id: 'tags',
    title: own('tags'),
    width: 110,
    isSortable: false,
    isHidden: true,
    value: (firm) => firm.tags.join('、') || '—',
  },
  { id: 'industry', title: t('industry'), width: 150, isSortable: false, value: industryOf },
  {
    id: 'products',
    title: t('products'),
    width: 180,
    grow: 2,
    isSortable: false,
    phone: 'none',
    value: (firm) => firm.products.join('、') || null,
  },
  {
    id: 'precision',
    isHidden: true,
    title: t('precision'),
    width: 130,
    grow: 0,
    isSortable: false,
    phone: 'none',
    value: (firm) => (firm.positionPrecision ? precisionName(firm.positionPrecision) : null),
    cell: (firm) =>
      firm.positionPrecision ? (
        precisionName(firm.positionPrecision)
      ) : (
        <Unknown why={t('precisionUnknown')} />
      ),
  },
  {
    id: 'updated',
    title: t('updatedAt'),
    width: 100,
    grow: 0,
    phone: 'none',
    value: (firm) => day(firm.updatedAt),
  },
]

/** The industry as a source words it, else its code; the firm's page names the code. */
const industryOf = ({ industry, industryCode }: OrganisationItem) =>
  industry ?? (industryCode && `GB/T 4754 ${industryCode}`)
