import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Select } from 'antd'
import { useMemo } from 'react'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { count, digits, money, percent } from '../../ui/format.ts'
import { MapView } from '../../ui/map/MapView.tsx'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { AtlasTabs } from './AtlasTabs.tsx'
import { baseQuery, layoutQuery, type MapBase, type Rings, ringsQuery } from './api.ts'
import { t } from './ring-words.ts'

const route = getRouteApi('/atlas/rings')
const radii = [50, 100, 150, 200, 300, 500] as const
type Ring = Rings['rings'][number]

const ringName = ({ fromKm, toKm }: Ring) =>
  toKm === null ? t('farther', { from: fromKm }) : t('upTo', { from: fromKm, to: toKm })

/** Purchases by ring around a centre as bars beside the map, and what lies just outside (200 公里生态配套圈). */
export function RingsPage() {
  const scope = useScope()
  const search = route.useSearch()
  const radiusKm = search.radius ?? 200
  const chosen = {
    radiusKm,
    ...(search.centre ? { centre: search.centre } : {}),
    ...(search.chain ? { chain: search.chain } : {}),
  }
  const base = useQuery(baseQuery(scope))
  const rings = useQuery(ringsQuery(scope, chosen))
  const error = base.error ?? rings.error
  if (error)
    return (
      <Page title={t('title')}>
        <AtlasTabs />
        <Problem error={error} retry={() => void rings.refetch()} />
      </Page>
    )
  if (!base.data || !rings.data) return <Loading rows={12} />
  const { centre } = rings.data
  const inside = shareInside(rings.data)
  const sentence =
    inside === null
      ? t('sentenceUnknown', { centre: centre.name })
      : t('sentence', { centre: centre.name, km: radiusKm, share: `${percent(inside)!.text}%` })
  return (
    <Page title={t('title')} sentence={sentence}>
      <AtlasTabs />
      {rings.data.mayChoose ? <Choices rings={rings.data} /> : <p className="ls-soft">{t('fixed')}</p>}
      <Drawn base={base.data} rings={rings.data} />
    </Page>
  )
}

/** Share of what is bought within the outermost ring; null where any part of it is unknown or held back. */
function shareInside({ rings }: Rings): number | null {
  const inner = rings.filter(({ toKm }) => toKm !== null)
  return inner.some(({ shareRatio }) => shareRatio === null)
    ? null
    : inner.reduce((sum, { shareRatio }) => sum + (shareRatio ?? 0), 0)
}

