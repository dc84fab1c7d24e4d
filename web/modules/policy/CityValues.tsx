import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type CityValueInput, cityValuesQuery, setCityValue } from './api.ts'
import { t } from './words.ts'

/** Figures of the whole city that rules ask for; an office enters them with a first day and a source. */
export function CityValues() {
  const scope = useScope()
  const mayRun = useMay('policy.run')
  const { data, error } = useQuery(cityValuesQuery(scope))
  const [open, setOpen] = useState<string | null>(null)
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={4} />
  const chosen = data.values.find(({ name }) => name === open)
  return (
    <ScrollX className="ls-panel">
      <table className="ls-plain">
        <thead>
          <tr>
            <th>{t('cityValues')}</th>
            <th data-right>{t('value')}</th>
            <th>{t('from')}</th>
            <th>{t('source')}</th>
            <th>{t('usedBy')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {data.values.map((value) => (
            <tr key={value.name}>
              <td>
                {value.label} <small className="ls-soft">{value.supplier}</small>
              </td>
              <td data-right>{value.value ?? <Unknown why={t('notEntered')} />}</td>
              <td>{value.validFrom ?? '—'}</td>
              <td>{value.source ?? '—'}</td>
              <td>{value.usedBy.join('、') || '—'}</td>
              <td>
                {mayRun && (
                  <Button size="small" onClick={() => setOpen(value.name)}>
                    {t('enter')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Drawer open={chosen !== undefined} onClose={() => setOpen(null)} title={chosen?.label}>
        {chosen && (
          <Entry key={chosen.name} name={chosen.name} unit={chosen.unit} onDone={() => setOpen(null)} />
        )}
      </Drawer>
    </ScrollX>
  )
}

type Values = Omit<CityValueInput, 'city' | 'dataset' | 'name'>

function Entry({ name, unit, onDone }: { name: string; unit: string | null; onDone(): void }) {
  const scope = useScope()
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: (values: Values) => setCityValue(scope, { ...values, name }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['policy'] })
      onDone()
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Form<Values> layout="vertical" onFinish={(values) => set.mutate(values)}>
      {set.error && <Alert className="ls-form-alert" type="error" showIcon title={set.error.message} />}
      <Form.Item name="value" label={`${t('value')}${unit ? `（${unit}）` : ''}`} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="validFrom" label={t('from')} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="source" label={t('source')} rules={rules}>
        <Input maxLength={300} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={set.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
