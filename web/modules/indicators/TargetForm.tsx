import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import {
  type BoardRow,
  correctTarget,
  enterTarget,
  type IndicatorPageAnswer,
  type OwnTarget,
  type TargetStatement,
} from './api.ts'
import { t } from './edit-words.ts'
import { showFaults } from './field-faults.ts'
import { t as p } from './page-words.ts'
import { useChainNames } from './use-chain-names.ts'

type Values = {
  chain: string
  scopeZh: string
  scopeEn?: string
  comparator: TargetStatement['comparator']
  value: string
  due?: string
  dueWritten?: string
  sourceTitle: string
  sourceDate?: string
  sourcePlace?: string
  sourceSentence?: string
  reason?: string
}
type Props = { page: IndicatorPageAnswer; row: BoardRow; target: OwnTarget | null; onClose(): void }

const comparators = {
  '=': 'exactly',
  '>=': 'atLeast',
  '>': 'over',
  '<=': 'atMost',
  '<': 'under',
  '~': 'about',
  range: 'range',
  x: 'times',
} as const
const figure = String.raw`-?\d{1,15}(?:\.\d{1,6})?`
const valueShape = new RegExp(`^\\s*(${figure})(?:\\s*[–—~至]\\s*(${figure}))?\\s*$`)
const writtenDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

function statementOf(indicator: string, subject: string | null, values: Values): TargetStatement {
  const [, low, high] = valueShape.exec(values.value)!
  const en = values.scopeEn?.trim()
  return {
    indicator,
    chain: values.chain || null,
    subject,
    scope: { zh: values.scopeZh.trim(), ...(en ? { en } : {}) },
    comparator: values.comparator,
    value: high === undefined ? Number(low) : [Number(low), Number(high)],
    due: values.due?.trim() || null,
    dueWritten: values.dueWritten?.trim() || null,
    sourceTitle: values.sourceTitle,
    sourceDate: values.sourceDate?.trim() || null,
    sourcePlace: values.sourcePlace?.trim() || null,
    sourceSentence: values.sourceSentence?.trim() || null,
  }
}

const beginOf = (target: OwnTarget | null, row: BoardRow): Partial<Values> =>
  target === null
    ? {
        chain: row.chain ?? '',
        comparator: '=',
        ...(row.scope ? { scopeZh: row.scope.zh, scopeEn: row.scope.en } : {}),
      }
    : {
        chain: target.chain ?? '',
        scopeZh: target.scope.zh,
        scopeEn: target.scope.en,
        comparator: target.comparator,
        value: Array.isArray(target.value) ? target.value.join('–') : String(target.value),
        due: target.due ?? '',
        dueWritten: target.dueWritten ?? '',
        sourceTitle: target.sourceTitle,
        sourceDate: target.sourceDate ?? '',
        sourcePlace: target.sourcePlace ?? '',
        sourceSentence: target.sourceSentence ?? '',
      }

/** Writes a target by hand, or the next version of one with the reason. */
export function TargetForm({ page, row, target, onClose }: Props) {
  const scope = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [onceKey] = useState(() => crypto.randomUUID())
  const [isTold, setIsTold] = useState(false)
  const { id, name, unit } = page.definition
  const save = useMutation({
    mutationFn: (values: Values) => {
      const statement = statementOf(id, target?.subject ?? row.subject, values)
      return target === null
        ? enterTarget(scope, { ...statement, onceKey })
        : correctTarget(target.id, { ...statement, basedOn: target.version, reason: values.reason! })
    },
    onError: (error) =>
      setIsTold(
        showFaults(form, error, { 'scope.zh': 'scopeZh', 'scope.en': 'scopeEn', 'value.0': 'value' }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: p('saved') })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={`${t(target ? 'correctTarget' : 'enterTarget')}：${inLang(name)}`}
      okText={p('save')}
      cancelText={p('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{t('targetNote')}</p>
      {save.error && !isTold && <Problem error={save.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={beginOf(target, row)}
        onFinish={(values) => save.mutate(values)}
      >
        <StatementFields unit={unit} />
        <SourceFields />
        {target && (
          <Form.Item name="reason" label={p('reason')} rules={needed()}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

const needed = () => [{ required: true, whitespace: true, message: p('required') }]
const dated = () => [{ pattern: writtenDate, message: p('dateRule') }]

function StatementFields({ unit }: { unit: string }) {
  const { names, nameChain } = useChainNames()
  return (
    <>
      <Form.Item name="chain" label={p('chain')}>
        <Select
          options={['', ...names.keys()].map((value) => ({ value, label: nameChain(value || null) }))}
        />
      </Form.Item>
      <Form.Item name="scopeZh" label={p('scope')} rules={needed()} extra={t('scopeHint')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="scopeEn" label={t('scopeEn')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="comparator" label={p('comparator')}>
        <Select options={Object.entries(comparators).map(([value, word]) => ({ value, label: t(word) }))} />
      </Form.Item>
      <Form.Item
        name="value"
        label={p('figure', { unit })}
        rules={[...needed(), { pattern: valueShape, message: t('valueRule') }]}
        extra={t('valueHint')}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="due" label={t('due')} rules={dated()} extra={t('dueHint')}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="dueWritten" label={t('dueWritten')}>
        <Input maxLength={60} />
      </Form.Item>
    </>
  )
}

function SourceFields() {
  return (
    <>
      <Form.Item name="sourceTitle" label={p('sourceTitle')} rules={needed()}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="sourceDate" label={t('sourceDate')} rules={dated()}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="sourcePlace" label={t('sourcePlace')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="sourceSentence" label={p('sourceSentence')}>
        <Input.TextArea autoSize maxLength={4000} />
      </Form.Item>
    </>
  )
}
