import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { count } from '../../ui/format.ts'
import { MapView } from '../../ui/map/MapView.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type Filter, type FirmPoints, firmsQuery, type Layout, type MapBase } from './api.ts'
import { t } from './words.ts'

type Chain = Layout['chains'][number]

/** 布局: firms of the city or of a chain, clustered, over the parks that are strong in it. */
export function LayoutMap({ base, layout, filter }: { base: MapBase; layout: Layout; filter: Filter }) {
  const scope = useScope()
  const navigate = useNavigate()
  const { data: firms, error } = useQuery(firmsQuery(scope, filter))
  const dots = useMemo(
    () => (firms?.points ?? []).map(([id, name, lng, lat]) => ({ id, name, lng, lat })),
    [firms],
  )
  const strong = layout.chains.find(({ id }) => id === filter.chain)?.parkIds
  const marks = useMemo(
    () =>
      layout.parks.flatMap(({ id, name, place, isPartnerPark }) =>
        place === null || (strong && strong.length > 0 && !strong.includes(id))
          ? []
          : [
              {
                ...{ id: `park ${id}`, name, lng: place.lng, lat: place.lat, tone: 'strong' as const },
                shape: isPartnerPark ? ('star' as const) : ('square' as const),
              },
            ],
      ),
    [layout, strong],
  )
  if (error) return <Problem error={error} />
  if (!firms) return <Loading rows={10} />
  const open = (id: string) =>
    id.startsWith('park ')
      ? void navigate({ to: '/parks', search: { open: id.slice(5) } as never })
      : void navigate({ to: '/firms/$firmId', params: { firmId: id } })
  return (
    <div className="ls-atlas-columns">
      <MapView
        ground={base}
        label={t('layout')}
        dots={dots}
        marks={marks}
        onOpen={open}
        legend={[
          { shape: 'circle', text: t('legendFirm') },
          { shape: 'cluster', text: t('legendCluster') },
          { shape: 'square', tone: 'strong', text: t('legendPark') },
          { shape: 'star', tone: 'strong', text: t('legendPartner') },
        ]}
        list={<FirmCounts firms={firms} />}
      />
      <div className="ls-stack">
        <Counts firms={firms} />
        <DataTable
          name={t('chainsOver')}
          rows={layout.chains}
          columns={chainColumns(layout)}
          rowId={({ id }) => id}
          maxRows={12}
        />
        {firms.beyondByProvince.length > 0 && (
          <BarChart
            title={t('beyondBy')}
            unit={t('firms')}
            rows={firms.beyondByProvince
              .slice(0, 10)
              .map(({ name, firms: n }) => ({ label: name, value: n }))}
          />
        )}
      </div>
    </div>
  )
}

function Counts({ firms: { counts } }: { firms: FirmPoints }) {
  return (
    <dl className="ls-cells">
      {(['here', 'drawn', 'beyond', 'unplaced'] as const).map((key) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{count(counts[key])}</dd>
        </div>
      ))}
    </dl>
  )
}

const chainColumns = (layout: Layout): Column<Chain>[] => [
  { id: 'name', title: t('chain'), width: 120, grow: 2, phone: 'title', value: ({ name }) => name },
  {
    id: 'firms',
    title: t('firmsHere'),
    width: 90,
    grow: 0,
    align: 'right',
    value: ({ firmsHere }) => firmsHere,
    cell: ({ firmsHere }) => (firmsHere === null ? <Unknown why={t('noMap')} /> : count(firmsHere)),
  },
  {
    id: 'words',
    title: t('byWords'),
    width: 80,
    grow: 0,
    align: 'right',
    isHidden: true,
    value: ({ byWords }) => byWords,
  },
  {
    id: 'clusters',
    title: t('clusters'),
    width: 120,
    grow: 2,
    value: ({ clusters }) => clusters.map(({ name }) => name).join('、') || '—',
  },
  {
    id: 'parks',
    title: t('parksStrong'),
    width: 110,
    grow: 1,
    value: ({ parkIds }) =>
      parkIds.map((id) => layout.parks.find((park) => park.id === id)?.name ?? id).join('、') || '—',
  },
]

function FirmCounts({ firms }: { firms: FirmPoints }) {
  const isNamed = firms.points.some(([, name]) => name !== null)
  return (
    <div className="ls-stack">
      <DataTable
        name={t('byDistrict')}
        rows={firms.byDistrict}
        columns={[
          {
            ...{ id: 'name', title: t('district'), width: 160, grow: 2, phone: 'title' as const },
            value: ({ name }) => name ?? t('districtUnknown'),
          },
          { id: 'firms', title: t('firms'), width: 90, grow: 0, align: 'right', value: (row) => row.firms },
        ]}
        rowId={({ code }) => code ?? 'unknown'}
        maxRows={8}
      />
      {isNamed && <FirmList firms={firms} />}
    </div>
  )
}

function FirmList({ firms }: { firms: FirmPoints }) {
  const navigate = useNavigate()
  return (
    <DataTable
      name={t('firmsOf', { count: count(firms.points.length) })}
      rows={firms.points}
      columns={[
        { id: 'name', title: t('firm'), width: 200, grow: 2, phone: 'title', value: ([, name]) => name },
        {
          ...{ id: 'precision', title: t('place'), width: 110, grow: 0 },
          value: ([, , , , i]) => (firms.precisions[i] === 'given' ? t('placeGiven') : t('placeDistrict')),
        },
      ]}
      rowId={([id]) => id}
      onOpen={([id]) => void navigate({ to: '/firms/$firmId', params: { firmId: id } })}
      maxRows={10}
    />
  )
}
