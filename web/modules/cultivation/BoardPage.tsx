import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { inLang } from '../../ui/words.ts'
import { type Board, boardQuery, type TrackInfo } from './api.ts'
import { EnterForm } from './EnterForm.tsx'
import { t } from './words.ts'

const route = getRouteApi('/cultivation/boards/$programme')

/** A programme at work: who stands in which stage, cohort by cohort, and how far each cohort came. */
export function BoardPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const { programme } = route.useParams()
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(boardQuery(scope, programme))
  if (error) return <Page title={t('board')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string) => void navigate({ to: '/cultivation/tracks/$trackId', params: { trackId: id } })
  const enter = data.mayWrite && (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('enter')}
    </Button>
  )
  const late = data.items.filter(({ stepsLate }) => stepsLate > 0).length
  return (
    <Page
      title={inLang(data.programme.name)}
      sentence={data.items.length > 0 ? t('boardSentence', { count: data.items.length, late }) : undefined}
      actions={
        <>
          <Link to="/cultivation/programmes" className="ls-button">
            {t('programmes')}
          </Link>
          {enter}
        </>
      }
    >
      {data.items.length === 0 ? (
        <Empty title={t('boardNone')} why={t('boardNoneWhy')} action={enter} />
      ) : (
        <>
          <Funnel board={data} />
          <DataTable
            name={inLang(data.programme.name)}
            rows={data.items}
            columns={columns(data)}
            rowId={({ id }) => id}
            onOpen={({ id }) => open(id)}
          />
        </>
      )}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('enter')} size={460} destroyOnHidden>
        <EnterForm programme={data.programme} onDone={open} />
      </Drawer>
    </Page>
  )
}

/** Stages as columns, cohorts as rows: how many ever came so far, and how many stand there now. */
function Funnel({ board: { funnel, items, programme } }: { board: Board }) {
  const states = programme.states.filter(({ kind }) => kind !== 'dropped')
  const now = (state: string) => items.filter((item) => item.state === state).length
  return (
    <section className="ls-panel">
      <h2>{t('funnel')}</h2>
      <ScrollX className="ls-panel-body">
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('year')}</th>
              {states.map(({ id, name }) => (
                <th key={id} data-right>
                  {inLang(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {funnel.map(({ year, reached }) => (
              <tr key={year}>
                <td>{year}</td>
                {reached.map(({ state, count }) => (
                  <td key={state} data-right>
                    {count}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('stage')}</th>
              {states.map(({ id }) => (
                <td key={id} data-right>
                  <b>{now(id)}</b>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function columns({ programme }: Board): Column<TrackInfo>[] {
  const stage = (state: string) => inLang(programme.states.find(({ id }) => id === state)?.name) || state
  const product: Column<TrackInfo> = {
    id: 'product',
    title: t('product'),
    width: 150,
    value: (row) => row.product,
  }
  return [
    {
      id: 'firm',
      title: t('firm'),
      width: 220,
      grow: 3,
      phone: 'title',
      value: (row) => row.organisationName,
    },
    ...(programme.subject === 'product' ? [product] : []),
    { id: 'year', title: t('year'), width: 100, grow: 0, align: 'right', value: (row) => row.cohortYear },
    { id: 'stage', title: t('stage'), width: 130, value: (row) => stage(row.state) },
    { id: 'coach', title: t('coach'), width: 130, value: (row) => row.coach ?? '—' },
    {
      id: 'plan',
      title: t('planDone'),
      width: 150,
      value: (row) => row.stepsDone,
      cell: (row) =>
        `${t('planOf', { done: row.stepsDone, all: row.steps })}${row.stepsLate > 0 ? ` · ${t('late', { count: row.stepsLate })}` : ''}`,
    },
  ]
}
