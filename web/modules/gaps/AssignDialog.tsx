import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type Assigned, type GapKind, postAssignments, vocabularyQuery } from './gap-api.ts'
import { OwnerField } from './OwnerField.tsx'
import type { RegisterRow } from './register-rows.ts'
import { t } from './register-words.ts'

type Values = { owner: string; dueOn?: string; kind?: GapKind }
type Props = { rows: readonly RegisterRow[]; onClose(): void; onDone(): void }

/** Gives what was picked to one office until one day; says line by line what could not be given. */
export function AssignDialog({ rows, onClose, onDone }: Props) {
  const scope = useScope()
  const queries = useQueryClient()
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const [form] = Form.useForm<Values>()
  const [requestKey] = useState(() => crypto.randomUUID())
  const nodes = rows.flatMap(({ gapId, chain, node }) =>
    gapId === null && node ? [{ chain: chain.id, node: node.id }] : [],
  )
  const gaps = rows.flatMap(({ gapId }) => (gapId === null ? [] : [gapId]))
  const give = useMutation({
    mutationFn: ({ owner, dueOn, kind }: Values) =>
      postAssignments(scope, {
        gaps,
        nodes,
        owner,
        requestKey,
        ...(dueOn ? { dueOn } : {}),
        ...(kind ? { kind } : {}),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['gaps'] }),
  })
  const rules = [{ required: true, message: t('required') }]
  if (give.data) return <AssignResult result={give.data} onClose={onDone} />
  return (
    <Modal
      open
      title={t('assignTitle', { count: rows.length })}
      okText={t('ok')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: give.isPending }}
    >
      {give.error && <Problem error={give.error} />}
      {nodes.length > 0 && <p className="ls-soft">{t('assignNote', { nodes: nodes.length })}</p>}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => give.mutate(values)}>
        {nodes.length > 0 && (
          <Form.Item name="kind" label={t('assignKind')} rules={rules}>
            <Select
              aria-label={t('assignKind')}
              options={vocabulary?.kinds.map(({ id, name, definition }) => ({
                value: id,
                label: `${inLang(name)}：${inLang(definition)}`,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="owner" label={t('owner')} rules={rules}>
          <OwnerField label={t('owner')} />
        </Form.Item>
        <Form.Item name="dueOn" label={t('dueOptional')}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function AssignResult({ result, onClose }: { result: Assigned; onClose(): void }) {
  const { assigned, unchanged, refused } = result
  return (
    <Modal
      open
      title={t('assignDone', { assigned, unchanged })}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {refused.length > 0 && (
        <>
          <p>{t('assignRefused', { count: refused.length })}</p>
          <ul className="ls-lines">
            {refused.map(({ id, title, why }) => (
              <li key={id}>
                {title}
                <small className="ls-soft">{why}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}
