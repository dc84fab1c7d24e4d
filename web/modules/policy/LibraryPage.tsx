import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type LibraryDocument, libraryQuery } from './api.ts'
import { Lineage } from './Lineage.tsx'
import { levelName, stateOf } from './levels.ts'
import './policy.css'
import { t } from './words.ts'

type Choice = 'here' | 'examples'

/** Every document of the city by level, validity and window; the line in which they follow each other. */
export function LibraryPage() {
  const scope = useScope()
  const mayDraft = useMay('policy.draft')
  const { data, error, refetch } = useQuery(libraryQuery(scope))
  if (error) return <Page title={t('library')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const create = mayDraft && (
    <Link to="/policies/new" className="ls-button ls-button-main">
      {t('newPolicy')}
    </Link>
  )
  const own = data.documents.filter(({ isExample }) => !isExample)
  if (data.documents.length === 0)
    return (
      <Page title={t('library')}>
        {<Empty title={t('libraryEmpty')} why={t('libraryEmptyWhy')} action={create} />}
      </Page>
    )
  const sentence = t('librarySentence', {
    documents: own.length,
    ruled: own.filter(({ clauses }) => clauses !== null).length,
    expiring: own.filter((one) => stateOf(one, data.asOf).kind === 'expiresSoon').length,
  })
  return (
    <Page title={t('library')} sentence={sentence} actions={create}>
      <Lineage documents={own} />
      <Documents documents={data.documents} on={data.asOf} />
    </Page>
  )
}

const columnsOf = (on: string): Column<LibraryDocument>[] => [
  {
    id: 'title',
    title: t('title'),
    width: 300,
    grow: 3,
    phone: 'title',
    value: ({ title }) => title,
    cell: (row) => <Title row={row} />,
  },
  { id: 'level', title: t('level'), width: 64, grow: 0, value: ({ level }) => levelName(level) },
  { id: 'issuer', title: t('issuer'), width: 150, value: ({ issuer }) => issuer },
  { id: 'published', title: t('published'), width: 96, grow: 0, value: ({ published }) => published },
  {
    id: 'validity',
    title: t('validity'),
    width: 180,
    value: ({ validFrom, validTo }) => `${validFrom ?? t('stateUnknown')} – ${validTo ?? t('openEnd')}`,
  },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    value: (row) => stateText(row, on),
    cell: (row) => <State row={row} on={on} />,
  },
  {
    id: 'clauses',
    title: t('clauses'),
    width: 80,
    grow: 0,
    align: 'right',
    value: ({ clauses }) => clauses,
    cell: ({ clauses }) => (clauses === null ? <span className="ls-soft">{t('noRules')}</span> : clauses),
  },
  { id: 'windows', title: t('windows'), width: 160, value: (row) => windowText(row, on) },
]

function Title({ row }: { row: LibraryDocument }) {
  return (
    <>
      <Link to="/policies/$policyId" params={{ policyId: row.id }}>
        {row.title}
      </Link>
      {row.needsVerification && <small className="ls-soft"> {t('verify')}</small>}
    </>
  )
}

const stateText = (row: LibraryDocument, on: string): string => {
  const { kind, days } = stateOf(row, on)
  return kind === 'expiresSoon' ? t('expiresSoon', { days }) : t(kind)
}

function State({ row, on }: { row: LibraryDocument; on: string }) {
  const { kind } = stateOf(row, on)
  const mark = kind === 'inForce' ? 'strong' : kind === 'expiresSoon' ? 'weak' : 'unknown'
  return <span className={`ls-status ls-status-${mark}`}>{stateText(row, on)}</span>
}

/** The window that is open or comes next. */
function windowText({ windows }: LibraryDocument, on: string): string {
  const open = windows.find(({ opensOn, closesOn }) => opensOn <= on && on <= closesOn)
  if (open) return t('windowOpen', { date: open.closesOn })
  const coming = windows.find(({ opensOn }) => opensOn > on)
  if (coming) return t('windowComing', { date: coming.opensOn })
  const last = windows.at(-1)
  return last ? t('windowClosed', { date: last.closesOn }) : t('windowNone')
}

function Documents({ documents, on }: { documents: readonly LibraryDocument[]; on: string }) {
  const navigate = useNavigate()
  const hasOwn = documents.some(({ isExample }) => !isExample)
  const [choice, setChoice] = useState<Choice>(hasOwn ? 'here' : 'examples')
  const columns = useMemo(() => columnsOf(on), [on])
  const rows = useMemo(
    () => documents.filter(({ isExample }) => isExample === (choice === 'examples')),
    [documents, choice],
  )
  return (
    <DataTable
      name={t('library')}
      rows={rows}
      columns={columns}
      rowId={({ id }) => id}
      maxRows={Math.min(20, Math.max(rows.length, 3))}
      tools={
        <Segmented<Choice>
          value={choice}
          onChange={setChoice}
          options={[
            { value: 'here', label: t('cityOnly') },
            { value: 'examples', label: t('examples') },
          ]}
        />
      }
      onOpen={({ id }) => void navigate({ to: '/policies/$policyId', params: { policyId: id } })}
    />
  )
}
