import { digits } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import type { FirmRisk, GroupKind, GroupRisk } from './api.ts'
import { points } from './ratio.ts'
import { t } from './words.ts'

const figure = (value: number | null, places = 2) => (value === null ? <Unknown /> : digits(value, places))
const interval = (range: { low: number; high: number } | null) =>
  range ? `${digits(range.low * 100, 2)}–${digits(range.high * 100, 2)}` : t('exact')

/** Ranks moved up are shown with ▲, down with ▼; a firm that was not in the ranking before is new. */
function changeText({ rank, previous }: FirmRisk): string {
  if (!previous) return t('changeNew')
  const moved = previous.rank - rank
  return moved === 0 ? t('changeNone') : `${moved > 0 ? '▲' : '▼'} ${Math.abs(moved)}`
}

/** The ranking of firms: never a bare number. */
export const firmColumns = (): Column<FirmRisk>[] => [
  { id: 'rank', title: t('rank'), width: 70, grow: 0, align: 'right', value: ({ rank }) => rank },
  {
    id: 'interval',
    title: t('rankInterval'),
    width: 100,
    grow: 0,
    align: 'right',
    value: ({ rankInterval: range }) => (range ? `${range.low}–${range.high}` : t('exact')),
  },
  { id: 'firm', title: t('firm'), width: 220, grow: 3, phone: 'title', value: ({ name }) => name },
  {
    ...{ id: 'loss', title: t('loss'), unit: '%', width: 110, grow: 0, align: 'right' },
    value: ({ esri }) => points(esri),
    cell: ({ esri }) => figure(points(esri)),
  },
  {
    ...{ id: 'range', title: t('lossInterval'), unit: '%', width: 120, align: 'right' },
    value: ({ esriInterval }) => interval(esriInterval),
  },
  {
    ...{ id: 'down', title: t('lossDown'), unit: '%', width: 100, grow: 0, align: 'right' },
    value: ({ esriDown }) => points(esriDown),
    cell: ({ esriDown }) => figure(points(esriDown)),
  },
  {
    ...{ id: 'up', title: t('lossUp'), unit: '%', width: 100, grow: 0, align: 'right' },
    value: ({ esriUp }) => points(esriUp),
    cell: ({ esriUp }) => figure(points(esriUp)),
  },
  {
    ...{ id: 'estimated', title: t('estimated'), unit: '%', width: 100, grow: 0, align: 'right' },
    value: ({ estimatedRatio }) => points(estimatedRatio),
    cell: ({ estimatedRatio }) => figure(points(estimatedRatio), 1),
  },
  { id: 'change', title: t('change'), width: 80, grow: 0, align: 'right', value: changeText },
  {
    ...{ id: 'city', title: t('inCity'), width: 80, grow: 0, phone: 'none' },
    value: ({ isInCity }) => t(isInCity ? 'yes' : 'no'),
  },
]

const kindTitles = { node: 'nodes', chain: 'chains', park: 'parks', region: 'regions' } as const

export const groupColumns = (kind: GroupKind): Column<GroupRisk>[] => [
  {
    id: 'name',
    title: t(kindTitles[kind]),
    width: 200,
    grow: 3,
    phone: 'title',
    value: ({ name }) => inLang(name),
  },
  {
    ...{ id: 'firms', title: t('groupFirms'), unit: t('firmsUnit'), width: 100, grow: 0, align: 'right' },
    value: ({ firmCount }) => firmCount,
  },
  {
    ...{ id: 'loss', title: t('loss'), unit: '%', width: 120, grow: 0, align: 'right' },
    value: ({ esri }) => points(esri),
    cell: ({ esri }) => figure(points(esri)),
  },
  {
    ...{ id: 'range', title: t('lossInterval'), unit: '%', width: 130, align: 'right' },
    value: ({ esriInterval }) => interval(esriInterval),
  },
  {
    ...{ id: 'beyond', title: t('beyond'), unit: '%', width: 130, grow: 0, align: 'right' },
    value: ({ esriBeyond }) => points(esriBeyond),
    cell: ({ esriBeyond }) => figure(points(esriBeyond)),
  },
  {
    ...{ id: 'estimated', title: t('estimated'), unit: '%', width: 110, grow: 0, align: 'right' },
    value: ({ estimatedRatio }) => points(estimatedRatio),
    cell: ({ estimatedRatio }) => figure(points(estimatedRatio), 1),
  },
]
