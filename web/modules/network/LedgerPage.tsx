import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Switch } from 'antd'
import { useState } from 'react'
import type { Ledger, LedgerLine } from '../../../src/modules/network/model.ts'
import { day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { getJson, send } from '../../ui/request.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { t as def } from './definition-words.ts'
import { ratioText, text } from './definitions-query.ts'
import { LedgerUpload } from './LedgerUpload.tsx'
import { LineTable } from './LineTable.tsx'
import { t } from './ledger-words.ts'

/** A firm's private purchase ledgers: upload, own ratios, consent, deletion. */
export function LedgerPage() {
  return useMay('ledgers.own') ? (
    <OwnLedgers />
  ) : (
    <Page title={t('title')}>{<Empty title={t('notFirm')} why={t('sentence')} />}</Page>
  )
}

function OwnLedgers() {
  const { dataset } = useScope()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['ledgers', dataset],
    queryFn: () =>
      getJson<{ items: Ledger[] }>('/api/network/ledgers', { dataset }).then(({ items }) => items),
  })
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const changed = () => void queries.invalidateQueries({ queryKey: ['ledgers'] })
  return (
    <Page title={t('title')} sentence={t('sentence')}>
      {data.length === 0 && <Empty title={t('none')} why={t('noneWhy')} />}
      {data.map((ledger) => (
        <LedgerCard key={ledger.id} ledger={ledger} onChanged={changed} />
      ))}
      <LedgerUpload onKept={changed} />
    </Page>
  )
}

function LedgerCard({ ledger, onChanged }: { ledger: Ledger; onChanged(): void }) {
  const [isOpen, setOpen] = useState(false)
  const consent = useMutation({
    mutationFn: (isCounted: boolean) =>
      send('PUT', `/api/network/ledgers/${ledger.id}/consent`, { isCounted }),
    onSuccess: onChanged,
  })
  const remove = useMutation({
    mutationFn: () => send('DELETE', `/api/network/ledgers/${ledger.id}`),
    onSuccess: onChanged,
  })
  const error = consent.error ?? remove.error
  const facts = [
    t('lines', { count: ledger.lines }),
    ledger.isWhole ? t('whole') : t('part'),
    day(ledger.uploadedAt) ?? '',
    ledger.uploadedBy,
  ]
  return (
    <section className="ls-panel" data-ledger={ledger.year}>
      <h2>
        {ledger.year} · {ledger.name}
      </h2>
      <div className="ls-panel-body ls-stack">
        {error && <Alert type="error" showIcon title={error.message} />}
        <p className="ls-soft">{facts.join(' · ')}</p>
        <OwnRatios ledger={ledger} />
        <p>
          <Switch
            checked={ledger.isCounted}
            disabled={ledger.isConsentClosed}
            loading={consent.isPending}
            onChange={(checked) => consent.mutate(checked)}
            aria-label={t('consent')}
          />{' '}
          {ledger.isCounted ? t('counted') : ledger.isConsentClosed ? t('closed') : t('notCounted')}{' '}
          <small className="ls-soft">{t('consentWhy')}</small>
        </p>
        <div>
          <Button onClick={() => setOpen(!isOpen)}>{t('show')}</Button>{' '}
          <Popconfirm
            title={t('removeSure')}
            okText={t('yes')}
            cancelText={t('no')}
            onConfirm={() => remove.mutate()}
          >
            <Button danger loading={remove.isPending}>
              {t('remove')}
            </Button>
          </Popconfirm>
        </div>
        {isOpen && <Lines id={ledger.id} />}
      </div>
    </section>
  )
}

function OwnRatios({ ledger }: { ledger: Ledger }) {
  const shown = ledger.own.filter(({ scope }) => scope === 'all' || scope === 'core')
  const reachWord = (reach: 'city' | 'radius' | 'province') => (reach === 'radius' ? '200 km' : def(reach))
  return (
    <>
      <h3>{t('own')}</h3>
      <dl className="ls-cells">
        {shown.map((one) => (
          <div key={`${one.scope} ${one.reach}`}>
            <dt>
              {def(one.scope)} · {reachWord(one.reach)}
            </dt>
            <dd>
              {ratioText(one) ?? <Unknown why={def('unknownWhy')} />}
              <small className="ls-soft"> {def('coverage', { percent: text(one.coverageRatio) })}</small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Lines({ id }: { id: string }) {
  const { data, error } = useQuery({
    queryKey: ['ledgers', 'lines', id],
    queryFn: () =>
      getJson<{ items: LedgerLine[] }>(`/api/network/ledgers/${id}/lines`).then(({ items }) => items),
  })
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={3} />
  return (
    <>
      <LineTable lines={data} />
      {data.length === 1000 && <p className="ls-soft">{t('moreLines')}</p>}
    </>
  )
}
