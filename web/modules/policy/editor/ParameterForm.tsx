import { Button, Input, Select } from 'antd'
import { t } from '../words.ts'
import type { Parameter, Policy } from './written.ts'

type Parameters = Record<string, Parameter>
const types = ['money', 'rate', 'count', 'quantity', 'date'] as const
const freeName = (taken: Parameters) =>
  [...Array(100).keys()].map((at) => `parameter_${at + 1}`).find((name) => !(name in taken)) ?? 'parameter'

/** Numbers of a notice that change from year to year: each value with its first day and source. */
export function ParameterForm({
  policy,
  onChange,
}: {
  policy: Policy
  onChange(parameters: Parameters): void
}) {
  const held = policy.parameters ?? {}
  const entries = Object.entries(held)
  const rename = (old: string, name: string) => {
    if (name === old || name in held) return
    onChange(Object.fromEntries(entries.map(([key, value]) => [key === old ? name : key, value])))
  }
  const set = (name: string, next: Partial<Parameter>) =>
    onChange({ ...held, [name]: { ...held[name]!, ...next } })
  return (
    <section className="ls-panel">
      <h2>{t('parameters')}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('parametersNote')}</p>
        {entries.map(([name, parameter], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name that is being typed must not take the field away
          <div className="ls-policy-group" key={at}>
            <div className="ls-policy-condition">
              <Input
                size="small"
                style={{ width: 150 }}
                aria-label={`${t('parameterName')} ${at + 1}`}
                value={name}
                onChange={(event) => rename(name, event.target.value)}
              />
              <Input
                size="small"
                style={{ width: 200 }}
                aria-label={`${name} ${t('clauseTitle')}`}
                placeholder={t('clauseTitle')}
                value={parameter.label}
                onChange={(event) => set(name, { label: event.target.value })}
              />
              <Select
                size="small"
                style={{ width: 90 }}
                aria-label={`${name} ${t('parameterType')}`}
                value={parameter.type}
                options={types.map((value) => ({ value, label: t(`type_${value}`) }))}
                onChange={(type) => set(name, { type })}
              />
              <Button
                size="small"
                type="text"
                aria-label={`${t('delete')} ${name}`}
                onClick={() => onChange(Object.fromEntries(entries.filter(([key]) => key !== name)))}
              >
                ×
              </Button>
            </div>
            <Values name={name} values={parameter.values} onChange={(values) => set(name, { values })} />
          </div>
        ))}
        <Button
          size="small"
          onClick={() =>
            onChange({
              ...held,
              [freeName(held)]: { label: '', type: 'money', values: [emptyValue(policy)] },
            })
          }
        >
          {t('addParameter')}
        </Button>
      </div>
    </section>
  )
}

const emptyValue = (policy: Policy) => ({ from: String(policy.validFrom ?? ''), value: '' })

type ValueProps = { name: string; values: Parameter['values']; onChange(values: Parameter['values']): void }

function Values({ name, values, onChange }: ValueProps) {
  const set = (at: number, next: Partial<Parameter['values'][number]>) =>
    onChange(values.map((one, i) => (i === at ? { ...one, ...next } : one)))
  return (
    <>
      {values.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a day being typed is no key
        <div className="ls-policy-condition" key={at}>
          <Input
            size="small"
            type="date"
            style={{ width: 140 }}
            aria-label={`${name} ${t('from')} ${at + 1}`}
            value={one.from}
            onChange={(event) => set(at, { from: event.target.value })}
          />
          <Input
            size="small"
            style={{ width: 120 }}
            aria-label={`${name} ${t('value')} ${at + 1}`}
            placeholder="500万元"
            value={String(one.value)}
            onChange={(event) => set(at, { value: event.target.value })}
          />
          <Input
            size="small"
            style={{ width: 200 }}
            aria-label={`${name} ${t('source')} ${at + 1}`}
            placeholder={t('source')}
            value={one.source ?? ''}
            onChange={(event) => {
              const { source: _old, ...rest } = one
              const source = event.target.value
              onChange(values.map((v, i) => (i === at ? (source ? { ...rest, source } : rest) : v)))
            }}
          />
          {values.length > 1 && (
            <Button
              size="small"
              type="text"
              aria-label={t('delete')}
              onClick={() => onChange(values.filter((_, i) => i !== at))}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      <Button size="small" type="link" onClick={() => onChange([...values, { from: '', value: '' }])}>
        {t('addValue')}
      </Button>
    </>
  )
}
