import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { STATUSES } from '../../ui/chain/chain.ts'
import { Figure } from '../../ui/Figure.tsx'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { lang } from '../../ui/words.ts'
import { type Overview, overviewQuery } from './api.ts'
import { FirstHint } from './FirstHint.tsx'
import { LocalSourcingFigure } from './LocalSourcingFigure.tsx'
import { t } from './words.ts'

type Row = Overview['chains'][number]

function columnsOf(): Column<Row>[] {
  const total = (row: Row) =>
    row.counts ? STATUSES.reduce((sum, status) => sum + (row.counts?.[status] ?? 0), 0) : null
  return [
    {
      id: 'chain',
      title: t('chain'),
      width: 200,
      grow: 2,
      phone: 'title',
      value: (row) => row.name,
      cell: (row) =>
        row.map === 'drawn' ? (
          <Link to="/chains/$chainId" params={{ chainId: row.id }}>
            {row.name}
          </Link>
        ) : (
          row.name
        ),
    },
    {
      id: 'nodes',
      title: t('nodes'),
      width: 130,
      align: 'right',
      value: (row) => (row.map === 'drawn' ? total(row) : null),
      cell: (row) => (row.map === 'drawn' ? total(row) : <span className="ls-soft">{t('mapNotYet')}</span>),
    },
    ...STATUSES.map(
      (status): Column<Row> => ({
        id: status,
        title: ui(status),
        phone: 'bare',
        width: 88,
        value: (row) => row.counts?.[status] ?? null,
        cell: (row) =>
          row.map === 'drawn' && row.counts ? <StatusMark status={status} count={row.counts[status]} /> : '—',
      }),
    ),
  ]
}

/** What is true today: one sentence, four figures, the chains with their nodes by status. */
export function OverviewPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const mayImport = useMay('registry.import')
  const { data, error, refetch } = useQuery(overviewQuery(scope))
  const columns = useMemo(columnsOf, [])
  const title = `${scope.city.name} · ${t('overview')}`
  if (error) return <Page title={title}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />

  const importLink = mayImport && <Link to="/import">{t('importFirst')}</Link>
  if (data.chains.length === 0) {
    return (
      <Page title={title}>
        {<Empty title={t('overviewEmpty')} why={t('overviewEmptyWhy')} action={importLink} />}
      </Page>
    )
  }
  return (
    <Page
      title={title}
      sentence={data.sentences.map(({ text }) => text).join(lang() === 'zh' ? '' : ' ')}
      figures={<Figures overview={data} />}
    >
      {scope.dataset === 'held' && isUnfilled(data) && <FirstHint />}
      <DataTable
        name={t('chainsTable')}
        rows={data.chains}
        columns={columns}
        rowId={({ id }) => id}
        maxRows={data.chains.length}
        onOpen={({ id, map }) => {
          if (map === 'drawn') void navigate({ to: '/chains/$chainId', params: { chainId: id } })
        }}
      />
    </Page>
  )
}

/** Nothing held that a judgement could rest on; organisations that the packs name do not count. */
const isUnfilled = ({ figures }: Overview) => !figures.placed && !figures.relations

function Figures({ overview: { figures, localSourcing, asOf } }: { overview: Overview }) {
  const shown = (value: number | null, unit: string) => (value === null ? null : { text: count(value), unit })
  return (
    <>
      <Figure
        label={t('organisations')}
        value={shown(figures.organisations, t('organisationsUnit'))}
        asOf={asOf}
        origin={{ definition: t('originOrganisations'), asOf }}
      />
      <Figure
        label={t('placed')}
        value={shown(figures.placed, t('organisationsUnit'))}
        note={figures.unplaced === null ? undefined : t('placedNote', { count: count(figures.unplaced) })}
        origin={{ definition: t('originPlaced'), asOf }}
      />
      <Figure
        label={t('relations')}
        value={shown(figures.relations, t('relationsUnit'))}
        asOf={asOf}
        origin={{ definition: t('originRelations'), asOf }}
      />
      <LocalSourcingFigure local={localSourcing} asOf={asOf} />
    </>
  )
}
