import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type BoardRow, enterValue, type IndicatorPageAnswer, type ValueInput } from './api.ts'
import { rowIdOf } from './BoardView.tsx'
import { showFaults } from './field-faults.ts'
import { t } from './page-words.ts'
import { useChainNames } from './use-chain-names.ts'

type Values = {
  /** Of which row of the page: its chain, organisation and scope words. */
  place: string
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

type Place = Pick<BoardRow, 'chain' | 'subject' | 'scope'>

/** Where a figure may belong: every row that the indicator has, and the whole city without scope words. */
function placesOf(page: IndicatorPageAnswer): Map<string, Place> {
  const whole = { indicator: page.definition.id, chain: null, subject: null, scope: null }
  return new Map<string, Place>([...page.rows, whole].map((place) => [rowIdOf(place), place]))
}

/** Writes down what one source says of one period. */
export function ValueForm({ page, row, onClose }: Props) {
  const scope = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [onceKey] = useState(() => crypto.randomUUID())
  const [isTold, setIsTold] = useState(false)
  const { nameChain } = useChainNames()
  const places = placesOf(page)
  const save = useMutation({
    mutationFn: ({ place, ...values }: Values) => {
      const { chain, subject, scope: words } = places.get(place)!
      const at = { chain, subject, scope: words }
      return enterValue(scope, { ...values, ...at, indicator: page.definition.id, onceKey })
    },
    onError: (error) => setIsTold(showFaults(form, error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t('saved') })
      onClose()
    },
  })
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
      {save.error && !isTold && <Problem error={save.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ place: rowIdOf(row), comparator: '=' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="place" label={t('row')}>
          <Select
            options={[...places].map(([value, { chain, scope: words, subject }]) => ({
              value,
              label: [nameChain(chain), inLang(words) || t('scopeNone'), subject].filter(Boolean).join(' · '),
            }))}
          />
        </Form.Item>
        <ValueFields unit={page.definition.unit} />
      </Form>
    </Modal>
  )
}

/** Period, figure and source of a value. */
export function ValueFields({ unit }: { unit: string }) {
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
