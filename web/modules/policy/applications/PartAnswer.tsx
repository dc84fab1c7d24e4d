import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { type Life, post, type Thing } from './api.ts'
import { t } from './words.ts'

type Reason = { item: string; text: string }
type Props = {
  thing: Thing
  life: Life
  part: { id: string; title: string }
  /** What a reason can be about; empty where an objection needs a comment only. */
  items: readonly { key: string; label: string }[]
}

/** A department's answer: agree, or object with every reason at once. */
export function PartAnswer({ thing, life, part, items }: Props) {
  const queries = useQueryClient()
  const [isObjecting, setObjecting] = useState(false)
  const [reasons, setReasons] = useState<Reason[]>([{ item: items[0]?.key ?? 'case', text: '' }])
  const answer = useMutation({
    mutationFn: (verdict: 'agreed' | 'objected') =>
      post(`/${thing}/${life.id}/parts/${part.id}`, {
        seen: life.seen,
        verdict,
        ...(verdict === 'objected' ? { reasons: reasons.filter(({ text }) => text.trim() !== '') } : {}),
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
  const set = (at: number, change: Partial<Reason>) =>
    setReasons(reasons.map((reason, i) => (i === at ? { ...reason, ...change } : reason)))
  return (
    <section className="ls-panel">
      <h2>{t('answerFor', { part: part.title })}</h2>
      <div className="ls-panel-body ls-stack">
        {answer.error && <Alert type="error" showIcon title={answer.error.message} />}
        {isObjecting && (
          <>
            <p className="ls-soft">{t('oneTime')}</p>
            {reasons.map((reason, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: reasons have no name of their own and are only added
              <div key={i} className="ls-stack" style={{ gap: 4 }}>
                {items.length > 0 && (
                  <Select
                    aria-label={t('reasonItem')}
                    value={reason.item}
                    options={items.map(({ key, label }) => ({ value: key, label }))}
                    onChange={(item) => set(i, { item })}
                  />
                )}
                <Input.TextArea
                  aria-label={t('reasonText')}
                  placeholder={t('reasonText')}
                  value={reason.text}
                  maxLength={500}
                  autoSize={{ minRows: 2 }}
                  onChange={(event) => set(i, { text: event.target.value })}
                />
              </div>
            ))}
          </>
        )}
        <Space wrap>
          {!isObjecting && (
            <Button type="primary" loading={answer.isPending} onClick={() => answer.mutate('agreed')}>
              {t('agree')}
            </Button>
          )}
          {isObjecting && (
            <Button onClick={() => setReasons([...reasons, { item: items[0]?.key ?? 'case', text: '' }])}>
              {t('addReason')}
            </Button>
          )}
          <Button
            danger
            loading={answer.isPending}
            disabled={isObjecting && reasons.every(({ text }) => text.trim() === '')}
            onClick={() => (isObjecting ? answer.mutate('objected') : setObjecting(true))}
          >
            {t('object')}
          </Button>
          {isObjecting && <Button onClick={() => setObjecting(false)}>{t('cancel')}</Button>}
        </Space>
      </div>
    </section>
  )
}
