import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { FormDialog, type FormField, type FormValues, orNull } from '../FormDialog.tsx'
import { LifeSteps } from '../LifeSteps.tsx'
import {
  actOnShowcase,
  changeShowcase,
  createShowcase,
  type Showcase,
  type ShowcaseDetail,
  showcaseQuery,
  showcasesQuery,
} from './api.ts'
import { t } from './words.ts'

const route = getRouteApi('/showcases')
const kinds = ['product', 'firm', 'person', 'park'] as const

/** 名品、名企、名家、名园 in every state; the released ones stand on a page for everybody. */
export function ShowcaseListPage() {
  const scope = useScope()
  const { showcase } = route.useSearch()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(showcasesQuery(scope))
  if (error)
    return <Page title={t('showcases')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const released = data.filter(({ state }) => state === 'released').length
  const open = (id: string | undefined) => void navigate({ to: '/showcases', search: { showcase: id } })
  if (data.length === 0)
    return (
      <Page title={t('showcases')}>
        <Empty title={t('showcasesNone')} why={t('showcasesNoneWhy')} action={<NewShowcase />} />
      </Page>
    )
  return (
    <Page
      title={t('showcases')}
      sentence={t('showcasesSentence', {
        released: count(released),
        draft: count(data.filter(({ state }) => state === 'draft').length),
      })}
      actions={
        <Space wrap>
          <a
            className="ls-button"
            href={`/show?city=${scope.city.code}${scope.dataset === 'demo' ? '&dataset=demo' : ''}`}
          >
            {t('publicPage')}
          </a>
          <NewShowcase />
        </Space>
      }
    >
      <DataTable
        name={t('showcases')}
        rows={data}
        columns={columns()}
        rowId={({ id }) => id}
        onOpen={({ id }) => open(id)}
      />
      <Drawer open={showcase !== undefined} onClose={() => open(undefined)} size={600} destroyOnHidden>
        {showcase !== undefined && <ShowcaseView id={showcase} />}
      </Drawer>
    </Page>
  )
}

const fields = (): FormField[] => [
  { id: 'title', label: t('title'), isNeeded: true },
  { id: 'summary', label: t('summary'), kind: 'text', isNeeded: true },
  { id: 'organisation', label: t('organisation') },
  { id: 'source', label: t('source'), isNeeded: true },
  { id: 'agreedOn', label: t('agreedOn'), kind: 'day' },
  { id: 'agreedBy', label: t('agreedBy') },
]
const wordsOf = ({ title, summary, organisation, source, agreedOn, agreedBy }: FormValues) => ({
  title: title!.trim(),
  summary: summary!.trim(),
  chainId: null,
  organisationId: orNull(organisation),
  source: source!.trim(),
  agreedOn: orNull(agreedOn),
  agreedBy: orNull(agreedBy),
})

function NewShowcase() {
  const { city, dataset } = useScope()
  const mayManage = useMay('programmes.manage')
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [requestKey, setKey] = useState(() => crypto.randomUUID())
  if (!mayManage) return null
  const kind: FormField = {
    id: 'kind',
    label: t('kind'),
    kind: 'choice',
    options: kinds.map((value) => ({ value, label: t(value) })),
  }
  const send = (values: FormValues) =>
    createShowcase({
      ...{ city: city.code, dataset, requestKey },
      kind: kinds.find((one) => one === values.kind) ?? 'product',
      ...wordsOf(values),
    })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('newShowcase')}</Button>
      {isOpen && (
        <FormDialog
          title={t('newShowcase')}
          fields={[kind, ...fields()]}
          begin={{ kind: 'product' }}
          onSend={send}
          onDone={() => {
            setKey(crypto.randomUUID())
            void queries.invalidateQueries({ queryKey: ['showcases'] })
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function ShowcaseView({ id }: { id: string }) {
  const { data, error } = useQuery(showcaseQuery(id))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={4} />
  return (
    <div className="ls-stack">
      <h2>
        <span className="ls-tag">{t(data.kind)}</span> {data.title}
      </h2>
      <p style={{ whiteSpace: 'pre-wrap' }}>{data.summary}</p>
      <dl className="ls-pairs">
        <dt>{t('state')}</dt>
        <dd>{data.stateTitle}</dd>
        <dt>{t('organisationShown')}</dt>
        <dd>{data.organisation?.name ?? '—'}</dd>
        <dt>{t('source')}</dt>
        <dd>{data.source}</dd>
        <dt>{t('agreedOn')}</dt>
        <dd>{data.agreedOn === null ? t('agreedNone') : `${data.agreedOn} ${data.agreedBy ?? ''}`}</dd>
        <dt>{t('releasedOn')}</dt>
        <dd>{data.releasedOn ?? '—'}</dd>
      </dl>
      <LifeSteps
        actions={data.life.offers.actions}
        seen={data.life.seen}
        queryKey={['showcases']}
        act={(body) => actOnShowcase(data.id, body)}
      />
      {data.mayChange && <ChangeShowcase one={data} />}
    </div>
  )
}

function ChangeShowcase({ one }: { one: ShowcaseDetail }) {
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('change')}</Button>
      {isOpen && (
        <FormDialog
          title={t('change')}
          fields={fields()}
          begin={{
            ...{ title: one.title, summary: one.summary, source: one.source },
            organisation: one.organisation?.id ?? '',
            agreedOn: one.agreedOn ?? '',
            agreedBy: one.agreedBy ?? '',
          }}
          onSend={(values) =>
            changeShowcase(one.id, { ...wordsOf(values), seen: one.life.seen, chainId: one.chainId })
          }
          onDone={() => void queries.invalidateQueries({ queryKey: ['showcases'] })}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

const columns = (): Column<Showcase>[] => [
  { id: 'title', title: t('title'), value: ({ title }) => title, width: 220, grow: 2, phone: 'title' },
  { id: 'kind', title: t('kind'), value: ({ kind }) => t(kind), width: 90 },
  {
    id: 'organisation',
    title: t('organisationShown'),
    value: ({ organisation }) => organisation?.name ?? null,
    cell: ({ organisation }) => organisation?.name ?? '—',
    width: 220,
    grow: 2,
  },
  { id: 'state', title: t('state'), value: ({ stateTitle }) => stateTitle, width: 100 },
  {
    id: 'agreed',
    title: t('agreedOn'),
    value: ({ agreedOn }) => agreedOn,
    cell: ({ agreedOn }) => agreedOn ?? t('agreedNone'),
    width: 140,
  },
  {
    id: 'released',
    title: t('releasedOn'),
    value: ({ releasedOn }) => releasedOn,
    cell: ({ releasedOn }) => releasedOn ?? '—',
    width: 110,
  },
]
