import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import {
  type GapDetail,
  type GapStep,
  type GapValues,
  gapQuery,
  type NodeRef,
  postEvidence,
  postGap,
  postStep,
  registerQuery,
  vocabularyQuery,
} from './gap-api.ts'
import type { GapRef } from './gap-tab.ts'
import { t } from './gap-words.ts'

const rules = () => [{ required: true, message: t('required') }]

/** What is registered against a node: kind, owner, due day, evidence, history, and the steps that may be taken. */
export function RegisterSection({ chain, node }: GapRef) {
  return node === null ? null : <OfRegisterSection chain={chain} node={node} />
}

function OfRegisterSection(ref: NodeRef) {
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
        {own.map(({ id }) => (
          <RegisteredGap key={id} id={id} />
        ))}
        {mayRegister && <GapForm {...ref} />}
      </div>
    </section>
  )
}

function RegisteredGap({ id }: { id: string }) {
  const { data: gap, error } = useQuery(gapQuery(id))
  const { data: vocabulary } = useQuery(vocabularyQuery)
  if (error) return <Problem error={error} />
  if (!gap) return <Loading rows={3} />
  const kind = vocabulary?.kinds.find((one) => one.id === gap.kind)
  const act = vocabulary?.acts.find((one) => one.id === gap.act)
  return (
    <article>
      <h3 title={kind && inLang(kind.definition)}>
        {kind ? inLang(kind.name) : gap.kind} · {gap.title}
      </h3>
      <p className="ls-soft">
        {[
          gap.stateName,
          `${t('owner')}：${gap.owner ?? t('ownerNone')}`,
          `${t('due')}：${gap.dueOn ?? t('dueNone')}`,
          gap.isOverdue && t('overdue'),
          act && inLang(act.name),
          gap.source,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ul className="ls-lines">
        {gap.evidence.map((one) => (
          <li key={one.id}>
            {t('evidence')}：{one.source}（{one.shownOn}）
            {one.attachmentId && <a href={`/api/attachments/${one.attachmentId}`}>{t('document')}</a>}
          </li>
        ))}
        {gap.history.map((event) => (
          <li key={event.at + event.title}>
            <small className="ls-soft">
              {[event.at.slice(0, 10), event.by, event.title, event.comment].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      <GapSteps gap={gap} />
    </article>
  )
}

function GapSteps({ gap }: { gap: GapDetail }) {
  const queries = useQueryClient()
  const [told, setTold] = useState<{ owner?: string; dueOn?: string; comment?: string }>({})
  const [proof, setProof] = useState<{ source: string; shownOn: string; file?: File }>({
    source: '',
    shownOn: '',
  })
  const again = () => void queries.invalidateQueries({ queryKey: ['gaps'] })
  const step = useMutation({
    mutationFn: (action: GapStep['action']) =>
      postStep(gap.id, { action, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value)) }),
    onSuccess: again,
  })
  const prove = useMutation({ mutationFn: () => postEvidence(gap.id, proof, proof.file), onSuccess: again })
  if (gap.actions.length === 0) return null
  const error = step.error ?? prove.error
  const isOver = gap.state === 'closed' || gap.state === 'dropped'
  return (
    <details className="ls-details">
      <summary>{gap.actions.map(({ title }) => title).join(' / ')}</summary>
      {error && <Alert className="ls-form-alert" type="error" showIcon title={error.message} />}
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Input
          aria-label={t('owner')}
          placeholder={t('owner')}
          onChange={(e) => setTold({ ...told, owner: e.target.value })}
        />
        <Input
          aria-label={t('due')}
          type="date"
          onChange={(e) => setTold({ ...told, dueOn: e.target.value })}
        />
        <Input
          aria-label={t('comment')}
          placeholder={t('comment')}
          onChange={(e) => setTold({ ...told, comment: e.target.value })}
        />
        <Space wrap>
          {gap.actions.map(({ name, title, blockedBy }) => (
            <Button
              key={name}
              disabled={blockedBy.length > 0}
              title={blockedBy.join(' ')}
              loading={step.isPending}
              onClick={() => step.mutate(name)}
            >
              {title}
            </Button>
          ))}
        </Space>
        {!isOver && (
          <Space wrap>
            <Input
              aria-label={t('evidence')}
              placeholder={t('source')}
              onChange={(e) => setProof({ ...proof, source: e.target.value })}
            />
            <Input
              aria-label={t('evidenceDay')}
              type="date"
              onChange={(e) => setProof({ ...proof, shownOn: e.target.value })}
            />
            <input
              type="file"
              aria-label={t('file')}
              onChange={(e) => {
                const file = e.target.files?.[0]
                setProof(file ? { ...proof, file } : { source: proof.source, shownOn: proof.shownOn })
              }}
            />
            <Button
              disabled={!proof.source || !proof.shownOn}
              loading={prove.isPending}
              onClick={() => prove.mutate()}
            >
              {t('evidenceAdd')}
            </Button>
          </Space>
        )}
      </Space>
    </details>
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
      postGap(
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
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="dueOn" label={t('due')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="act" label={t('act')}>
          <Select
            allowClear
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
