import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import {
  endOverrule,
  historyQuery,
  type NodeHistory,
  type NodeRef,
  type OverruleValues,
  postOverrule,
} from './gap-api.ts'
import type { GapRef } from './gap-tab.ts'
import { t } from './gap-words.ts'
import { t as g } from './words.ts'

const statuses = ['strong', 'weak', 'missing', 'unknown'] as const

/** What offices said about a node, and the form to say otherwise than the figures until a day. */
export function OverruleSection({ chain, node }: GapRef) {
  return node === null ? null : <OfOverruleSection chain={chain} node={node} />
}

function OfOverruleSection(ref: NodeRef) {
  const mayState = useMay('gaps.state')
  const { data, error } = useQuery(historyQuery(useScope(), ref))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={3} />
  return (
    <section className="ls-panel" data-testid="overrules">
      <h2>{t('history')}</h2>
      <div className="ls-panel-body ls-stack">
        {data.overrules.length + data.statements.length === 0 && (
          <p className="ls-soft">{t('historyNone')}</p>
        )}
        <ul className="ls-lines">
          {data.overrules.map((one) => (
            <OverruleLine key={one.id} one={one} mayEnd={mayState} />
          ))}
          {data.statements.map(({ kind, source, date, by, at }) => (
            <li key={at + kind}>
              {date} {by} · {statementName(kind)}
              <small className="ls-soft">{source}</small>
            </li>
          ))}
        </ul>
        {mayState && <OverruleForm {...ref} />}
      </div>
    </section>
  )
}

const statementName = (kind: string) =>
  kind === 'register_complete'
    ? g('registerComplete')
    : kind === 'confirmed_missing'
      ? g('confirmedMissing')
      : g('withdrawn')

function useAgain() {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: ['gaps'] })
    void queries.invalidateQueries({ queryKey: ['overview'] })
  }
}

function OverruleLine({ one, mayEnd }: { one: NodeHistory['overrules'][number]; mayEnd: boolean }) {
  const again = useAgain()
  const [reason, setReason] = useState('')
  const end = useMutation({ mutationFn: () => endOverrule(one.id, reason), onSuccess: again })
  const { from, until, by, source, endedOn, endedBy, endedReason } = one
  return (
    <li>
      {t('overruleLine', { from, until, status: ui(one.status), counted: ui(one.formerStatus) })}
      {one.isHolding && ` · ${t('holds')}`}
      <small className="ls-soft">
        {[by, one.reason, `${t('evidence')}：${source}`].join(' · ')}
        {endedOn && ` · ${t('ended', { day: endedOn, by: endedBy ?? '', reason: endedReason ?? '' })}`}
        {one.attachmentId && <a href={`/api/attachments/${one.attachmentId}`}> {t('document')}</a>}
      </small>
      {mayEnd && one.isHolding && (
        <Form layout="inline" onFinish={() => end.mutate()}>
          <Input
            aria-label={t('endReason')}
            placeholder={t('endReason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            style={{ width: 180 }}
          />
          <Button htmlType="submit" disabled={reason.trim() === ''} loading={end.isPending}>
            {t('end')}
          </Button>
          {end.error && <Alert type="error" title={end.error.message} />}
        </Form>
      )}
    </li>
  )
}

function OverruleForm(ref: NodeRef) {
  const scope = useScope()
  const again = useAgain()
  const [form] = Form.useForm<OverruleValues>()
  const [file, setFile] = useState<File>()
  const save = useMutation({
    mutationFn: (values: OverruleValues) => postOverrule(scope, ref, values, file),
    onSuccess: () => {
      form.resetFields()
      again()
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <details className="ls-details">
      <summary>{t('overrule')}</summary>
      <p className="ls-soft">{t('overruleNote')}</p>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<OverruleValues> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="status" label={t('status')} rules={rules}>
          <Select options={statuses.map((value) => ({ value, label: ui(value) }))} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={rules}>
          <Input.TextArea maxLength={1000} rows={2} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={rules}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={t('until')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label={t('file')}>
          <input type="file" aria-label={t('file')} onChange={(event) => setFile(event.target.files?.[0])} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </details>
  )
}
