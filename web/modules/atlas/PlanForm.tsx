import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { changeLead, type LeadDetail } from './api.ts'
import { t } from './lead-words.ts'

type Values = { owner: string; nextStep?: string; nextOn?: string; size?: 'major' | 'small' }

/** Who answers now, what is next and when. */
export function PlanForm({ lead }: { lead: LeadDetail }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ owner, nextStep, nextOn, size }: Values) =>
      changeLead(lead.id, {
        seen: lead.seen,
        ...(owner && owner !== lead.owner ? { owner } : {}),
        nextStep: nextStep || null,
        nextOn: nextOn || null,
        size: size ?? null,
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['atlas'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{t('plan')}</h2>
      <div className="ls-panel-body">
        {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
        <Form<Values>
          layout="vertical"
          initialValues={{
            owner: lead.owner ?? '',
            nextStep: lead.nextStep ?? '',
            nextOn: lead.nextOn ?? '',
            size: lead.size ?? undefined,
          }}
          onFinish={(values) => save.mutate(values)}
        >
          <Form.Item name="owner" label={`${t('owner')}（${t(lead.phase)}）`}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="nextStep" label={t('next')}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="nextOn" label={t('nextOn')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="size" label={t('size')}>
            <Select
              allowClear
              options={(['major', 'small'] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Form.Item>
          <Button htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Form>
      </div>
    </section>
  )
}