function Choices({ rings }: { rings: Rings }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: layout } = useQuery(layoutQuery(useScope()))
  const put = (change: object) => void navigate({ search: (held) => ({ ...held, ...change }), replace: true })
  return (
    <div className="ls-atlas-tools">
      <Select
        aria-label={t('centre')}
        value={rings.centre.id}
        onChange={(id) => put({ centre: id === 'city' ? undefined : id })}
        options={rings.centres.map(({ id, name, source }) => ({ value: id, label: `${name}（${source}）` }))}
      />
      <Select
        aria-label={t('radius')}
        value={rings.radiusKm}
        onChange={(radius) => put({ radius: radius === 200 ? undefined : radius })}
        options={radii.map((km) => ({ value: km, label: `${km} km` }))}
      />
      <Select
        aria-label={t('chain')}
        value={search.chain ?? ''}
        onChange={(chain) => put({ chain: chain || undefined })}
        options={[
          { value: '', label: t('allChains') },
          ...(layout?.chains ?? [])
            .filter(({ isDrawn }) => isDrawn)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  )
}

function Drawn({ base, rings }: { base: MapBase; rings: Rings }) {
  const circle = useMemo(() => ({ centre: rings.centre, radiiKm: rings.radiiKm }), [rings])
  const reach = rings.radiusKm
  const view = useMemo(() => boxAround(rings.centre, Math.min(reach, 320)), [rings.centre, reach])
  const list = <RingTable rings={rings} />
  const hasValue = rings.rings.some(({ purchasesFen }) => purchasesFen !== null)
  return (
    <div className="ls-atlas-columns">
      <MapView
        ground={base}
        label={t('mapLabel')}
        rings={circle}
        view={view}
        legend={[{ shape: 'ring', tone: 'unknown', text: t('legendRing') }]}
        list={list}
        isListBeside
      />
      <div className="ls-stack">
        {hasValue ? (
          <BarChart
            title={t('chartTitle')}
            unit={t('million')}
            rows={rings.rings.map((ring) => ({
              label: ringName(ring),
              value: ring.purchasesFen === null ? null : Math.round(Number(ring.purchasesFen) / 1e8) / 100,
            }))}
          />
        ) : (
          <p className="ls-soft">
            {t(rings.rings.some(({ isHeldBack }) => isHeldBack) ? 'heldBack' : 'noValue')}
          </p>
        )}
        <BarChart
          title={t('chartFirms')}
          unit={t('families')}
          rows={rings.rings.map((ring) => ({ label: ringName(ring), value: ring.firms }))}
        />
        {list}
        <Outside rings={rings} />
        <p className="ls-soft">{rings.definition}</p>
      </div>
    </div>
  )
}

const kmPerDegree = 111.195
function boxAround({ lng, lat }: { lng: number; lat: number }, km: number): [number, number, number, number] {
  const [up, across] = [km / kmPerDegree, km / kmPerDegree / Math.cos((lat * Math.PI) / 180)]
  return [lng - across, lat - up, lng + across, lat + up]
}

const fen = (value: string | null, isHeldBack = false) => {
  const shown = money(value)
  return shown ? `${shown.text} ${shown.unit}` : <Unknown why={t(isHeldBack ? 'heldBack' : 'noValue')} />
}

function RingTable({ rings }: { rings: Rings }) {
  return (
    <section className="ls-panel" data-testid="rings">
      <div className="ls-matrix-scroll">
        <table className="ls-comparison">
          <thead>
            <tr>
              <th scope="col">{t('ring')}</th>
              <th scope="col">{t('purchases')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{t('firms')}</th>
            </tr>
          </thead>
          <tbody>
            {rings.rings.map((ring) => (
              <tr key={ring.fromKm}>
                <th scope="row">{ringName(ring)}</th>
                <td data-label={t('purchases')}>{fen(ring.purchasesFen, ring.isHeldBack)}</td>
                <td data-label={t('share')}>
                  {ring.shareRatio === null ? (
                    <Unknown why={t(ring.isHeldBack ? 'heldBack' : 'noValue')} />
                  ) : (
                    `${percent(ring.shareRatio)!.text}%`
                  )}
                </td>
                <td data-label={t('firms')}>{count(ring.firms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="ls-soft ls-panel-body">
        {t('coverage')}{' '}
        {rings.coverageRatio === null ? <Unknown /> : `${percent(rings.coverageRatio)!.text}%`} ·{' '}
        {t('unplaced')} {fen(rings.unplacedFen)}
      </p>
    </section>
  )
}

function Outside({ rings }: { rings: Rings }) {
  return (
    <section className="ls-stack">
      <h2>{t('outside', { km: rings.fringeKm })}</h2>
      <p className="ls-soft">{rings.justOutside.length === 0 ? t('outsideNone') : t('outsideWhy')}</p>
      {rings.justOutside.length > 0 && (
        <DataTable
          name={t('outside', { km: rings.fringeKm })}
          rows={rings.justOutside}
          rowId={({ cityCode }) => cityCode}
          maxRows={8}
          columns={[
            {
              id: 'city',
              title: t('city'),
              width: 110,
              grow: 2,
              phone: 'title',
              value: (row) => row.cityName,
            },
            { id: 'firms', title: t('firms'), width: 90, grow: 0, align: 'right', value: (row) => row.firms },
            {
              ...{
                id: 'nearest',
                title: t('nearest'),
                unit: 'km',
                width: 84,
                grow: 0,
                align: 'right' as const,
              },
              value: (row) => row.nearestKm,
              cell: (row) => digits(row.nearestKm, 0),
            },
            {
              ...{ id: 'bought', title: t('purchases'), width: 120, grow: 0, align: 'right' as const },
              value: (row) => (row.purchasesFen === null ? null : Number(row.purchasesFen) / 100),
              cell: (row) => fen(row.purchasesFen, !rings.mayChoose),
            },
          ]}
        />
      )}
    </section>
  )
}
