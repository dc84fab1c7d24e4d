import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, QRCode, Typography } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, secondFactorQuery } from './people-api.ts'
import { t } from './people-words.ts'

/** Turns the second factor of my account on and off. */
export function SecondFactorPanel({ onDone }: { onDone?: () => void }) {
  const { data, error, refetch } = useQuery(secondFactorQuery())
  const [codes, setCodes] = useState<string[] | null>(null)
  const queries = useQueryClient()
  const settled = () => {
    setCodes(null)
    void queries.invalidateQueries({ queryKey: ['second-factor'] })
    onDone?.()
  }
  return (
    <section className="ls-panel">
      <h2>{t('factorTitle')}</h2>
      <div className="ls-panel-body ls-pile">
        {error && <Problem error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={2} />}
        {codes && <RecoveryCodes codes={codes} onStored={settled} />}
        {data && !codes && data.confirmedAt === null && (
          <TurnOn isRequired={data.isRequired} onOn={setCodes} />
        )}
        {data && !codes && data.confirmedAt !== null && (
          <>
            <p>{t('factorOn', { day: day(data.confirmedAt) ?? '', left: data.recoveryCodesLeft })}</p>
            {!data.isRequired && <TurnOff onOff={settled} />}
          </>
        )}
      </div>
    </section>
  )
}

function TurnOn({ isRequired, onOn }: { isRequired: boolean; onOn(codes: string[]): void }) {
  const begin = useMutation({ mutationFn: beginSecondFactor })
  const confirm = useMutation({
    mutationFn: confirmSecondFactor,
    onSuccess: ({ recoveryCodes }) => onOn(recoveryCodes),
  })
  if (!begin.data) {
    return (
      <>
        <p>{t(isRequired ? 'factorRequired' : 'factorOff')}</p>
        {begin.error && <Alert type="error" showIcon title={begin.error.message} />}
        <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('factorStart')}
        </Button>
      </>
    )
  }
  return (
    <>
      <p>{t('factorScan')}</p>
      <QRCode value={begin.data.uri} size={176} type="svg" />
      <p>
        {t('factorSecret')}{' '}
        <Typography.Text code copyable data-testid="totp-secret">
          {begin.data.secret}
        </Typography.Text>
      </p>
      <CodeForm
        error={confirm.error}
        isPending={confirm.isPending}
        label={t('confirm')}
        onCode={(code) => confirm.mutate(code)}
      />
    </>
  )
}

function TurnOff({ onOff }: { onOff(): void }) {
  const end = useMutation({ mutationFn: endSecondFactor, onSuccess: onOff })
  return (
    <CodeForm
      error={end.error}
      isPending={end.isPending}
      label={t('factorEnd')}
      onCode={(code) => end.mutate(code)}
    />
  )
}

type CodeFormProps = { error: Error | null; isPending: boolean; label: string; onCode(code: string): void }

function CodeForm({ error, isPending, label, onCode }: CodeFormProps) {
  return (
    <Form<{ code: string }> layout="inline" requiredMark={false} onFinish={({ code }) => onCode(code)}>
      {error && <Alert className="ls-form-alert" type="error" showIcon title={error.message} />}
      <Form.Item
        name="code"
        label={t('code')}
        rules={[{ required: true, message: t('fillIn', { field: t('code') }) }]}
      >
        <Input autoComplete="one-time-code" maxLength={40} style={{ width: 160 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isPending}>
        {label}
      </Button>
    </Form>
  )
}

function RecoveryCodes({ codes, onStored }: { codes: string[]; onStored(): void }) {
  return (
    <>
      <h3>{t('recoveryTitle')}</h3>
      <p>{t('recoveryNote')}</p>
      <Typography.Paragraph copyable={{ text: codes.join('\n') }} data-testid="recovery-codes">
        <code className="ls-codes">{codes.join('\n')}</code>
      </Typography.Paragraph>
      <Button type="primary" onClick={onStored}>
        {t('stored')}
      </Button>
    </>
  )
}
