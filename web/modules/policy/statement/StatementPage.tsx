import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Select, Space } from 'antd'
import { useState } from 'react'
import { Figure } from '../../../ui/Figure.tsx'
import { money } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope, useSession } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { OrganisationPicker } from '../applications/OrganisationPicker.tsx'
import '../policy.css'
import { type Span, type Statement, statementFile, statementQuery } from './api.ts'
import { Cases } from './Cases.tsx'
import { ReliefPanel } from './ReliefPanel.tsx'
import { PolicyTable, YearTable } from './StatementTables.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/statement')

/** What a firm was granted, paid and asked back over the years: its own, or of a firm that an office opens. */
export function StatementPage() {
  const { firm } = route.useSearch()
  const { actor } = useSession()
  const isFirm = useMay('applications.write')
  const id = firm ?? (isFirm ? actor.organisationId : null)
  return id ? <StatementOf key={id} firmId={id} /> : <Choice />
}

function Choice() {
  const navigate = useNavigate()
  const open = (firm: string | null) => {
    if (firm) void navigate({ to: '/policies/statement', search: { firm } })
  }
  return (
    <Page title={t('statement')}>
      <Empty
        title={t('choose')}
        why={t('chooseWhy')}
        action={<OrganisationPicker label={t('firm')} onChange={open} />}
      />
    </Page>
  )
}

function StatementOf({ firmId }: { firmId: string }) {
  const scope = useScope()
  const [span, setSpan] = useState<Span>({ from: '', to: '' })
  const { data, error, refetch } = useQuery(statementQuery(scope, firmId, span))
  if (error)
    return <Page title={t('statement')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  return (
    <Page
      title={t('titleOf', { name: data.organisation.name })}
      sentence={t('sentence', { asOf: data.asOf, count: data.cases.length })}
      figures={<Figures statement={data} />}
      actions={<Downloads firmId={firmId} span={span} />}
    >
      {!data.isWhole && <Alert type="info" showIcon title={t('partial')} />}
      <Years span={span} onChange={setSpan} />
      <Body statement={data} />
      <ReliefPanel statement={data} />
    </Page>
  )
}

function Body({ statement }: { statement: Statement }) {
  if (statement.cases.length === 0 && statement.years.length === 0)
    return (
      <Empty
        title={t('nothing')}
        why={t('nothingWhy')}
        action={
          <Link to="/policies/firm" search={{ firm: statement.organisation.id }} className="ls-link">
            {t('seeEntitled')}
          </Link>
        }
      />
    )
  return (
    <>
      <YearTable years={statement.years} />
      {statement.policies.length > 0 && <PolicyTable policies={statement.policies} />}
      <Cases cases={statement.cases} />
    </>
  )
}

const text = (fen: string) => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : ''
}

function Figures({ statement: { totals, asOf } }: { statement: Statement }) {
  const { openFen, reliefsUnknown } = totals
  return (
    <>
      <Figure label={t('granted')} value={money(totals.grantedFen)} asOf={asOf} />
      <Figure
        label={t('paid')}
        value={money(totals.paidFen)}
        asOf={asOf}
        note={openFen === '0' ? undefined : t('open', { amount: text(openFen) })}
      />
      <Figure label={t('recovered')} value={money(totals.recoveredFen)} asOf={asOf} />
      <Figure
        label={t('reliefSum')}
        value={money(totals.reliefFen)}
        asOf={asOf}
        note={reliefsUnknown === 0 ? undefined : t('unknownCount', { count: reliefsUnknown })}
      />
    </>
  )
}

function Downloads({ firmId, span }: { firmId: string; span: Span }) {
  const scope = useScope()
  return (
    <Space wrap>
      {(['pdf', 'xlsx'] as const).map((format) => (
        <Button key={format} href={statementFile(scope, firmId, span, format)}>
          {t(format)}
        </Button>
      ))}
    </Space>
  )
}

const thisYear = new Date().getFullYear()
const choices = Array.from({ length: 12 }, (_, i) => String(thisYear - i))

/** From which to which year; a first year after the last one moves the last one along. */
function Years({ span, onChange }: { span: Span; onChange(span: Span): void }) {
  const options = [{ value: '', label: t('allYears') }, ...choices.map((value) => ({ value, label: value }))]
  const set = (change: Partial<Span>) => {
    const next = { ...span, ...change }
    const isBackwards = next.from !== '' && next.to !== '' && next.from > next.to
    onChange(isBackwards ? { from: change.from ?? next.to, to: change.from ?? next.to } : next)
  }
  return (
    <Space wrap>
      {(['from', 'to'] as const).map((end) => (
        <span key={end}>
          {t(end)}{' '}
          <Select
            aria-label={`${t('year')} ${t(end)}`}
            value={span[end]}
            style={{ width: 120 }}
            options={options}
            onChange={(value) => set({ [end]: value })}
          />
        </span>
      ))}
    </Space>
  )
}
