import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import {
  type GapSummary,
  type GapValues,
  type NodeRef,
  postItem,
  registerQuery,
  vocabularyQuery,
} from './gap-api.ts'
import type { GapRef } from './gap-tab.ts'
import { t } from './gap-words.ts'
import { OwnerField } from './OwnerField.tsx'

const rules = () => [{ required: true, message: t('required') }]

/** What is registered against a node: each item on a line, and the form for another one. */
export function RegisterSection({ chain, node }: GapRef) {
  return node === null ? null : <OfNode chain={chain} node={node} />
}

function OfNode(ref: NodeRef) {
  const mayRead = useMay('gaps.register_read')
  const mayRegister = useMay('gaps.register')
  const { data, error } = useQuery(registerQuery(useScope(), mayRead))
  if (!mayRead) return null
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={3} />
  const own = data.items.filter(({ chain, node }) => chain.id === ref.chain && node?.id === ref.node)
  return (
    <section className="ls-panel" data-testid="register">
      <h2>{t('register')}</h2>
      <div className="ls-panel-body ls-stack">
        {own.length === 0 && <p className="ls-soft">{t('registerNone')}</p>}
        <ul className="ls-lines">
          {own.map((gap) => (
            <ItemLine key={gap.id} gap={gap} />
          ))}
        </ul>
        {mayRegister && <GapForm {...ref} />}
      </div>
    </section>
  )
}

function ItemLine({ gap }: { gap: GapSummary }) {
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const kind = vocabulary?.kinds.find(({ id }) => id === gap.kind)
  return (
    <li>
      <Link to="/gaps/items/$gapId" params={{ gapId: gap.id }}>
        {kind ? inLang(kind.name) : gap.kind} · {gap.title}
      </Link>
      <small className="ls-soft">
        {[
          gap.stateName,
          `${t('owner')}：${gap.owner ?? t('ownerNone')}`,
          `${t('due')}：${gap.dueOn ?? t('dueNone')}`,
          gap.isOverdue && t('overdue'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  )
}

function GapForm(ref: NodeRef) {
  const scope = useScope()
  const queries = useQueryClient()
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const [form] = Form.useForm<GapValues>()
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: (values: GapValues) =>
      postItem(
        scope,
        ref,
        Object.fromEntries(Object.entries(values).filter(([, v]) => v)) as GapValues,
        requestKey,
      ),
    onSuccess: () => {
      form.resetFields()
      setRequestKey(crypto.randomUUID())
      void queries.invalidateQueries({ queryKey: ['gaps'] })
    },
  })
  return (
    <details className="ls-details">
      <summary>{t('registerAdd')}</summary>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<GapValues> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="kind" label={t('kind')} rules={rules()}>
          <Select
            aria-label={t('kind')}
            options={vocabulary?.kinds.map(({ id, name, definition }) => ({
              value: id,
              label: `${inLang(name)}：${inLang(definition)}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t('title')} rules={rules()}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={rules()}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="foundOn" label={t('found')} rules={rules()}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="owner" label={t('owner')}>
          <OwnerField label={t('owner')} />
        </Form.Item>
        <Form.Item name="dueOn" label={t('due')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="act" label={t('act')}>
          <Select
            allowClear
            aria-label={t('act')}
            options={vocabulary?.acts.map(({ id, name }) => ({ value: id, label: inLang(name) }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </details>
  )
}
