import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import type { Agreement } from '../../../src/modules/network/model.ts'
import { instant, money, percent } from '../../ui/format.ts'
import { send } from '../../ui/request.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { t } from './agreement-words.ts'
import { DeliveryFileForm } from './DeliveryFileForm.tsx'
import { fenOf } from './fen.ts'

type Props = { agreement: Agreement; onChanged(): void; onRenew(): void }

const moneyText = (fen: string | null) => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : <Unknown />
}

/** One agreement: what is agreed and what came, what may be done now, and what happened. */
export function AgreementView({ agreement, onChanged, onRenew }: Props) {
  const { startsOn, endsOn, product, source, state, stateText, standing, renewedById } = agreement
  const mayTell = state === 'in_force' || state === 'terminated'
  return (
    <div className="ls-stack">
      <dl className="ls-pairs">
        <dt>{t('product')}</dt>
        <dd>{product}</dd>
        <dt>{t('standing')}</dt>
        <dd>
          {startsOn} — {endsOn} · {t(standing)} {renewedById && t('renewed')}
        </dd>
        <dt>{t('state')}</dt>
        <dd>{stateText}</dd>
        <dt>{t('paper')}</dt>
        <dd>{source}</dd>
      </dl>
      <Acts agreement={agreement} onChanged={onChanged} onRenew={onRenew} />
      <Years agreement={agreement} />
      <Deliveries agreement={agreement} onChanged={onChanged} mayTell={mayTell} />
      <section className="ls-part">
        <h3>{t('history')}</h3>
        <ol className="ls-timeline">
          {agreement.history.map(({ at, actor, text, comment }) => (
            <li key={`${at} ${text}`}>
              {instant(at)} {actor} {text} {comment && `「${comment}」`}
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

function Acts({ agreement, onChanged, onRenew }: Props) {
  const [comment, setComment] = useState('')
  const act = useMutation({
    mutationFn: (action: string) =>
      send('POST', `/api/network/agreements/${agreement.id}/acts`, { action, ...(comment && { comment }) }),
    onSuccess: onChanged,
  })
  const { actions, state, renewedById } = agreement
  const needsComment = actions.some((one) => one.needsComment)
  return (
    <section className="ls-stack">
      {act.error && <Alert type="error" showIcon title={act.error.message} />}
      {needsComment && (
        <Input
          aria-label={t('comment')}
          placeholder={t('comment')}
          value={comment}
          maxLength={1000}
          onChange={(e) => setComment(e.target.value)}
        />
      )}
      <Space wrap>
        {actions.map(({ name, text, needsComment: asks }) => (
          <Button
            key={name}
            {...(name === 'confirm' ? { type: 'primary' as const } : {})}
            disabled={asks && comment.trim() === ''}
            loading={act.isPending}
            onClick={() => act.mutate(name)}
          >
            {text}
          </Button>
        ))}
        {state === 'in_force' && renewedById === null && <Button onClick={onRenew}>{t('renew')}</Button>}
      </Space>
    </section>
  )
}

function Years({ agreement }: { agreement: Agreement }) {
  return (
    <section className="ls-part ls-scroll-x">
      <h3>{t('byYear')}</h3>
      <table className="ls-plain">
        <thead>
          <tr>
            <th>{t('year')}</th>
            <th data-right>{t('volume')}</th>
            <th data-right>{t('amount')}</th>
            <th data-right>{t('value')}</th>
            <th data-right>{t('delivered')}</th>
            <th data-right>{t('fulfilled')}</th>
          </tr>
        </thead>
        <tbody>
          {agreement.years.map((one) => {
            const ratio = percent(one.valueRatio ?? one.volumeRatio)
            return (
              <tr key={one.year}>
                <td>{one.year}</td>
                <td data-right>
                  {one.volume === null ? '—' : `${one.volume} ${agreement.volumeUnit ?? ''}`}
                </td>
                <td data-right>{one.deliveredVolume ?? <Unknown />}</td>
                <td data-right>{one.valueFen === null ? '—' : moneyText(one.valueFen)}</td>
                <td data-right>
                  {moneyText(one.deliveredFen)}
                  {one.withoutValue > 0 && (
                    <small className="ls-soft"> {t('withoutValue', { count: one.withoutValue })}</small>
                  )}
                </td>
                <td data-right>{ratio ? `${ratio.text}%` : <Unknown />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

type DeliveryValues = { deliveredOn: string; reference: string; volume?: string; value?: string }

function Deliveries({
  agreement,
  onChanged,
  mayTell,
}: {
  agreement: Agreement
  onChanged(): void
  mayTell: boolean
}) {
  const [form] = Form.useForm<DeliveryValues>()
  const path = `/api/network/agreements/${agreement.id}/deliveries`
  const tell = useMutation({
    mutationFn: ({ value, volume, ...rest }: DeliveryValues) =>
      send('POST', path, { ...rest, volume: volume || null, valueFen: fenOf(value, 2) }),
    onSuccess: () => {
      form.resetFields()
      onChanged()
    },
  })
  const takeBack = useMutation({
    mutationFn: (id: string) => send('POST', `${path}/${id}/withdrawal`, { reason: t('takeBackReason') }),
    onSuccess: onChanged,
  })
  const error = tell.error ?? takeBack.error
  const required = [{ required: true, message: t('required') }]
  return (
    <section className="ls-part ls-stack">
      <h3>{t('deliveries')}</h3>
      {error && <Alert type="error" showIcon title={error.message} />}
      {agreement.deliveries.length === 0 && <p className="ls-soft">{t('deliveriesNone')}</p>}
      <ul className="ls-lines">
        {agreement.deliveries.map(
          ({ id, deliveredOn, reference, volume, valueFen, toldSide, mayWithdraw }) => (
            <li key={id}>
              <span>
                {deliveredOn} {reference}{' '}
                <small className="ls-soft">
                  {t('toldBy')} {t(toldSide)}
                </small>
              </span>
              <span className="ls-lines-end">
                {volume !== null && `${volume} ${agreement.volumeUnit ?? ''} `}
                {valueFen !== null && moneyText(valueFen)}
                {mayWithdraw && (
                  <Button size="small" type="link" onClick={() => takeBack.mutate(id)}>
                    {t('takeBack')}
                  </Button>
                )}
              </span>
            </li>
          ),
        )}
      </ul>
      {mayTell && (
        <>
          <Form<DeliveryValues> form={form} layout="vertical" onFinish={(values) => tell.mutate(values)}>
            <div className="ls-form-pair">
              <Form.Item name="deliveredOn" label={t('day')} rules={required}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="reference" label={t('note')} rules={required}>
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item
                name="volume"
                label={t('amount')}
                rules={[{ pattern: /^\d{1,12}(\.\d{1,3})?$/, message: t('required') }]}
              >
                <Input inputMode="decimal" />
              </Form.Item>
              <Form.Item
                name="value"
                label={t('money')}
                rules={[{ pattern: /^[\d,]{1,15}(\.\d{1,2})?$/, message: t('required') }]}
              >
                <Input inputMode="decimal" />
              </Form.Item>
            </div>
            <Button htmlType="submit" loading={tell.isPending}>
              {t('addDelivery')}
            </Button>
          </Form>
          <DeliveryFileForm path={`${path}/file`} onTaken={onChanged} />
        </>
      )}
    </section>
  )
}
