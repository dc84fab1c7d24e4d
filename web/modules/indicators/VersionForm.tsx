import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, type FormInstance, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { fiveChains, frequencies, type IndicatorPageAnswer, writeVersion } from './api.ts'
import { FormulaCheck } from './FormulaCheck.tsx'
import { showFaults } from './field-faults.ts'
import { t } from './page-words.ts'
import { definitionOf, faultNames, type VersionValues } from './version-values.ts'
import { t as w } from './words.ts'

type Props = { definition: IndicatorPageAnswer['definition']; onClose(): void }

/** Writes the next version of a definition, with the reason. */
export function VersionForm({ definition, onClose }: Props) {
  const scope = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [isTold, setIsTold] = useState(false)
  const [form] = Form.useForm<VersionValues>()
  const save = useMutation({
    mutationFn: (values: VersionValues) =>
      writeVersion(scope, definition.id, {
        ...definitionOf(values, definition.scope ?? null),
        basedOn: definition.version,
      }),
    onError: (error) => setIsTold(showFaults(form, error, faultNames)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t('saved') })
      onClose()
    },
  })
  const initialValues: Partial<VersionValues> = {
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
      {save.error && !isTold && <Problem error={save.error} />}
      <Form<VersionValues>
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={(values) => save.mutate(values)}
      >
        <UnitFields before={definition.unit} />
        <VersionFields form={form} indicator={definition.id} unit={definition.unit} />
      </Form>
    </Modal>
  )
}

/** Another unit, and how what is held in the old one is read; nothing more is asked while the unit stays. */
function UnitFields({ before }: { before: string }) {
  const form = Form.useFormInstance<VersionValues>()
  const unit = Form.useWatch('newUnit', form)?.trim()
  const carry = Form.useWatch('carry', form)
  return (
    <>
      <Form.Item name="newUnit" label={t('newUnit')} extra={t('newUnitHint', { unit: before })}>
        <Input maxLength={20} />
      </Form.Item>
      {unit && (
        <Form.Item name="carry" label={t('carry')} rules={[{ required: true, message: t('required') }]}>
          <Radio.Group
            options={[
              { value: 'factor', label: t('carryFactor') },
              { value: 'break', label: t('carryBreak') },
            ]}
          />
        </Form.Item>
      )}
      {unit && carry === 'factor' && (
        <Form.Item
          name="factor"
          label={t('factor')}
          extra={t('factorHint', { before })}
          rules={[
            { required: true, message: t('required') },
            { pattern: /^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, message: t('factorRule') },
          ]}
        >
          <Input inputMode="decimal" maxLength={25} />
        </Form.Item>
      )}
    </>
  )
}

type FieldsProps = { form: FormInstance; indicator: string | null; unit: string | null }

/** The fields that every version of a definition has; the formula is checked while it is typed. */
export function VersionFields({ form, indicator, unit }: FieldsProps) {
  const rules = [{ required: true, whitespace: true, message: t('required') }]
  const both = (other: keyof VersionValues) => [
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
      <FormulaCheck form={form} indicator={indicator} unit={unit} />
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
