import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { count, digits } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { MapView } from '../../ui/map/MapView.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type Filter, type Investment, type MapBase, type Targets, targetsQuery } from './api.ts'
import { LeadForm } from './LeadForm.tsx'
import { t } from './words.ts'

type Gap = Investment['gaps'][number]
type Target = Targets['items'][number]
const keyOf = ({ chain, node }: Gap) => `${chain.id}/${node.id}`

/** 招商: gaps, the firms elsewhere that could close one, and the leads on them. */
export function InvestmentMap({
  base,
  gaps,
  filter,
  onFilter,
}: {
  base: MapBase
  gaps: readonly Gap[]
  filter: Filter
  onFilter(next: Filter): void
}) {
  const shown = gaps.filter(
    ({ chain, node }) =>
      (!filter.chain || chain.id === filter.chain) && (!filter.segment || node.segment === filter.segment),
  )
  const chosen = filter.chain && filter.node ? { chain: filter.chain, node: filter.node } : null
  const { data: targets, error } = useQuery(targetsQuery(useScope(), chosen))
  const [asked, ask] = useState<Target | null>(null)
  const marks = useMemo(
    () =>
      (targets?.items ?? []).flatMap(({ id, name, place, leadId }) =>
        place === null
          ? []
          : [
              {
                ...{ id, name, lng: place.lng, lat: place.lat },
                shape: leadId ? ('star' as const) : ('diamond' as const),
                tone: leadId ? ('strong' as const) : ('accent' as const),
              },
            ],
      ),
    [targets],
  )
  const rings = useMemo(() => ({ centre: base.centre, radiiKm: [200] }), [base])
  if (gaps.length === 0) return <Empty title={t('gapsNone')} why={t('gapsNoneWhy')} />
  const list = (
    <TargetList
      bounds={base.bounds}
      targets={chosen ? targets : undefined}
      error={error}
      isAsked={chosen !== null}
      onLead={ask}
    />
  )
  return (
    <div className="ls-stack">
      <div className="ls-atlas-columns ls-atlas-even">
        <MapView
          ground={base}
          label={t('investment')}
          marks={marks}
          rings={rings}
          view={base.bounds as [number, number, number, number]}
          onOpen={(id) => {
            const target = targets?.items.find((one) => one.id === id)
            if (target) ask(target)
          }}
          legend={[
            { shape: 'diamond', text: t('legendTarget') },
            { shape: 'star', tone: 'strong', text: t('legendLead') },
            { shape: 'ring', tone: 'unknown', text: '200 km' },
          ]}
          list={list}
          isListBeside
        />
        <DataTable
          name={t('investment')}
          rows={shown}
          columns={gapColumns()}
          rowId={keyOf}
          onOpen={({ chain, node }) => onFilter({ chain: chain.id, node: node.id })}
          maxRows={14}
        />
      </div>
      {list}
      {asked && targets && (
        <LeadForm target={asked} chain={targets.chain} node={targets.node} onClose={() => ask(null)} />
      )}
    </div>
  )
}

const number = (value: number | null) => (value === null ? <Unknown /> : count(value))
const right = { width: 112, grow: 0, align: 'right' as const }

const gapColumns = (): Column<Gap>[] => [
  { id: 'node', title: t('node'), width: 110, grow: 2, phone: 'title', value: ({ node }) => node.name },
  { id: 'chain', title: t('chain'), width: 104, grow: 1, value: ({ chain }) => chain.name },
  {
    id: 'status',
    title: t('status'),
    width: 100,
    grow: 0,
    value: ({ status }) => status,
    cell: ({ status }) => <StatusMark status={status} />,
  },
  { id: 'elsewhere', title: t('elsewhere'), ...right, value: ({ elsewhere }) => elsewhere },
  {
    id: 'leads',
    title: t('leads'),
    ...right,
    width: 96,
    value: ({ leads }) => leads,
    cell: ({ leads }) => number(leads),
  },
  {
    id: 'dependents',
    title: t('dependents'),
    ...right,
    isHidden: true,
    value: ({ dependents }) => dependents,
  },
  {
    id: 'released',
    title: t('released'),
    width: 70,
    grow: 0,
    isHidden: true,
    value: ({ isReleased }) => (isReleased ? '✓' : '—'),
  },
]

function TargetList({
  bounds,
  targets,
  error,
  isAsked,
  onLead,
}: {
  bounds: readonly number[]
  targets: Targets | undefined
  error: unknown
  isAsked: boolean
  onLead(target: Target): void
}) {
  const mayHandle = useMay('leads.handle')
  if (!isAsked) return <p className="ls-soft">{t('chooseGap')}</p>
  if (error) return <Problem error={error} />
  if (!targets) return <Loading rows={4} />
  const [west, south, east, north] = bounds as [number, number, number, number]
  const beyond = targets.items.filter(
    ({ place }) =>
      place !== null && (place.lng < west || place.lng > east || place.lat < south || place.lat > north),
  ).length
  return (
    <section className="ls-stack" data-testid="targets">
      <h2>{t('targetsOf', { node: targets.node.name, count: count(targets.count) })}</h2>
      <p className="ls-soft">
        {targets.method}{' '}
        <PathLink path={`/gaps/${targets.chain.id}/${targets.node.id}`}>{t('openGap')}</PathLink>
      </p>
      {beyond > 0 && <p className="ls-soft">{t('targetsBeyond', { count: beyond })}</p>}
      <DataTable
        name={t('targets')}
        rows={targets.items}
        columns={targetColumns(mayHandle, onLead)}
        rowId={({ id }) => id}
        maxRows={10}
        empty={<Empty title={t('targetsNone')} why={t('targetsNoneWhy')} />}
      />
    </section>
  )
}

const targetColumns = (mayHandle: boolean, onLead: (target: Target) => void): Column<Target>[] => [
  {
    id: 'name',
    title: t('firm'),
    width: 200,
    grow: 2,
    phone: 'title',
    value: ({ name }) => name,
    cell: ({ id, name }) => <PathLink path={`/firms/${id}`}>{name}</PathLink>,
  },
  { id: 'city', title: t('city'), width: 90, grow: 0, value: ({ cityName }) => cityName },
  {
    id: 'distance',
    title: t('distance'),
    unit: 'km',
    width: 84,
    grow: 0,
    align: 'right',
    value: ({ distanceKm }) => distanceKm,
    cell: ({ distanceKm }) => (distanceKm === null ? <Unknown /> : digits(distanceKm, 0)),
  },
  {
    id: 'reasons',
    title: t('reasons'),
    width: 280,
    grow: 4,
    value: ({ reasons }) => reasons.map(({ text }) => text).join(' '),
  },
  {
    id: 'lead',
    title: t('leads'),
    width: 116,
    grow: 0,
    value: ({ leadId }) => leadId,
    cell: (target) =>
      target.leadId ? (
        <PathLink path={`/leads/${target.leadId}`}>{t('openLead')}</PathLink>
      ) : mayHandle ? (
        <Button size="small" onClick={() => onLead(target)}>
          {t('makeLead')}
        </Button>
      ) : (
        '—'
      ),
  },
]
