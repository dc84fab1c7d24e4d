import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type ConflictAnswer, decide, revoke } from './api.ts'
import { t } from './conflict-words.ts'
import { targetText } from './figure-text.tsx'
import { useChainNames } from './use-chain-names.ts'

type Member = ConflictAnswer['members'][number]
type Dialog = { conflict: ConflictAnswer; act: 'decide' | 'revoke' }

const figureOf = ({ comparator, value }: Member) =>
  targetText({ comparator, value: typeof value === 'string' ? Number(value) : value })
const wordsOf = (member: Member, unit: string) =>
  [inLang(member.scope), `${figureOf(member)} ${unit}`].filter(Boolean).join(' ')

/** Where sources do not say the same, each with its words; who may decides which binds, with a reason, and may revoke it. */
export function ConflictList({ conflicts }: { conflicts: readonly ConflictAnswer[] }) {
  const mayDecide = useMay('indicators.manage')
  const [dialog, setDialog] = useState<Dialog | null>(null)
  if (conflicts.length === 0) return <Empty title={t('none')} why={t('noneWhy')} />
  return (
    <div className="ls-stack">
      {conflicts.map((conflict) => (
        <OneConflict
          key={conflict.key}
          conflict={conflict}
          mayDecide={mayDecide}
          ask={(act) => setDialog({ conflict, act })}
        />
      ))}
      {dialog && <ConflictDialog {...dialog} onClose={() => setDialog(null)} />}
    </div>
  )
}

function OneConflict({
  conflict,
  mayDecide,
  ask,
}: {
  conflict: ConflictAnswer
  mayDecide: boolean
  ask(act: Dialog['act']): void
}) {
  const { nameChain } = useChainNames()
  const { decision, kind, unit, members } = conflict
  return (
    <section className="ls-panel" aria-label={`${inLang(conflict.name)} ${t(kind)}`}>
      <h2>
        <Link
          to="/indicators/$indicatorId"
          params={{ indicatorId: conflict.indicator }}
          search={{ chain: conflict.chain ?? undefined }}
        >
          {inLang(conflict.name)}
        </Link>{' '}
        <small className="ls-soft">
          {[
            nameChain(conflict.chain),
            conflict.day ? t('day', { date: conflict.day }) : t('noDay'),
            t(kind),
          ].join(' · ')}
        </small>
      </h2>
      <div className="ls-panel-body ls-stack">
        {kind === 'target_scope' && <p className="ls-soft">{t('scopeNote')}</p>}
        <ul className="ls-lines">
          {members.map((member) => (
            <li key={member.id}>
              <span>
                <b>{wordsOf(member, unit)}</b> <span className="ls-tag">{standingOf(decision, member)}</span>
                <br />
                <small className="ls-soft">
                  {[member.title, member.date, member.place].filter(Boolean).join(' · ')}
                  {member.sentence && `：“${member.sentence}”`}
                </small>
              </span>
            </li>
          ))}
        </ul>
        {decision && (
          <p>
            {t('decidedBy', {
              name: decision.decidedByName,
              at: day(decision.decidedAt) ?? '',
              reason: decision.reason,
            })}
          </p>
        )}
        {conflict.revoked.map((each) => (
          <p key={each.id} className="ls-soft">
            {t('revokedBy', {
              name: each.revokedByName ?? '',
              at: day(each.revokedAt) ?? '',
              reason: each.revokedReason ?? '',
              binding: bindingWords(conflict, each.binding),
            })}
          </p>
        ))}
        {mayDecide && (
          <div>
            {decision ? (
              <Button onClick={() => ask('revoke')}>{t('revoke')}</Button>
            ) : (
              <Button type="primary" onClick={() => ask('decide')}>
                {t('decide')}
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

function standingOf(decision: ConflictAnswer['decision'], { id }: Member): string {
  if (decision === null) return t('open')
  return decision.binding === 'each' || decision.binding === id ? t('binding') : t('notBinding')
}

function bindingWords({ members, unit }: ConflictAnswer, binding: string): string {
  const member = members.find(({ id }) => id === binding)
  return member ? wordsOf(member, unit) : t('bindsEach')
}

function ConflictDialog({ conflict, act, onClose }: Dialog & { onClose(): void }) {
  const scope = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ binding: string; reason: string }>()
  const save = useMutation({
    mutationFn: ({ binding, reason }: { binding: string; reason: string }) =>
      act === 'decide'
        ? decide(scope, { conflict: conflict.key, binding, reason })
        : revoke(conflict.decision!.id, reason),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t(act === 'decide' ? 'decided' : 'revoked') })
      onClose()
    },
  })
  const rules = [{ required: true, whitespace: true, message: t('required') }]
  const choices = [
    ...conflict.members.map((member) => ({ value: member.id, label: wordsOf(member, conflict.unit) })),
    ...(conflict.kind === 'target_scope' ? [{ value: 'each', label: t('bindsEach') }] : []),
  ]
  return (
    <Modal
      open
      title={t(act === 'decide' ? 'decideTitle' : 'revoke')}
      okText={t(act === 'decide' ? 'save' : 'revoke')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Problem error={save.error} />}
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        {act === 'decide' && (
          <Form.Item name="binding" label={t('choice')} rules={rules}>
            <Radio.Group vertical options={choices} />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('reason')} rules={rules} extra={t('reasonHint')}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
