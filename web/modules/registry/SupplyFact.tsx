import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { lang } from '../../ui/words.ts'
import { proposeCorrection, type SourcedFact, vocabularyQuery } from './profile-api.ts'
import { type profileWords, t } from './profile-words.ts'

type Values = { fact: string; period?: string; value: string; reason: string }

// What an owner may say of itself in words; the server holds the same list (correctableFields).
const fields = [
  'address',
  'officeAddress',
  'industry',
  'industryCode',
  'businessScope',
  'ownership',
  'founded',
  'registeredCapital',
] as const satisfies readonly (keyof typeof profileWords)[]

/** A firm supplies a fact that the register does not hold; an office decides, as on a correction. */
export function SupplyFact({ firmId, held }: { firmId: string; held: readonly SourcedFact[] }) {
  const [isOpen, open] = useState(false)
  return (
    <>
      <Button onClick={() => open(true)}>{t('supply')}</Button>
      {isOpen && <SupplyForm firmId={firmId} held={held} onClose={() => open(false)} />}
    </>
  )
}

function SupplyForm({
  firmId,
  held,
  onClose,
}: {
  firmId: string
  held: readonly SourcedFact[]
  onClose(): void
}) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const options = useMissing(held)
  const chosen = Form.useWatch('fact', form)
  const isFigure = chosen?.startsWith('figure/') ?? false
  const sending = useMutation({
    mutationFn: ({ fact, period, value, reason }: Values) =>
      proposeCorrection(firmId, {
        subject: isFigure ? 'figure' : 'fact',
        field: fact.slice(fact.indexOf('/') + 1),
        period: isFigure && period ? period.trim() : null,
        value: value.trim(),
        reason: reason.trim(),
      }),
    onSuccess: () => {
      void message.success(t('correctSent'))
      onClose()
      return queries.invalidateQueries({ queryKey: ['corrections'] })
    },
  })
  const required = { required: true, message: t('needed') }
  const written = {
    pattern: /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    message: t('periodRule'),
  }
  return (
    <Modal
      open
      title={t('supply')}
      okText={t('correctSend')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: sending.isPending }}
    >
      {sending.error && (
        <Alert className="ls-form-alert" type="error" showIcon title={sending.error.message} />
      )}
      <p className="ls-soft">{t('supplyNote')}</p>
      <Form<Values> form={form} layout="vertical" onFinish={(values) => sending.mutate(values)}>
        <Form.Item name="fact" label={t('field')} rules={[required]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        {isFigure && (
          <Form.Item name="period" label={t('periodAsk')} rules={[written]}>
            <Input maxLength={10} />
          </Form.Item>
        )}
        <Form.Item name="value" label={t('correctValue')} rules={[required]}>
          <Input maxLength={1000} />
        </Form.Item>
        <Form.Item name="reason" label={t('correctReason')} rules={[required]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Facts in words that nothing is held of, and every figure, whose other periods may be missing. */
function useMissing(held: readonly SourcedFact[]) {
  const { data } = useQuery(vocabularyQuery())
  const known = new Set(held.filter(({ subject }) => subject === 'fact').map(({ field }) => field))
  const words = fields
    .filter((field) => !known.has(field))
    .map((field) => ({ value: `fact/${field}`, label: t(field) }))
  const figures = (data?.figureKinds ?? [])
    .filter(({ yearBeforeOf }) => yearBeforeOf === null)
    .map(({ name, labelZh, labelEn }) => ({
      value: `figure/${name}`,
      label: lang() === 'en' ? labelEn : labelZh,
    }))
  return [...words, ...figures]
}
