import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { useRef } from 'react'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { scorecardsQuery, startRun } from './api.ts'
import { t } from './words.ts'

type Values = {
  choice: string
  year: number
  factsOn: string
  given?: Record<string, string>
}

/** Which scorecard, which year, as of which day; city values that only an office knows. */
export function NewRunForm({ onDone }: { onDone: (id: string) => void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  // One key a form, so that sending it twice makes one run.
  const onceKey = useRef(crypto.randomUUID())
  const { data, error } = useQuery(scorecardsQuery())
  const choice = Form.useWatch('choice', form)
  const run = useMutation({
    mutationFn: ({ choice: chosen, year, factsOn, given = {} }: Values) => {
      const [scorecard = '', assessment = ''] = chosen.split(' ')
      const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value || null]))
      return startRun({
        city: city.code,
        dataset,
        scorecard,
        assessment,
        year,
        factsOn,
        given: values,
        onceKey: onceKey.current,
      })
    },
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['evaluation'] })
      onDone(id)
    },
  })
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  const options = data.flatMap((card) =>
    card.assessments.map(({ name, label }) => ({
      value: `${card.id} ${name}`,
      label: `${lang() === 'zh' ? card.title : card.titleEn} · ${label}`,
    })),
  )
  const card = data.find(({ id }) => choice?.startsWith(`${id} `))
  const rule = { required: true, message: t('required') }
  const lastYear = new Date().getFullYear() - 1
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ year: lastYear, factsOn: `${lastYear}-12-31` }}
      onFinish={(values) => run.mutate(values)}
    >
      {run.error && <Alert className="ls-form-alert" type="error" showIcon title={run.error.message} />}
      <Form.Item
        name="choice"
        label={t('scorecard')}
        rules={[rule]}
        extra={card?.needsVerification && t('toVerify')}
      >
        <Select options={options} showSearch optionFilterProp="label" />
      </Form.Item>
      <Form.Item name="year" label={t('year')} rules={[rule]}>
        <InputNumber min={1990} max={2100} />
      </Form.Item>
      <Form.Item name="factsOn" label={t('factsOn')} rules={[rule]}>
        <Input type="date" />
      </Form.Item>
      {card && card.given.length > 0 && <h3>{t('given')}</h3>}
      {card?.given.map(({ name, label }) => (
        <Form.Item key={name} name={['given', name]} label={label} extra={t('givenHint')}>
          <Input maxLength={40} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={run.isPending}>
        {t('run')}
      </Button>
    </Form>
  )
}
