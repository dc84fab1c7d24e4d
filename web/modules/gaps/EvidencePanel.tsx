import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useMay } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { type GapDetail, postEvidence } from './gap-api.ts'
import { t as g } from './gap-words.ts'
import { t } from './register-words.ts'

const ended = ['closed', 'dropped', 'declined']

/** What shows that a gap is closed, and the form to add more while it goes on. */
export function EvidencePanel({ gap }: { gap: GapDetail }) {
  const mayHandle = useMay('gaps.handle')
  return (
    <section className="ls-panel" data-testid="evidence">
      <h2>{g('evidence')}</h2>
      <div className="ls-panel-body ls-stack">
        {gap.evidence.length === 0 && <p className="ls-soft">{t('evidenceNone')}</p>}
        <ul className="ls-lines">
          {gap.evidence.map((one) => (
            <li key={one.id}>
              {one.source}（{one.shownOn}）{' '}
              {one.attachmentId && <a href={`/api/attachments/${one.attachmentId}`}>{g('document')}</a>}
              <small className="ls-soft">
                {[one.recordedBy, one.shownOn < gap.foundOn && t('evidenceOld')].filter(Boolean).join(' · ')}
              </small>
            </li>
          ))}
        </ul>
        {mayHandle && !ended.includes(gap.state) && <EvidenceForm gapId={gap.id} />}
      </div>
    </section>
  )
}

type Values = { source: string; shownOn: string }

function EvidenceForm({ gapId }: { gapId: string }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [file, setFile] = useState<File>()
  const [round, setRound] = useState(0)
  const add = useMutation({
    mutationFn: (values: Values) => postEvidence(gapId, values, file),
    onSuccess: async () => {
      form.resetFields()
      setFile(undefined)
      setRound(round + 1)
      await queries.invalidateQueries({ queryKey: ['gaps'] })
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <details className="ls-details">
      <summary>{g('evidenceAdd')}</summary>
      {add.error && <Problem error={add.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => add.mutate(values)}>
        <Form.Item name="source" label={g('source')} rules={rules}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="shownOn" label={g('evidenceDay')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label={g('file')}>
          <input
            key={round}
            type="file"
            aria-label={g('file')}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {g('evidenceAdd')}
        </Button>
      </Form>
    </details>
  )
}
