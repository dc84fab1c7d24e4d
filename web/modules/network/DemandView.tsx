import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import type { Demand } from '../../../src/modules/network/model.ts'
import { day } from '../../ui/format.ts'
import { send } from '../../ui/request.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { bandText } from './band-text.ts'
import { t } from './demand-words.ts'

type Props = { demand: Demand; onChanged(): void }

/** One demand: what is needed and when, who could supply it, and what may be done now. */
export function DemandView({ demand, onChanged }: Props) {
  const { product, buyer, volume, volumeUnit, neededFrom, neededTo, tenderOn, source, stateText, fits } =
    demand
  return (
    <div className="ls-stack">
      <dl className="ls-pairs">
        <dt>{t('product')}</dt>
        <dd>{product}</dd>
        <dt>{t('buyer')}</dt>
        <dd>{buyer?.name ?? <Unknown />}</dd>
        <dt>{t('volume')}</dt>
        <dd>{volume === null ? <Unknown /> : `${volume} ${volumeUnit ?? ''}`}</dd>
        <dt>{t('amount')}</dt>
        <dd>{bandText(demand) ?? <Unknown />}</dd>
        <dt>{t('from')}</dt>
        <dd>{neededFrom === null ? <Unknown /> : `${neededFrom} — ${neededTo ?? ''}`}</dd>
        <dt>{t('tender')}</dt>
        <dd>{tenderOn ?? <Unknown />}</dd>
        <dt>{t('state')}</dt>
        <dd>{stateText}</dd>
        <dt>{t('source')}</dt>
        <dd>{source}</dd>
        {fits && (
          <>
            <dt>{t('fits')}</dt>
            <dd>{t(fits.reason === 'node' ? 'fitsNode' : 'fitsProduct', { words: fits.words })}</dd>
          </>
        )}
      </dl>
      <Acts demand={demand} onChanged={onChanged} />
      {demand.mayAnswer && <Interest demand={demand} onChanged={onChanged} />}
      {demand.interests && (
        <section className="ls-part">
          <h3>{t('who')}</h3>
          {demand.interests.length === 0 && <p className="ls-soft">{t('whoNone')}</p>}
          <ul className="ls-lines">
            {demand.interests.map(({ organisationId, name, note, contact, markedAt }) => (
              <li key={organisationId}>
                <span>
                  {name} <small className="ls-soft">{[note, contact].filter(Boolean).join(' · ')}</small>
                </span>
                <span className="ls-lines-end">{day(markedAt)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Acts({ demand, onChanged }: Props) {
  const [comment, setComment] = useState('')
  const [tenderOn, setTender] = useState(demand.tenderOn ?? '')
  const act = useMutation({
    mutationFn: (action: string) =>
      send('POST', `/api/network/demands/${demand.id}/acts`, { action, ...(comment && { comment }) }),
    onSuccess: onChanged,
  })
  const dates = useMutation({
    mutationFn: () => {
      const { neededFrom, neededTo } = demand
      return send('PUT', `/api/network/demands/${demand.id}/dates`, {
        neededFrom,
        neededTo,
        tenderOn: tenderOn || null,
      })
    },
    onSuccess: onChanged,
  })
  if (demand.actions.length === 0) return null
  const error = act.error ?? dates.error
  return (
    <section className="ls-stack">
      {error && <Alert type="error" showIcon title={error.message} />}
      <Space wrap>
        <Input
          type="date"
          aria-label={t('tender')}
          value={tenderOn}
          onChange={(event) => setTender(event.target.value)}
        />
        <Button
          disabled={tenderOn === (demand.tenderOn ?? '')}
          onClick={() => dates.mutate()}
          loading={dates.isPending}
        >
          {t('dates')}
        </Button>
      </Space>
      <Input
        aria-label={t('comment')}
        placeholder={t('comment')}
        value={comment}
        maxLength={1000}
        onChange={(event) => setComment(event.target.value)}
      />
      <Space wrap>
        {demand.actions.map(({ name, text, needsComment }) => (
          <Button
            key={name}
            {...(name === 'publish' ? { type: 'primary' as const } : {})}
            disabled={needsComment && comment.trim() === ''}
            loading={act.isPending}
            onClick={() => act.mutate(name)}
          >
            {text}
          </Button>
        ))}
      </Space>
    </section>
  )
}

function Interest({ demand, onChanged }: Props) {
  const path = `/api/network/demands/${demand.id}/interest`
  const mark = useMutation({
    mutationFn: (values: { note?: string; contact?: string }) =>
      send('PUT', path, { note: values.note || null, contact: values.contact || null }),
    onSuccess: onChanged,
  })
  const drop = useMutation({ mutationFn: () => send('DELETE', path), onSuccess: onChanged })
  const error = mark.error ?? drop.error
  if (demand.isInterested)
    return (
      <p>
        {error && <Alert type="error" showIcon title={error.message} />}✓ {t('marked')}{' '}
        <Button type="link" onClick={() => drop.mutate()}>
          {t('drop')}
        </Button>
      </p>
    )
  return (
    <Form layout="vertical" onFinish={(values: { note?: string; contact?: string }) => mark.mutate(values)}>
      {error && <Alert className="ls-form-alert" type="error" showIcon title={error.message} />}
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="contact" label={t('contact')}>
        <Input maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={mark.isPending}>
        {t('mark')}
      </Button>
    </Form>
  )
}
