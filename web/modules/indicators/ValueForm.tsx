import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type BoardRow, enterValue, type IndicatorPageAnswer, type ValueInput } from './api.ts'
import { t } from './page-words.ts'
import { useChainNames } from './use-chain-names.ts'

type Values = {
  chain: string
  scope: string
  period: string
  comparator: ValueInput['comparator']
  value: string
  sourceTitle: string
  sourceDate: string
  sourceSentence?: string
}
type Props = { page: IndicatorPageAnswer; row: BoardRow; onClose(): void }
const comparators = {
  '=': 'exactly',
  '~': 'about',
  '>': 'over',
  '>=': 'atLeast',
  '<': 'under',
  '<=': 'atMost',
} as const
const writtenDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

/** Writes down what one source says of one period. */
export function ValueForm({ page, row, onClose }: Props) {
  const scope = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [onceKey] = useState(() => crypto.randomUUID())
  const { nameChain } = useChainNames()
  const scopes = new Map(
    page.rows.flatMap((each) => (each.scope ? [[each.scope.zh, each.scope] as const] : [])),
  )
  const save = useMutation({
    mutationFn: ({ chain, scope: scopeWords, ...values }: Values) =>
      enterValue(scope, {
        ...values,
        indicator: page.definition.id,
        chain: chain === '-' ? null : chain,
        scope: scopes.get(scopeWords) ?? null,
        onceKey,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t('saved') })
      onClose()
    },
  })
  const chains = [...new Set([...page.rows.map(({ chain }) => chain), null])]
  return (
    <Modal
      open
      title={`${t('enter')}：${inLang(page.definition.name)}`}
      okText={t('save')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{t('enterNote')}</p>
      {save.error && <Problem error={save.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ chain: row.chain ?? '-', scope: row.scope?.zh ?? '-', comparator: '=' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="chain" label={t('chain')}>
          <Select options={chains.map((id) => ({ value: id ?? '-', label: nameChain(id) }))} />
        </Form.Item>
        <Form.Item name="scope" label={t('scope')}>
          <Select
            options={[
              { value: '-', label: t('scopeNone') },
              ...[...scopes.values()].map((each) => ({ value: each.zh, label: inLang(each) })),
            ]}
          />
        </Form.Item>
        <ValueFields unit={page.definition.unit} />
      </Form>
    </Modal>
  )
}

function ValueFields({ unit }: { unit: string }) {
  const rules = [{ required: true, whitespace: true, message: t('required') }]
  const dated = [...rules, { pattern: writtenDate, message: t('dateRule') }]
  return (
    <>
      <Form.Item name="period" label={t('period')} rules={dated} extra={t('periodHint')}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="comparator" label={t('comparator')}>
        <Select options={Object.entries(comparators).map(([value, word]) => ({ value, label: t(word) }))} />
      </Form.Item>
      <Form.Item
        name="value"
        label={t('figure', { unit })}
        rules={[...rules, { pattern: /^-?\d{1,30}(\.\d{1,12})?$/, message: t('figureRule') }]}
      >
        <Input inputMode="decimal" maxLength={44} />
      </Form.Item>
      <Form.Item name="sourceTitle" label={t('sourceTitle')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="sourceDate" label={t('sourceDate')} rules={dated}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="sourceSentence" label={t('sourceSentence')}>
        <Input.TextArea autoSize maxLength={1000} />
      </Form.Item>
    </>
  )
}
