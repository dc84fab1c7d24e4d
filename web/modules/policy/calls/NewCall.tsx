import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { ProblemError } from '../../../ui/request.ts'
import { useScope } from '../../../ui/session.ts'
import { fenOf } from '../applications/amounts.ts'
import { newKey, readinessQuery } from '../applications/api.ts'
import { makeCall } from './api.ts'
import { readCriteria } from './criteria-lines.ts'
import { t } from './words.ts'

type Values = {
  programme: string
  cohortYear: string
  title: string
  clause: string
  opensOn: string
  closesOn: string
  places?: string
  supportFrom?: string
  supportTo?: string
  reviewers: string
  criteria: string
  source: string
}
const fen = (value: string | undefined): string | null => (value?.trim() ? fenOf(value) : null)
const amountRule = {
  validator: (_: unknown, value?: string) =>
    !value?.trim() || fenOf(value) !== null ? Promise.resolve() : Promise.reject(new Error(t('amountRule'))),
}

/** One form for a call; criteria one a line, a bad line named. */
export function NewCall() {
  const scope = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: ready } = useQuery(readinessQuery(scope))
  const [requestKey] = useState(newKey)
  const [fault, setFault] = useState<string | null>(null)
  const make = useMutation({
    mutationFn: makeCall,
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'calls'] })
      void navigate({ to: '/policies/calls/$callId', params: { callId: id } })
    },
  })
  const send = (values: Values) => {
    const criteria = readCriteria(values.criteria)
    if ('line' in criteria) return setFault(t('criteriaWrong', criteria))
    setFault(null)
    const [policyId = '', clauseId = ''] = values.clause.split('/')
    make.mutate({
      city: scope.city.code,
      dataset: scope.dataset,
      requestKey,
      policyId,
      clauseId,
      criteria,
      programme: values.programme.trim(),
      title: values.title.trim(),
      source: values.source.trim(),
      cohortYear: Number(values.cohortYear),
      opensOn: values.opensOn,
      closesOn: values.closesOn,
      places: values.places?.trim() ? Number(values.places) : null,
      supportFromFen: fen(values.supportFrom),
      supportToFen: fen(values.supportTo),
      reviewers: Number(values.reviewers),
    })
  }
  const { error } = make
  const fields = error instanceof ProblemError ? error.fields.map(({ message }) => message).join('；') : ''
  const told = fault ?? (fields || error?.message)
  const clauses = (ready?.clauses ?? []).map(({ policyId, policyTitle, clauseId, title }) => ({
    value: `${policyId}/${clauseId}`,
    label: `${policyTitle} · ${title}`,
  }))
  return (
    <details className="ls-panel ls-details" style={{ padding: 16 }}>
      <summary>{t('newCall')}</summary>
      {told && <Alert className="ls-form-alert" type="error" showIcon title={told} />}
      <Form<Values>
        layout="vertical"
        initialValues={{ reviewers: '1', cohortYear: String(new Date().getFullYear()) }}
        onFinish={send}
        style={{ maxWidth: 640, paddingTop: 12 }}
      >
        <Fields clauses={clauses} />
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('newCall')}
        </Button>
      </Form>
    </details>
  )
}

const required = { required: true, message: t('required') }
const whole = { pattern: /^\d{1,5}$/, message: t('wholeRule') }

function Fields({ clauses }: { clauses: { value: string; label: string }[] }) {
  return (
    <>
      <Form.Item name="programme" label={t('programme')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="cohortYear" label={t('year')} rules={[required, whole]}>
        <Input maxLength={4} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="title" label={t('callTitle')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="clause" label={t('policyClause')} rules={[required]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={clauses} />
      </Form.Item>
      <Form.Item name="opensOn" label={t('opensOn')} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="closesOn" label={t('closesOn')} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="places" label={t('places')} extra={t('noLimit')} rules={[whole]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name="supportFrom" label={t('supportFrom')} rules={[amountRule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="supportTo" label={t('supportTo')} rules={[amountRule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item
        name="reviewers"
        label={t('reviewerCount')}
        extra={t('reviewerHint')}
        rules={[required, whole]}
      >
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name="criteria" label={t('criteriaLines')} extra={t('criteriaHint')} rules={[required]}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="source" label={t('source')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}
