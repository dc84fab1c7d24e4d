import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { type Claim, ownClaimsQuery, sendClaim, withdrawClaim } from './claim-api.ts'
import { t } from './claim-words.ts'

/** All that a waiting account sees: its claim, or the form of one. */
export function ClaimDoor({ onEnter, onSignOut }: { onEnter(): void; onSignOut(): void }) {
  const { data, error, refetch } = useQuery({ ...ownClaimsQuery(), refetchInterval: 30_000 })
  const waiting = data?.find(({ state }) => state === 'waiting')
  const approved = data?.find(({ state }) => state === 'approved')
  const earlier = data?.filter(({ state }) => state === 'refused' || state === 'withdrawn') ?? []
  return (
    <main className="ls-door-forced">
      <Page
        title={t('ownTitle')}
        sentence={
          waiting
            ? t('ownWaits', { firm: waiting.organisationName, due: waiting.dueOn ?? '' })
            : t('ownSentence')
        }
        actions={
          <Button type="link" onClick={onSignOut}>
            {t('signOut')}
          </Button>
        }
      >
        {error && <Problem error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {approved && (
          <Button type="primary" onClick={onEnter}>
            {t('enter')}
          </Button>
        )}
        {waiting && <Waiting claim={waiting} />}
        {data && !waiting && !approved && <ClaimForm />}
        {earlier.length > 0 && <Earlier claims={earlier} />}
      </Page>
    </main>
  )
}

function Waiting({ claim }: { claim: Claim }) {
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: withdrawClaim,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/claims/own'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{claim.organisationName}</h2>
      <dl className="ls-pairs ls-panel-body">
        <dt>{t('creditCode')}</dt>
        <dd>{claim.creditCode}</dd>
        <dt>{t('state')}</dt>
        <dd>{t(claim.state)}</dd>
        <dt>{t('sentAt')}</dt>
        <dd>{day(claim.createdAt)}</dd>
        <dt>{t('proofs')}</dt>
        <dd>{claim.proofs.map(({ fileName }) => fileName).join('、')}</dd>
      </dl>
      <div className="ls-panel-body">
        <Button danger loading={withdraw.isPending} onClick={() => withdraw.mutate(claim.id)}>
          {t('withdraw')}
        </Button>
      </div>
    </section>
  )
}

function Earlier({ claims }: { claims: Claim[] }) {
  return (
    <section className="ls-panel">
      <h2>{t('earlier')}</h2>
      <ul className="ls-notices">
        {claims.map(({ id, organisationName, state, reason, decidedAt }) => (
          <li key={id}>
            <span>
              {organisationName} · {t(state)}
              {reason && `：${reason}`}
            </span>
            <small className="ls-soft">{day(decidedAt)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Values = { creditCode: string; personName: string; post?: string; phone: string }

function ClaimForm() {
  const [proof, setProof] = useState<File | null>(null)
  const queries = useQueryClient()
  const claim = useMutation({
    mutationFn: sendClaim,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/claims/own'] }),
  })
  const submit = (values: Values) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(values)) if (value) form.set(name, value)
    if (proof) form.set('proof', proof)
    claim.mutate(form)
  }
  const needed = (field: string) => [{ required: true, message: t('fillIn', { field }) }]
  return (
    <section className="ls-panel">
      <Form<Values>
        className="ls-panel-body ls-claim-form"
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
      >
        {claim.error && <Alert className="ls-form-alert" type="error" showIcon title={claim.error.message} />}
        <Form.Item name="creditCode" label={t('creditCode')} rules={needed(t('creditCode'))}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="personName" label={t('personName')} rules={needed(t('personName'))}>
          <Input autoComplete="name" maxLength={50} />
        </Form.Item>
        <Form.Item name="post" label={t('post')}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')} rules={needed(t('phone'))}>
          <Input autoComplete="tel" maxLength={20} />
        </Form.Item>
        <Form.Item label={t('proof')} extra={t('proofNote')}>
          <Upload
            maxCount={1}
            beforeUpload={(file) => {
              setProof(file)
              return false
            }}
            onRemove={() => setProof(null)}
          >
            <Button>{t('choose')}</Button>
          </Upload>
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={!proof} loading={claim.isPending}>
          {t('send')}
        </Button>
      </Form>
    </section>
  )
}
