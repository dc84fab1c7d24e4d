import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { money } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { type Call, type CallApplication, callQuery } from '../calls/api.ts'
import { type AgreementText, readAgreement } from './agreement-lines.ts'
import { type Agreement, type AgreementList, agreementsQuery, fundsQuery, newKey, post } from './api.ts'
import { OrganisationPicker } from './OrganisationPicker.tsx'
import { t } from './words.ts'

type Row = AgreementList['items'][number]
const moneyText = (fen: string | null) => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : ''
}

/** 一事一议: every agreement with its milestones, and the cohorts of programmes. */
export function AgreementsPage() {
  const scope = useScope()
  const mayManage = useMay('agreements.manage')
  const { data, error, refetch } = useQuery(agreementsQuery(scope))
  if (error)
    return <Page title={t('agreements')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const support = data.items.reduce((sum, { supportFen }) => sum + BigInt(supportFen ?? 0), 0n)
  return (
    <Page
      title={t('agreements')}
      sentence={t('agreementsSentence', { count: data.items.length, support: moneyText(String(support)) })}
    >
      {data.cohorts.length > 0 && (
        <section className="ls-panel">
          <h2>{t('cohort')}</h2>
          <div className="ls-panel-body">
            {data.cohorts.map((cohort) => (
              <p key={`${cohort.programme} ${cohort.year}`}>
                <b>
                  {cohort.programme} {cohort.year}
                </b>{' '}
                {cohort.agreements} · {t('support')} {moneyText(cohort.supportFen)} · {t('paid')}{' '}
                {moneyText(cohort.paidFen)}
              </p>
            ))}
          </div>
        </section>
      )}
      <AgreementTable rows={data.items} />
      {mayManage && <NewOrFollowing />}
    </Page>
  )
}

function AgreementTable({ rows }: { rows: readonly Row[] }) {
  const navigate = useNavigate()
  const columns: Column<Row>[] = [
    { id: 'subject', title: t('subject'), width: 180, grow: 2, phone: 'title', value: (row) => row.subject },
    { id: 'organisation', title: t('organisation'), width: 200, grow: 2, value: (row) => row.organisation },
    { id: 'programme', title: t('programme'), width: 160, value: (row) => row.programme ?? '' },
    { id: 'state', title: t('state'), width: 120, phone: 'bare', value: (row) => row.stateTitle },
    {
      id: 'support',
      title: t('support'),
      unit: '万元',
      width: 120,
      grow: 0,
      align: 'right',
      value: (row) => (row.supportFen === null ? null : Number(row.supportFen) / 1_000_000),
    },
    {
      id: 'paid',
      title: t('paid'),
      unit: '万元',
      width: 120,
      grow: 0,
      align: 'right',
      value: (row) => Number(row.paidFen) / 1_000_000,
    },
    {
      id: 'met',
      title: t('milestones'),
      width: 110,
      grow: 0,
      value: (row) => `${row.met} / ${row.milestones}`,
    },
  ]
  return (
    <DataTable
      name={t('agreements')}
      rows={rows}
      columns={columns}
      rowId={({ id }) => id}
      maxRows={12}
      empty={<Empty title={t('agreementsNone')} why={t('agreementsNoneWhy')} />}
      onOpen={({ id }) =>
        void navigate({ to: '/policies/agreements/$agreementId', params: { agreementId: id } })
      }
    />
  )
}

type Values = AgreementText & {
  organisationId: string
  subject: string
  programme?: string
  cohortYear?: string
  fundId?: string
}

const route = getRouteApi('/policies/agreements')

/** A new agreement, or the one that follows from a selected application: what the call fixed is filled in. */
function NewOrFollowing() {
  const { application, call } = route.useSearch()
  const { data } = useQuery({ ...callQuery(call ?? ''), enabled: call !== undefined })
  const from = data?.items.find(({ id }) => id === application)
  if (call !== undefined && !data) return <Loading rows={2} />
  return <NewAgreement key={from?.id ?? 'new'} following={data && from ? { call: data, from } : null} />
}

type Following = { call: Call; from: CallApplication } | null

const valuesOf = (following: Following): Partial<Values> =>
  following === null
    ? {}
    : {
        subject: following.from.subject,
        programme: following.call.programme,
        cohortYear: String(following.call.cohortYear),
      }

/** One form for a new agreement: parties, articles and milestones one a line, a bad line named. */
function NewAgreement({ following }: { following: Following }) {
  const scope = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: funds } = useQuery(fundsQuery(scope))
  const [requestKey] = useState(newKey)
  const [fault, setFault] = useState<string | null>(null)
  const begin = useMutation({
    mutationFn: (body: object) => post<Agreement>('/agreements', body),
    onSuccess: ({ life }) => {
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
      void navigate({ to: '/policies/agreements/$agreementId', params: { agreementId: life.id } })
    },
  })
  const send = (values: Values) => {
    const read = readAgreement(values)
    if ('line' in read) return setFault(t('lineWrong', read))
    setFault(null)
    begin.mutate({
      city: scope.city.code,
      dataset: scope.dataset,
      organisationId: following?.from.organisation.id ?? values.organisationId,
      subject: values.subject,
      programme: values.programme?.trim() || null,
      cohortYear: values.cohortYear ? Number(values.cohortYear) : null,
      fundId: values.fundId ?? null,
      ...(following ? { applicationId: following.from.id } : {}),
      requestKey,
      ...read,
    })
  }
  const required = [{ required: true, message: t('required') }]
  const told = fault ?? begin.error?.message
  return (
    <details className="ls-panel ls-details" style={{ padding: 16 }} open={following !== null}>
      <summary>{t('newAgreement')}</summary>
      {following && (
        <p>
          {t('followsFrom', {
            call: following.call.title,
            organisation: following.from.organisation.name,
            most: moneyText(following.from.supportFen),
          })}
        </p>
      )}
      {told && <Alert className="ls-form-alert" type="error" showIcon title={told} />}
      <Form<Values>
        layout="vertical"
        initialValues={valuesOf(following)}
        onFinish={send}
        style={{ maxWidth: 640, paddingTop: 12 }}
      >
        <Form.Item name="subject" label={t('subject')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        {!following && (
          <Form.Item name="organisationId" label={t('organisation')} rules={required}>
            <OrganisationPicker label={t('organisation')} />
          </Form.Item>
        )}
        <Form.Item name="programme" label={t('programme')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="cohortYear"
          label={t('year')}
          rules={[{ pattern: /^(19|20)\d\d$/, message: t('required') }]}
        >
          <Input maxLength={4} />
        </Form.Item>
        <Form.Item name="parties" label={t('parties')} extra={t('partyHint')} rules={required}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="articles" label={t('articles')} extra={t('articleHint')} rules={required}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="milestones" label={t('milestones')} extra={t('milestoneHint')} rules={required}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="fundId" label={t('fund')}>
          <Select
            allowClear
            options={(funds?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('newAgreement')}
        </Button>
      </Form>
    </details>
  )
}
