import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { App, Button, Drawer, Segmented } from 'antd'
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

type Form = 'event' | 'ask'

function OfficePage() {
  const { city, dataset } = useScope()
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
  const [form, setForm] = useState<Form | null>(null)
  if (error)
    return <Page title={t('monitoring')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string | undefined) => void navigate({ search: (held) => ({ ...held, alert: id }) })
  const waiting = data.filter(({ state }) => state === 'raised' || state === 'handling').length
  const late = missing.data?.length
  return (
    <Page
      title={t('monitoring')}
      sentence={t('sentence', { open: waiting, missing: late ?? '?' })}
      actions={<Actions late={late ?? 0} onForm={setForm} />}
    >
      <Lists alerts={data} onOpen={open} />
      <FormDrawer form={form} onClose={() => setForm(null)} onAlert={open} />
      <AlertDrawer alert={data.find(({ id }) => id === alert)} onClose={() => open(undefined)} />
    </Page>
  )
}

function Actions({ late, onForm }: { late: number; onForm(form: Form): void }) {
  const { city, dataset } = useScope()
  const { message } = App.useApp()
  const chase = useMutation({
    mutationFn: () =>
      send<{ chased: number }>('POST', '/api/monitoring/reminders', { city: city.code, dataset }),
    onSuccess: ({ chased }) => void message.success(t('chased', { count: chased })),
    onError: (failure) => void message.error(failure.message),
  })
  return (
    <>
      {late > 0 && (
        <Button onClick={() => chase.mutate()} loading={chase.isPending}>
          {t('chase')}
        </Button>
      )}
      <Button onClick={() => onForm('ask')}>{t('askToReport')}</Button>
      <Button onClick={() => onForm('event')}>{t('tellEvent')}</Button>
      <Link to="/import" className="ls-button">
        {t('byFile')}
      </Link>
      <Link to="/reports" className="ls-button">
        {t('analysis')}
      </Link>
    </>
  )
}

function Lists({ alerts, onOpen }: { alerts: Alert[]; onOpen(id: string): void }) {
  const [view, setView] = useState<'alerts' | 'reports'>('alerts')
  const options = (['alerts', 'reports'] as const).map((value) => ({ value, label: t(value) }))
  return (
    <>
      <Segmented value={view} onChange={setView} className="ls-risk-views" options={options} />
      {view === 'reports' && <ReportTable />}
      {view === 'alerts' && alerts.length === 0 && <Empty title={t('none')} why={t('noneWhy')} />}
      {view === 'alerts' && alerts.length > 0 && (
        <DataTable
          name={t('monitoring')}
          rows={alerts}
          columns={columns()}
          rowId={({ id }) => id}
          onOpen={({ id }) => onOpen(id)}
        />
      )}
    </>
  )
}

type FormDrawerProps = { form: Form | null; onClose(): void; onAlert(id: string): void }

function FormDrawer({ form, onClose, onAlert }: FormDrawerProps) {
  const told = (id: string) => {
    onClose()
    onAlert(id)
  }
  const title = form === 'ask' ? t('askToReport') : t('tellEvent')
  return (
    <Drawer open={form !== null} onClose={onClose} title={title} size={480} destroyOnHidden>
      {form === 'ask' && <AskForm onDone={onClose} />}
      {form === 'event' && <EventForm onDone={told} />}
    </Drawer>
  )
}

function AlertDrawer({ alert, onClose }: { alert: Alert | undefined; onClose(): void }) {
  const queries = useQueryClient()
  const changed = () => void queries.invalidateQueries({ queryKey: ['monitoring'] })
  return (
    <Drawer open={alert !== undefined} onClose={onClose} title={alert?.title} size={520} destroyOnHidden>
      {alert && <AlertView alert={alert} onChanged={changed} />}
    </Drawer>
  )
}

const columns = (): Column<Alert>[] => [
  { id: 'title', title: t('alert'), width: 200, grow: 2, phone: 'title', value: ({ title }) => title },
  { id: 'firm', title: t('firm'), width: 200, grow: 2, value: ({ organisationName }) => organisationName },
  { id: 'state', title: t('state'), width: 100, grow: 0, value: ({ stateText }) => stateText },
  { id: 'owner', title: t('owner'), width: 110, value: ({ owner }) => owner ?? '—' },
  { id: 'due', title: t('dueOn'), width: 110, grow: 0, value: ({ dueOn }) => dueOn ?? '—' },
]
