import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, App, Button, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { inLang } from '../../../ui/words.ts'
import {
  type KeyFirm,
  type KeyFirmSnapshot,
  type KeyRule,
  keyFirmChangeQuery,
  keyFirmsQuery,
  keyFirmYearQuery,
  takeKeyFirms,
} from './api.ts'
import { t } from './form-words.ts'

const route = getRouteApi('/key-firms')

/** The yearly libraries of key firms: the rule in its own words, one year, and what changed against another. */
export function KeyFirmsPage() {
  const { city, dataset } = useScope()
  const { data, error, refetch } = useQuery(keyFirmsQuery({ city: city.code, dataset }))
  const maySettle = useMay('libraries.settle')
  const [isTaking, take] = useState(false)
  const search = route.useSearch()
  if (error)
    return <Page title={t('keyFirms')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const [rule] = data.rules
  const shown = data.snapshots.find(({ year }) => String(year) === search.year) ?? data.snapshots[0]
  const button = rule && maySettle && (
    <Button type="primary" onClick={() => take(true)}>
      {t('take')}
    </Button>
  )
  const sentence =
    shown && t('keySentence', { ...shown, included: count(shown.included), looked: count(shown.looked) })
  return (
    <Page title={t('keyFirms')} sentence={sentence} actions={shown && button}>
      {rule ? <RulePanel rule={rule} /> : <Empty title={t('ruleNone')} />}
      {shown ? (
        <Year shown={shown} snapshots={data.snapshots} />
      ) : (
        rule && <Empty title={t('keyNone')} why={t('keyNoneWhy')} action={button} />
      )}
      {rule && isTaking && <TakeForm rule={rule} onClose={() => take(false)} />}
    </Page>
  )
}

function RulePanel({ rule }: { rule: KeyRule }) {
  return (
    <section className="ls-panel">
      <h2>{t('rule')}</h2>
      <div className="ls-panel-body ls-stack">
        <div>
          <b>{inLang(rule.title)}</b>{' '}
          <small className="ls-soft">
            {t('ruleVersion', { version: rule.version, source: rule.source })}
            {rule.isAssumed && ` · ${t('ruleAssumed')}`}
          </small>
        </div>
        <ul className="ls-reasons">
          {rule.clauses.map(({ title, text }) => (
            <li key={title}>{text}</li>
          ))}
        </ul>
        <small className="ls-soft">{t('ruleFacts', { facts: rule.facts.join('、') })}</small>
      </div>
    </section>
  )
}

type Line = KeyFirm & { change: 'cameIn' | 'leftOut' | 'stays' }

function Year({ shown, snapshots }: { shown: KeyFirmSnapshot; snapshots: readonly KeyFirmSnapshot[] }) {
  const { city, dataset } = useScope()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const same = snapshots.filter(({ rule }) => rule === shown.rule)
  const earlier = same.filter(({ year }) => year < shown.year)
  const from = earlier.find(({ year }) => String(year) === search.from)
  const where = { city: city.code, dataset, rule: shown.rule }
  const year = useQuery(keyFirmYearQuery({ ...where, year: shown.year }))
  const change = useQuery({
    ...keyFirmChangeQuery({ ...where, from: from?.year ?? shown.year, to: shown.year }),
    enabled: from !== undefined,
  })
  const error = year.error ?? change.error
  if (error) return <Problem error={error} />
  if (!year.data || (from && !change.data)) return <Loading rows={8} />
  const go = (part: Partial<typeof search>) =>
    void navigate({ search: (held) => ({ ...held, ...part }), replace: true })
  const tools = (
    <>
      <Select
        aria-label={t('year')}
        value={String(shown.year)}
        onChange={(value) => go({ year: value, from: undefined })}
        options={same.map((one) => ({ value: String(one.year), label: String(one.year) }))}
      />
      {earlier.length > 0 && (
        <Select
          aria-label={t('compare')}
          value={from ? String(from.year) : ''}
          popupMatchSelectWidth={false}
          onChange={(value) => go({ from: value || undefined })}
          options={[
            { value: '', label: t('compareNone') },
            ...earlier.map((one) => ({ value: String(one.year), label: `${t('compare')} ${one.year}` })),
          ]}
        />
      )}
    </>
  )
  const sum = from && change.data
  return (
    <>
      {sum && (
        <p>
          {[
            t('stayed', { count: count(sum.stayed) }),
            t('came', { count: count(sum.came.length) }),
            t('left', { count: count(sum.left.length) }),
          ].join(' · ')}
        </p>
      )}
      <FirmTable
        lines={sum ? changesOf(sum) : year.data.firms.map((firm) => ({ ...firm, change: 'stays' }))}
        tools={tools}
      />
    </>
  )
}

const changesOf = (change: { came: KeyFirm[]; left: KeyFirm[] }): Line[] => [
  ...change.came.map((firm) => ({ ...firm, change: 'cameIn' as const })),
  ...change.left.map((firm) => ({ ...firm, change: 'leftOut' as const })),
]

function FirmTable({ lines, tools }: { lines: Line[]; tools: React.ReactNode }) {
  return (
    <DataTable
      name={t('keyFirms')}
      rows={lines}
      rowId={({ organisationId }) => organisationId}
      tools={tools}
      columns={[
        {
          id: 'name',
          title: t('firm'),
          width: 240,
          grow: 2,
          phone: 'title',
          value: (firm) => firm.name,
          cell: (firm) => (
            <Link to="/firms/$firmId" params={{ firmId: firm.organisationId }}>
              {firm.name}
            </Link>
          ),
        },
        { id: 'change', title: t('change'), width: 90, grow: 0, value: (firm) => t(firm.change) },
        { id: 'why', title: t('why'), width: 320, grow: 3, isSortable: false, value: whyOf },
      ]}
    />
  )
}

const whyOf = ({ conditions }: Line): string =>
  conditions.length === 0
    ? t('notLooked')
    : conditions
        .map(({ text, status, actual }) =>
          [text, t(status), actual && t('actual', { value: actual })].filter(Boolean).join(' '),
        )
        .join('；')

function TakeForm({ rule, onClose }: { rule: KeyRule; onClose(): void }) {
  const { city, dataset } = useScope()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [year, setYear] = useState<number>(new Date().getFullYear())
  const take = useMutation({
    mutationFn: () => takeKeyFirms({ city: city.code, dataset, rule: rule.id, year }),
    onSuccess: async () => {
      void message.success(t('saved'))
      onClose()
      await queries.invalidateQueries({ queryKey: ['key-firms'] })
    },
  })
  return (
    <Modal
      open
      title={t('take')}
      okText={t('take')}
      onCancel={onClose}
      onOk={() => take.mutate()}
      okButtonProps={{ loading: take.isPending }}
    >
      <div className="ls-stack">
        {take.error && <Alert type="error" showIcon title={take.error.message} />}
        <p className="ls-soft">{t('takeNote')}</p>
        <label htmlFor="key-year">{t('year')}</label>
        <InputNumber
          id="key-year"
          min={1990}
          max={2100}
          value={year}
          onChange={(value) => value && setYear(value)}
        />
      </div>
    </Modal>
  )
}
