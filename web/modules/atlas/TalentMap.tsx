import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { MapView } from '../../ui/map/MapView.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type MapBase, type TalentLayer, talentQuery } from './api.ts'
import { t } from './words.ts'

/** 人才: colleges, institutes, platforms and stations; needs are said to be missing. */
export function TalentMap({ base, chain }: { base: MapBase; chain?: string | undefined }) {
  const { data, error } = useQuery(talentQuery(useScope()))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={8} />
  const platforms = chain ? data.platforms.filter(({ chainId }) => chainId === chain) : data.platforms
  return <Drawn base={base} schools={data.schools} platforms={platforms} />
}

function Drawn({
  base,
  schools,
  platforms,
}: {
  base: MapBase
  schools: TalentLayer['schools']
  platforms: TalentLayer['platforms']
}) {
  const marks = useMemo(
    () => [
      ...schools.flatMap(({ id, name, place }) =>
        place === null
          ? []
          : [{ id: `school ${id}`, name, ...place, shape: 'triangle' as const, tone: 'accent' as const }],
      ),
      ...platforms.flatMap(({ id, name, place }) =>
        place === null
          ? []
          : [{ id: `platform ${id}`, name, ...place, shape: 'diamond' as const, tone: 'strong' as const }],
      ),
    ],
    [schools, platforms],
  )
  const needs = (
    <section className="ls-panel">
      <h2>{t('needs')}</h2>
      <div className="ls-panel-body">
        <Unknown /> {t('needsNotYet')}
      </div>
    </section>
  )
  if (schools.length + platforms.length === 0)
    return (
      <div className="ls-stack">
        <Empty
          title={t('talentNone')}
          why={t('talentNoneWhy')}
          action={<PathLink path="/libraries">{t('toLibraries')}</PathLink>}
        />
        {needs}
      </div>
    )
  const list = (
    <div className="ls-stack">
      <Schools rows={schools} />
      <Platforms rows={platforms} />
    </div>
  )
  return (
    <div className="ls-atlas-columns">
      <MapView
        ground={base}
        label={t('talent')}
        marks={marks}
        legend={[
          { shape: 'triangle', text: t('legendSchool') },
          { shape: 'diamond', tone: 'strong', text: t('legendPlatform') },
        ]}
        list={list}
        isListBeside
      />
      <div className="ls-stack">
        {needs}
        {list}
      </div>
    </div>
  )
}

const known = (place: object | null) => (place === null ? <Unknown /> : '✓')

const Schools = ({ rows }: { rows: TalentLayer['schools'] }) =>
  rows.length === 0 ? null : (
    <DataTable
      name={t('schools')}
      rows={rows}
      rowId={({ id }) => id}
      maxRows={6}
      columns={[
        {
          ...{ id: 'name', title: t('schools'), width: 160, grow: 2, phone: 'title' as const },
          value: ({ name }) => name,
          cell: ({ id, name }) => <PathLink path={`/firms/${id}`}>{name}</PathLink>,
        },
        { id: 'kind', title: t('kind'), width: 70, grow: 0, value: ({ kind }) => t(kind) },
        {
          id: 'district',
          title: t('district'),
          width: 90,
          grow: 0,
          value: ({ districtName }) => districtName,
        },
        {
          ...{ id: 'place', title: t('place'), width: 60, grow: 0 },
          value: ({ place }) => place?.precision ?? null,
          cell: ({ place }) => known(place),
        },
      ]}
    />
  )

const Platforms = ({ rows }: { rows: TalentLayer['platforms'] }) =>
  rows.length === 0 ? null : (
    <DataTable
      name={t('platforms')}
      rows={rows}
      rowId={({ id }) => id}
      maxRows={8}
      columns={[
        { id: 'name', title: t('name'), width: 160, grow: 2, phone: 'title', value: ({ name }) => name },
        { id: 'kind', title: t('kind'), width: 120, grow: 1, value: ({ kind }) => kind.name },
        {
          ...{ id: 'level', title: t('level'), width: 88, grow: 0 },
          value: ({ level }) => (level === null ? null : t(level as 'national')),
        },
        { id: 'host', title: t('host'), width: 140, grow: 2, value: ({ hostName }) => hostName },
      ]}
    />
  )
