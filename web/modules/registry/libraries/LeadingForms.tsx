/** Windows of the list of leading firms: put one on, set a target, take one off. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, InputNumber, Select } from 'antd'
import { useScope } from '../../../ui/session.ts'
import { inLang } from '../../../ui/words.ts'
import { FirmField } from '../record/fields.tsx'
import { useChainNames } from '../use-chain-names.ts'
import { FormWindow, required, Source } from './FormWindow.tsx'
import { textOf } from './form-values.ts'
import { addLeading, endLeading, type LeadingFirm, type LeadingMeasure, setTarget } from './leading-api.ts'
import { t } from './leading-words.ts'

type Values = Record<string, unknown>

/** Sends one change of the list and shows it as it stands then. */
function useListChange(work: (values: Values) => Promise<unknown>, done: () => void) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      void message.success(t('saved'))
      await queries.invalidateQueries({ queryKey: ['leading-firms'] })
      done()
    },
  })
}

/** Puts a firm of the register on the list of a year. */
export function AddForm({ year, onClose }: { year: number; onClose(): void }) {
  const { city, dataset } = useScope()
  const chains = useChainNames()
  const send = (values: Values) =>
    addLeading({
      ...{ city: city.code, dataset, year: Number(values.year) },
      organisationId: String(values.organisationId),
      standing: values.standing as LeadingFirm['standing'],
      chainId: textOf(values.chainId),
      source: String(values.source).trim(),
    })
  const standings = (['leading', 'backbone', 'unsaid'] as const).map((value) => ({ value, label: t(value) }))
  const save = useListChange(send, onClose)
  return (
    <FormWindow<Values>
      name="leading"
      title={t('add')}
      begin={{ year, standing: 'leading' }}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="year" label={t('year')} rules={[required()]}>
        <InputNumber<number> min={1990} max={2100} precision={0} />
      </Form.Item>
      <Form.Item name="organisationId" label={t('firmHeld')} rules={[required()]}>
        <FirmField />
      </Form.Item>
      <Form.Item name="standing" label={t('standing')} rules={[required()]}>
        <Select options={standings} />
      </Form.Item>
      <Form.Item name="chainId" label={t('chain')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={chains} />
      </Form.Item>
      <Source />
    </FormWindow>
  )
}

type Of = { firm: LeadingFirm; year: number; onClose(): void }

/** Sets what a firm shall reach in the year; nothing written takes the target away. */
export function TargetForm({ firm, year, measures, onClose }: Of & { measures: readonly LeadingMeasure[] }) {
  const send = (values: Values) =>
    setTarget(firm.id, {
      figure: String(values.figure),
      value: textOf(values.value),
      source: String(values.source).trim(),
    })
  const save = useListChange(send, onClose)
  return (
    <FormWindow<Values>
      name="leading"
      title={t('targetOf', { name: firm.name, year })}
      begin={{ figure: measures[0]?.figure }}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="figure" label={t('measure')} rules={[required()]}>
        <Select
          options={measures.map(({ figure, label, unit }) => ({
            value: figure,
            label: [inLang(label), unit && `（${unit}）`].filter(Boolean).join(''),
          }))}
        />
      </Form.Item>
      <Form.Item name="value" label={t('amount')}>
        <Input maxLength={60} />
      </Form.Item>
      <Source />
    </FormWindow>
  )
}

/** Takes a firm off the list of a year, with the reason. */
export function EndForm({ firm, year, onClose }: Of) {
  const end = ({ reason }: Values) => endLeading(firm.id, String(reason).trim())
  const save = useListChange(end, onClose)
  return (
    <FormWindow<Values>
      name="leading"
      title={t('endOf', { name: firm.name, year })}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="reason" label={t('reason')} rules={[required()]}>
        <Input maxLength={500} />
      </Form.Item>
    </FormWindow>
  )
}
