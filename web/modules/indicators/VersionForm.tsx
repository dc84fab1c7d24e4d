import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import {
  type DefinitionInput,
  fiveChains,
  frequencies,
  type IndicatorPageAnswer,
  writeVersion,
} from './api.ts'
import { t } from './page-words.ts'
import { t as w } from './words.ts'

type Values = {
  nameZh: string
  nameEn: string
  direction: 'up' | 'down' | 'none'
  formulaZh?: string
  formulaEn?: string
  expression?: string
  owner?: string
  frequency?: DefinitionInput['frequency']
  fiveChains: DefinitionInput['fiveChains']
  reason: string
}
type Props = { definition: IndicatorPageAnswer['definition']; onClose(): void }

const inputOf = (definition: Props['definition'], values: Values): Omit<DefinitionInput, 'city'> => ({
  basedOn: definition.version,
  name: { zh: values.nameZh, en: values.nameEn },
  direction: values.direction,
  formula: values.formulaZh && values.formulaEn ? { zh: values.formulaZh, en: values.formulaEn } : null,
  expression: values.expression?.trim() || null,
  scope: definition.scope ?? null,
  owner: values.owner?.trim() || null,
  frequency: values.frequency ?? null,
  fiveChains: values.fiveChains,
  reason: values.reason,
})

/** Writes the next version of a definition, with the reason. */
export function VersionForm({ definition, onClose }: Props) {
  const scope = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: (values: Values) => writeVersion(scope, definition.id, inputOf(definition, values)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t('saved') })
      onClose()
    },
  })
  const initialValues: Partial<Values> = {
    nameZh: definition.name.zh,
    nameEn: definition.name.en,
    direction: definition.direction,
    ...(definition.formula ? { formulaZh: definition.formula.zh, formulaEn: definition.formula.en } : {}),
    ...(definition.expression ? { expression: definition.expression } : {}),
    ...(definition.owner ? { owner: definition.owner.unit } : {}),
    ...(definition.frequency ? { frequency: definition.frequency } : {}),
    fiveChains: definition.fiveChains,
  }
  return (
    <Modal
      open
      title={t('edit')}
      okText={t('save')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{t('editNote')}</p>
      {save.error && <Problem error={save.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={(values) => save.mutate(values)}
      >
        <VersionFields />
      </Form>
    </Modal>
  )
}

function VersionFields() {
  const rules = [{ required: true, whitespace: true, message: t('required') }]
  const both = (other: keyof Values) => [
    ({ getFieldValue }: { getFieldValue(name: string): unknown }) => ({
      validator: (_rule: unknown, value?: string) =>
        Boolean(value?.trim()) === Boolean((getFieldValue(other) as string | undefined)?.trim())
          ? Promise.resolve()
          : Promise.reject(new Error(t('bothOrNone'))),
    }),
  ]
  return (
    <>
      <Form.Item name="nameZh" label={t('nameZh')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('nameEn')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="direction" label={t('direction')} rules={[{ required: true }]}>
        <Select options={(['up', 'down', 'none'] as const).map((value) => ({ value, label: t(value) }))} />
      </Form.Item>
      <Form.Item name="formulaZh" label={t('formulaZh')} rules={both('formulaEn')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="formulaEn" label={t('formulaEn')} rules={both('formulaZh')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="expression" label={t('expression')} extra={t('expressionHint')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="owner" label={t('owner')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="frequency" label={t('frequency')}>
        <Select allowClear options={frequencies.map((value) => ({ value, label: w(value) }))} />
      </Form.Item>
      <Form.Item
        name="fiveChains"
        label={w('fiveChains')}
        rules={[{ required: true, message: t('required') }]}
      >
        <Select mode="multiple" options={fiveChains.map((value) => ({ value, label: w(value) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={rules}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  )
}
