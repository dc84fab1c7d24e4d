import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useMemo } from 'react'
import { ChainView } from '../../../ui/chain/ChainView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { inLang } from '../../../ui/words.ts'
import { chainsQuery } from '../api.ts'
import {
  comparisonQuery,
  drawingAddress,
  type MapComparisonAnswer,
  type MapVersion,
  mapSheetAddress,
  versionsQuery,
} from './api.ts'
import { ChangeList } from './ChangeList.tsx'
import { chainOfDraft, joinedMap, marksOfChanges } from './draft-chain.ts'
import { t } from './words.ts'

const route = getRouteApi('/chains/$chainId/versions')

/** The versions of a chain's map, and two of them against each other: drawn and as a list. */
export function MapVersionsPage() {
  const { chainId } = route.useParams()
  const { from, to, node } = route.useSearch()
  const navigate = route.useNavigate()
  const { city } = useScope()
  const { data, error, refetch } = useQuery(versionsQuery(city.code, chainId))
  const { data: chains } = useQuery(chainsQuery(city.code))
  const name = inLang(chains?.find(({ id }) => id === chainId)?.name) || chainId
  if (error) return <Page title={t('history')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const current = data.find(({ isCurrent }) => isCurrent)?.version ?? data[0]?.version ?? 1
  const sides = { from: from ?? Math.max(1, current - 1), to: to ?? current }
  const options = data.map(({ version, asOf }) => ({
    value: version,
    label: `${t('versionOf', { version })}（${asOf}）`,
  }))
  const choose = (side: 'from' | 'to') => (version: number) =>
    void navigate({ search: (held) => ({ ...held, [side]: version }), replace: true })
  return (
    <Page
      title={t('versionsTitle', { map: name })}
      sentence={t('versionsSentence', { count: data.length, version: current })}
      actions={
        <Link to="/chains/$chainId" params={{ chainId }}>
          {t('backToMap')}
        </Link>
      }
    >
      <VersionTable chainId={chainId} city={city.code} versions={data} />
      {data.length > 1 && (
        <>
          <div className="ls-line">
            {(['from', 'to'] as const).map((side) => (
              <span key={side} className="ls-line">
                {t(side)}
                <Select
                  aria-label={t(side)}
                  style={{ minWidth: 180 }}
                  value={sides[side]}
                  options={options}
                  onChange={choose(side)}
                />
              </span>
            ))}
          </div>
          <Compared chainId={chainId} city={city.code} {...sides} node={node ?? null} />
        </>
      )}
    </Page>
  )
}

function VersionTable({
  chainId,
  city,
  versions,
}: {
  chainId: string
  city: string
  versions: readonly MapVersion[]
}) {
  const columns: Column<MapVersion>[] = [
    {
      id: 'version',
      title: t('versionNo'),
      width: 100,
      grow: 0,
      phone: 'title',
      value: ({ version }) => version,
      cell: ({ version }) => t('versionOf', { version }),
    },
    {
      id: 'origin',
      title: t('origin'),
      width: 110,
      value: ({ origin }) => t(origin === 'pack' ? 'originPack' : 'originHouse'),
    },
    { id: 'from', title: t('since'), width: 110, value: ({ heldFrom }) => heldFrom },
    { id: 'to', title: t('until'), width: 110, value: ({ heldTo }) => heldTo ?? t('stillHolds') },
    { id: 'nodes', title: t('nodes'), width: 80, align: 'right', value: ({ nodes }) => nodes },
    { id: 'needs', title: t('needs'), width: 80, align: 'right', value: ({ needs }) => needs },
    { id: 'by', title: t('publishedBy'), width: 120, value: ({ publishedBy }) => publishedBy ?? '—' },
    { id: 'note', title: t('remark'), width: 180, grow: 2, value: ({ note }) => note ?? '—' },
    {
      id: 'files',
      title: t('drawing'),
      width: 170,
      isSortable: false,
      phone: 'bare',
      value: () => '',
      cell: ({ version }) => (
        <span className="ls-line">
          <a href={drawingAddress(city, chainId, version, 'svg')}>SVG</a>
          <a href={drawingAddress(city, chainId, version, 'png')}>PNG</a>
          <a href={mapSheetAddress(city, chainId, version)}>XLSX</a>
        </span>
      ),
    },
  ]
  return (
    <DataTable
      name={t('history')}
      rows={versions}
      columns={columns}
      rowId={({ version }) => String(version)}
      maxRows={6}
    />
  )
}

type Sides = { chainId: string; city: string; from: number; to: number; node: string | null }

function Compared({ chainId, city, from, to, node }: Sides) {
  const { data, error } = useQuery(comparisonQuery(city, chainId, from, to))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={8} />
  return <Comparison data={data} node={node} />
}

function Comparison({ data, node }: { data: MapComparisonAnswer; node: string | null }) {
  const navigate = route.useNavigate()
  const chain = useMemo(() => chainOfDraft(joinedMap(data.before, data.after), marksOfChanges(data)), [data])
  const count = (kind: string) => data.nodes.filter((change) => change.kind === kind).length
  const open = (id: string) => void navigate({ search: (held) => ({ ...held, node: id }), replace: true })
  const title = t('compareTitle', { from: data.from.label, to: data.to.label })
  const sentence = t('compareSentence', {
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
  })
  return (
    <>
      <p data-testid="comparison">
        <b>{title}</b> {sentence}
      </p>
      <div className="ls-map-editor">
        <ChainView
          chain={chain}
          selected={node}
          level="nodes"
          levels={['nodes']}
          isPlain
          picture={{ title: `${inLang(data.name)} ${title}`, sentence, foot: title, demo: null }}
          onLevel={() => {}}
          onOpen={open}
        />
        <aside className="ls-map-side">
          <section className="ls-panel">
            <h2>{t('changes')}</h2>
            <div className="ls-panel-body">
              <ChangeList before={data.before} after={data.after} onOpen={open} />
            </div>
          </section>
        </aside>
      </div>
    </>
  )
}
