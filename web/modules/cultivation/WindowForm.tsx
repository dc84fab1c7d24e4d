import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { addWindow, type Rung } from './api.ts'
import { t } from './words.ts'

type Values = { rung: string; opensOn: string; closesOn: string; source: string }

/** Writes down when applications for a rung are taken, with where that is said. */
export function WindowForm({ rungs, onDone }: { rungs: readonly Rung[]; onDone: () => void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: (values: Values) => addWindow({ ...values, city: city.code, dataset }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['cultivation'] })
      onDone()
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Form<Values> layout="vertical" onFinish={(values) => add.mutate(values)}>
      {add.error && <Alert className="ls-form-alert" type="error" showIcon title={add.error.message} />}
      <Form.Item name="rung" label={t('rung')} rules={rules}>
        <Select options={rungs.map(({ id, name }) => ({ value: id, label: inLang(name) }))} />
      </Form.Item>
      <Form.Item name="opensOn" label={t('opensOn')} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="closesOn" label={t('closesOn')} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="source" label={t('source')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
