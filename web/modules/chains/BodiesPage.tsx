import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type BodySummary, bodiesQuery, post } from './about-api.ts'
import { t } from './about-words.ts'
import { kindWord } from './BodySteps.tsx'
import { type RecordField, RecordForm } from './RecordForm.tsx'

const kinds = [
  'headquarters',
  'leading_group',
  'leading_group_office',
  'task_force',
  'chain_office',
  'promotion_body',
  'cluster_cooperation',
  'cluster_promoter',
  'association',
  'party_committee',
] as const

const columnsOf = (): Column<BodySummary>[] => [
  { id: 'name', title: t('bodyName'), width: 220, grow: 3, phone: 'title', value: ({ name }) => name },
  { id: 'kind', title: t('bodyKind'), width: 150, grow: 0, value: ({ kind }) => kindWord(kind) },
  {
    id: 'head',
    title: t('bodyHead'),
    width: 140,
    value: ({ head }) => head?.person ?? null,
    cell: ({ head }) => head?.person ?? <Unknown why={t('membersNone')} />,
  },
  {
    id: 'parent',
    title: t('bodyParent'),
    width: 200,
    grow: 2,
    value: ({ parent }) => parent?.name ?? null,
    cell: ({ parent }) => parent?.name ?? '—',
  },
  {
    id: 'chains',
    title: t('bodyChains'),
    width: 150,
    grow: 0,
    align: 'right',
    value: ({ chains }) => chains.length,
  },
  {
    id: 'from',
    title: t('validFrom'),
    width: 110,
    grow: 0,
    value: ({ writtenFrom, validFrom }) => writtenFrom ?? validFrom,
    cell: ({ writtenFrom, validFrom, isStanding }) =>
      isStanding ? (writtenFrom ?? validFrom ?? <Unknown />) : t('bodyEnded'),
  },
]

/** Every body that runs chains of the city, from the top of the hierarchy. */
export function BodiesPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const mayEdit = useMay('chains.edit')
  const { data, error, refetch } = useQuery(bodiesQuery(scope))
  const columns = useMemo(columnsOf, [])
  if (error) return <Page title={t('bodies')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const form = mayEdit && <NewBody />
  const standing = data.filter(({ isStanding }) => isStanding)
  const headed = standing.filter(({ head }) => head !== null).length
  return (
    <Page
      title={t('bodies')}
      sentence={data.length > 0 && t('bodiesSentence', { count: standing.length, headed })}
      actions={form}
    >
      {data.length === 0 ? (
        <Empty title={t('bodiesNone')} why={t('bodiesNoneWhy')} action={form} />
      ) : (
        <DataTable
          name={t('bodies')}
          rows={data}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/chain-bodies/$bodyId', params: { bodyId: id } })}
        />
      )}
    </Page>
  )
}

function NewBody() {
  const { city, dataset } = useScope()
  const requestKey = useMemo(() => crypto.randomUUID(), [])
  const fields: RecordField[] = [
    { name: 'name', label: t('bodyName'), kind: 'text', isRequired: true, max: 120 },
    {
      name: 'kind',
      label: t('bodyKind'),
      kind: 'choice',
      isRequired: true,
      options: kinds.map((kind) => ({ value: kind, label: kindWord(kind) })),
    },
    { name: 'office', label: t('bodyOffice'), kind: 'text', max: 120 },
    { name: 'duty', label: t('bodyDuty'), kind: 'area', max: 1000 },
    { name: 'validFrom', label: t('validFrom'), kind: 'date' },
    { name: 'source', label: t('source'), kind: 'text', isRequired: true, help: t('sourceHelp') },
  ]
  return (
    <RecordForm
      title={t('newBody')}
      fields={fields}
      save={(told) => {
        const key = `${requestKey} ${told.name} ${told.kind}`.slice(0, 80)
        return post('/api/chain-bodies', { city: city.code, dataset, requestKey: key, ...told })
      }}
    />
  )
}
