import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Drawer, Alert as Message, Segmented } from 'antd'
import { useState } from 'react'
import type { Alert, Missing } from '../../../src/modules/risk/model.ts'
import { Page } from '../../ui/Page.tsx'
import { getJson, send } from '../../ui/request.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { AlertView } from './AlertView.tsx'
import { AskForm, EventForm } from './MonitoringForms.tsx'
import { t } from './monitoring-words.ts'
import { ReportForm } from './ReportForm.tsx'
import { ReportTable } from './ReportTable.tsx'

const route = getRouteApi('/monitoring')

/** Alerts and missing reports for the chain office; the report form for a firm. */
export function MonitoringPage() {
  return useMay('monitoring.manage') ? (
    <OfficePage />
  ) : (
    <Page title={t('monitoring')}>
      <ReportForm />
    </Page>
  )
}

function OfficePage() {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const { alert } = route.useSearch()
  const navigate = route.useNavigate()
  const scope = { city: city.code, dataset }
  const { data, error, refetch } = useQuery({
    queryKey: ['monitoring', 'alerts', scope],
    queryFn: () => getJson<{ items: Alert[] }>('/api/monitoring/alerts', scope).then(({ items }) => items),
  })
  const missing = useQuery({
    queryKey: ['monitoring', 'missing', scope],
    queryFn: () => getJson<{ items: Missing[] }>('/api/monitoring/missing', scope).then(({ items }) => items),
  })
  const chase = useMutation({
    mutationFn: () => send<{ chased: number }>('POST', '/api/monitoring/reminders', scope),
  })
  const [form, setForm] = useState<'event' | 'ask' | null>(null)
  const [view, setView] = useState<'alerts' | 'reports'>('alerts')
  if (error)
    return <Page title={t('monitoring')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string | undefined) => void navigate({ search: (held) => ({ ...held, alert: id }) })
  const shown = data.find(({ id }) => id === alert)
  const waiting = data.filter(({ state }) => state === 'raised' || state === 'handling').length
  const late = missing.data?.length ?? 0
  return (
    <Page
      title={t('monitoring')}
      sentence={t('sentence', { open: waiting, missing: missing.data ? late : '?' })}
      actions={
        <>
          {late > 0 && (
            <Button onClick={() => chase.mutate()} loading={chase.isPending}>
              {t('chase')}
            </Button>
          )}
          <Button onClick={() => setForm('ask')}>{t('askToReport')}</Button>
          <Button onClick={() => setForm('event')}>{t('tellEvent')}</Button>
          <Link to="/import" className="ls-button">
            {t('byFile')}
          </Link>
          <Link to="/reports" className="ls-button">
            {t('analysis')}
          </Link>
        </>
      }
    >
      {chase.data && <Message type="success" showIcon title={t('chased', { count: chase.data.chased })} />}
      {chase.error && <Message type="error" showIcon title={chase.error.message} />}
      <Segmented<'alerts' | 'reports'>
        value={view}
        onChange={setView}
        className="ls-risk-views"
        options={[
          { value: 'alerts', label: t('alerts') },
          { value: 'reports', label: t('reports') },
        ]}
      />
      {view === 'reports' ? (
        <ReportTable />
      ) : data.length === 0 ? (
        <Empty title={t('none')} why={t('noneWhy')} />
      ) : (
        <DataTable
          name={t('monitoring')}
          rows={data}
          columns={columns()}
          rowId={({ id }) => id}
          onOpen={({ id }) => open(id)}
        />
      )}
      <Drawer
        open={form !== null}
        onClose={() => setForm(null)}
        title={form === 'ask' ? t('askToReport') : t('tellEvent')}
        size={480}
        destroyOnHidden
      >
        {form === 'ask' && <AskForm onDone={() => setForm(null)} />}
        {form === 'event' && (
          <EventForm
            onDone={(id) => {
              setForm(null)
              open(id)
            }}
          />
        )}
      </Drawer>
      <Drawer
        open={shown !== undefined}
        onClose={() => open(undefined)}
        title={shown?.title}
        size={520}
        destroyOnHidden
      >
        {shown && (
          <AlertView
            alert={shown}
            onChanged={() => void queries.invalidateQueries({ queryKey: ['monitoring'] })}
          />
        )}
      </Drawer>
    </Page>
  )
}

const columns = (): Column<Alert>[] => [
  { id: 'title', title: t('alert'), width: 200, grow: 2, phone: 'title', value: ({ title }) => title },
  { id: 'firm', title: t('firm'), width: 200, grow: 2, value: ({ organisationName }) => organisationName },
  { id: 'state', title: t('state'), width: 100, grow: 0, value: ({ stateText }) => stateText },
  { id: 'owner', title: t('owner'), width: 110, value: ({ owner }) => owner ?? '—' },
  { id: 'due', title: t('dueOn'), width: 110, grow: 0, value: ({ dueOn }) => dueOn ?? '—' },
]
