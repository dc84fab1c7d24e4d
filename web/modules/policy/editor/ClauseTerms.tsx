import { Button, Checkbox, Input } from 'antd'
import { t } from '../words.ts'
import { isMap } from './amount-forms.ts'
import type { Clause, Written } from './written.ts'

type Payer = { payer: string; share?: string; cap?: unknown }
type Instalment = { label: string; share: string; when?: unknown }
type Props = { clause: Clause; onChange(clause: Clause): void }

/** The clause without a key where the value is empty, with it otherwise: an empty field is no statement. */
function withKey(clause: Clause, key: string, value: unknown): Clause {
  const { [key]: _old, ...rest } = clause
  const isEmpty =
    value === '' || value === false || value === undefined || (Array.isArray(value) && value.length === 0)
  return (isEmpty ? rest : { ...rest, [key]: value }) as Clause
}

/** When a clause holds, who decides, who pays and in which parts. */
export function ClauseTerms({ clause, onChange }: Props) {
  const set = (key: string, value: unknown) => onChange(withKey(clause, key, value))
  const payment = isMap(clause.payment) ? clause.payment : {}
  const setPayment = (key: string, value: unknown) => {
    const next = withKey(payment as Clause, key, value) as Written
    set('payment', Object.keys(next).length === 0 ? undefined : next)
  }
  return (
    <>
      <span>{t('validity')}</span>
      <div className="ls-policy-condition">
        <DayField label={t('validFrom')} value={clause.validFrom} onChange={(day) => set('validFrom', day)} />
        <span>—</span>
        <DayField label={t('validTo')} value={clause.validTo} onChange={(day) => set('validTo', day)} />
        <small className="ls-soft">{t('validityOwn')}</small>
      </div>
      <span>{t('decision')}</span>
      <div className="ls-policy-condition">
        <Checkbox
          checked={clause.discretion === true}
          onChange={(event) => set('discretion', event.target.checked)}
        >
          {t('discretion')}
        </Checkbox>
        <Checkbox
          checked={payment.automatic === true}
          onChange={(event) => setPayment('automatic', event.target.checked)}
        >
          {t('automatic')}
        </Checkbox>
      </div>
      <span>{t('payers')}</span>
      <Payers
        payers={Array.isArray(clause.payers) ? (clause.payers as Payer[]) : []}
        onChange={(payers) => set('payers', payers)}
      />
      <span>{t('instalments')}</span>
      <Instalments
        parts={Array.isArray(payment.instalments) ? (payment.instalments as Instalment[]) : []}
        onChange={(parts) => setPayment('instalments', parts)}
      />
    </>
  )
}

function DayField({
  label,
  value,
  onChange,
}: {
  label: string
  value: unknown
  onChange(day: string): void
}) {
  return (
    <Input
      size="small"
      type="date"
      style={{ width: 140 }}
      aria-label={`${t('clause')} ${label}`}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

type RowProps = {
  name: string
  share: string
  placeholder: string
  onName(name: string): void
  onShare(share: string): void
  onRemove(): void
}

function ShareRow({ name, share, placeholder, onName, onShare, onRemove }: RowProps) {
  return (
    <div className="ls-policy-condition">
      <Input
        size="small"
        style={{ width: 180 }}
        aria-label={placeholder}
        placeholder={placeholder}
        value={name}
        onChange={(event) => onName(event.target.value)}
      />
      <Input
        size="small"
        style={{ width: 80 }}
        aria-label={`${name} ${t('rate')}`}
        placeholder="50%"
        value={share}
        onChange={(event) => onShare(event.target.value)}
      />
      <Button size="small" type="text" aria-label={t('delete')} onClick={onRemove}>
        ×
      </Button>
    </div>
  )
}

/** The one who pays what is left has no share of its own. */
function Payers({ payers, onChange }: { payers: Payer[]; onChange(payers: Payer[]): void }) {
  const set = (at: number, next: Payer) => onChange(payers.map((one, i) => (i === at ? next : one)))
  return (
    <div className="ls-policy-rows">
      {payers.map((one, at) => (
        <ShareRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a payer being named has no other key
          key={at}
          name={one.payer}
          share={one.share ?? ''}
          placeholder={t('payer')}
          onName={(payer) => set(at, { ...one, payer })}
          onShare={(share) => {
            const { share: _old, ...rest } = one
            set(at, share === '' ? rest : { ...rest, share })
          }}
          onRemove={() => onChange(payers.filter((_, i) => i !== at))}
        />
      ))}
      <Button size="small" onClick={() => onChange([...payers, { payer: '' }])}>
        {t('addPayer')}
      </Button>
    </div>
  )
}

function Instalments({ parts, onChange }: { parts: Instalment[]; onChange(parts: Instalment[]): void }) {
  const set = (at: number, next: Instalment) => onChange(parts.map((one, i) => (i === at ? next : one)))
  return (
    <div className="ls-policy-rows">
      {parts.map((one, at) => (
        <ShareRow
          // biome-ignore lint/suspicious/noArrayIndexKey: an instalment being named has no other key
          key={at}
          name={one.label}
          share={String(one.share)}
          placeholder={t('instalment')}
          onName={(label) => set(at, { ...one, label })}
          onShare={(share) => set(at, { ...one, share })}
          onRemove={() => onChange(parts.filter((_, i) => i !== at))}
        />
      ))}
      <Button size="small" onClick={() => onChange([...parts, { label: '', share: '' }])}>
        {t('addInstalment')}
      </Button>
    </div>
  )
}
