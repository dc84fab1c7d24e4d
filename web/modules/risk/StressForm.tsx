import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { useRef, useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { type EssentialFrom, latestRunQuery, runStress, type ShockInput } from './api.ts'
import { EssentialChoice } from './EssentialChoice.tsx'
import { lastDayOfYear } from './facts-day.ts'
import { emptyShock, type ShockDraft, ShockFields, shockOf } from './ShockFields.tsx'
import { t } from './words.ts'

type Props = { firms: string | null; node: string | null; onDone(id: string): void }
type Values = {
  title: string
  on: string
  durationDays: number | null
  draws: number
  essentialFrom: EssentialFrom
}

/** What is hit, how much of it, for how long; computed at once and kept under its name. */
export function StressForm({ firms, node, onDone }: Props) {
  const { city, dataset, asOf } = useScope()
  const scope = useScope()
  const queries = useQueryClient()
  const latest = useQuery(latestRunQuery(scope))
  const onceKey = useRef(crypto.randomUUID())
  const [shocks, setShocks] = useState<ShockDraft[]>([emptyShock(firms, node)])
  const run = useMutation({
    mutationFn: (values: Values) =>
      runStress({
        ...values,
        durationDays: values.durationDays ?? null,
        ...{ city: city.code, dataset, onceKey: onceKey.current },
        shocks: shocks.flatMap((draft): ShockInput[] => {
          const shock = shockOf(draft)
          return shock ? [shock] : []
        }),
      }),
    onSuccess: async (test) => {
      await queries.invalidateQueries({ queryKey: ['risk', 'stress'] })
      queries.setQueryData(['risk', 'stress-test', test.id], test)
      onDone(test.id)
    },
    // Another attempt is another test: what was refused is not kept under its key.
    onError: () => {
      onceKey.current = crypto.randomUUID()
    },
  })
  const newestDay = latest.data?.lastDay
  if (latest.isPending) return null
  const isReady = shocks.every((draft) => shockOf(draft) !== null)
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{
        on: newestDay ?? lastDayOfYear(asOf),
        durationDays: 60,
        draws: 10,
        essentialFrom: 'chain-maps',
      }}
      onFinish={(values) => run.mutate(values)}
    >
      <Form.Item name="title" label={t('title')} rules={[{ required: true, message: t('required') }]}>
        <Input maxLength={120} placeholder={t('titleHint')} />
      </Form.Item>
      <h3>{t('shocks')}</h3>
      {shocks.map((draft, k) => (
        <ShockFields
          key={draft.key}
          draft={draft}
          onChange={(next) => setShocks(shocks.map((held, at) => (at === k ? next : held)))}
          {...(shocks.length > 1 && { onRemove: () => setShocks(shocks.filter((_, at) => at !== k)) })}
        />
      ))}
      <p>
        <Button onClick={() => setShocks([...shocks, emptyShock(null, null)])}>{t('addShock')}</Button>
      </p>
      <Form.Item name="durationDays" label={t('duration')} extra={t('durationHint')}>
        <InputNumber min={1} max={3650} />
      </Form.Item>
      <Form.Item name="on" label={t('onDay')} rules={[{ required: true, message: t('required') }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="draws" label={t('draws')} extra={t('drawsHint')}>
        <InputNumber min={0} max={20} />
      </Form.Item>
      <Form.Item name="essentialFrom" label={t('essentialFrom')} extra={t('essentialHint')}>
        <EssentialChoice />
      </Form.Item>
      {run.error && <Alert className="ls-form-alert" type="error" showIcon title={run.error.message} />}
      <Button type="primary" htmlType="submit" loading={run.isPending} disabled={!isReady}>
        {t('run')}
      </Button>
    </Form>
  )
}
