import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type IndicatorPageAnswer, withdrawValue } from './api.ts'
import { markedText } from './figure-text.tsx'
import { t } from './page-words.ts'
import { useChainNames } from './use-chain-names.ts'

type Entered = IndicatorPageAnswer['entered'][number]

/** What people entered, also what was taken back and why. */
export function EnteredSection({ page }: { page: IndicatorPageAnswer }) {
  const mayEnter = useMay('indicators.enter')
  const { nameChain } = useChainNames()
  const [asked, setAsked] = useState<Entered | null>(null)
  if (page.entered.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('enteredList')}</h2>
      <div className="ls-panel-body">
        <ul className="ls-lines">
          {page.entered.map((entry) => (
            <li key={entry.id}>
              <span>
                <b>
                  {entry.period} {[nameChain(entry.chain), inLang(entry.scope)].filter(Boolean).join(' · ')}{' '}
                  {entry.value === null ? <Unknown /> : markedText(entry.comparator, entry.value)}{' '}
                  {page.definition.unit}
                </b>
                <br />
                <small className="ls-soft">
                  {[
                    entry.sourceTitle,
                    entry.sourceDate,
                    entry.sourceSentence,
                    entry.enteredByName,
                    day(entry.enteredAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              {entry.withdrawnAt ? (
                <small className="ls-soft">
                  {t('withdrawn', {
                    name: entry.withdrawnByName ?? '',
                    at: day(entry.withdrawnAt) ?? '',
                    reason: entry.withdrawnReason ?? '',
                  })}
                </small>
              ) : (
                mayEnter && (
                  <Button size="small" onClick={() => setAsked(entry)}>
                    {t('withdraw')}
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      </div>
      {asked && <WithdrawDialog entry={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}

function WithdrawDialog({ entry, onClose }: { entry: Entered; onClose(): void }) {
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ reason: string }>()
  const save = useMutation({
    mutationFn: ({ reason }: { reason: string }) => withdrawValue(entry.id, reason),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t('saved') })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('withdrawTitle')}
      okText={t('withdraw')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{t('withdrawNote')}</p>
      {save.error && <Problem error={save.error} />}
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
