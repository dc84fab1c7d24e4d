import { AutoComplete, Input, Select } from 'antd'
import type { FactCatalogue } from '../api.ts'
import { t } from '../words.ts'
import { Bands, Choices } from './AmountRows.tsx'
import { type Amount, readAmount, writeAmount } from './amount-forms.ts'
import { FactSelect } from './ConditionEditor.tsx'

type Fact = FactCatalogue['facts'][number]
export type AmountParts = {
  facts: readonly Fact[]
  titles: readonly string[]
  /** Names of the policy's own parameters, which may stand for a number. */
  parameters: readonly string[]
  onFact(fact: Fact): void
}
type Props = AmountParts & { node: unknown; onChange(node: unknown): void }

/** How much a clause gives: fixed, by a rate, by bands, by a table, by title, a fact or a parameter. */
export function AmountEditor({ node, onChange, ...parts }: Props) {
  const amount = readAmount(node, parts.parameters)
  const write = (next: Amount) => onChange(writeAmount(next, node))
  const kinds: { value: Amount['kind']; label: string }[] = [
    { value: 'fixed', label: t('formFixed') },
    { value: 'rate', label: t('formRate') },
    { value: 'bands', label: t('formBands') },
    { value: 'table', label: t('formTable') },
    { value: 'byTitle', label: t('formByTitle') },
    { value: 'fact', label: t('formFact') },
    { value: 'parameter', label: t('formParameter') },
  ]
  const options = kinds.filter(({ value }) => value !== 'parameter' || parts.parameters.length > 0)
  return (
    <div className="ls-policy-condition">
      <Select<Amount['kind']>
        size="small"
        style={{ minWidth: 110 }}
        aria-label={t('amountForm')}
        value={amount.kind}
        options={[
          ...options,
          ...(amount.kind === 'kept' ? [{ value: 'kept' as const, label: t('keptAsIs') }] : []),
        ]}
        onChange={(kind) => {
          const first = begin(kind, parts)
          if (first) write(first)
        }}
      />
      {amount.kind === 'kept' && <span className="ls-soft">{JSON.stringify(node).slice(0, 200)}</span>}
      {amount.kind === 'fixed' && (
        <Input
          size="small"
          style={{ width: 140 }}
          aria-label={t('formFixed')}
          placeholder="100万元"
          value={amount.value}
          onChange={(event) => write({ ...amount, value: event.target.value })}
        />
      )}
      {amount.kind === 'fact' && (
        <FactSelect
          facts={parts.facts.filter(({ type }) => type === 'money')}
          value={amount.fact}
          onFact={(fact) => {
            parts.onFact(fact)
            write({ kind: 'fact', fact: fact.name })
          }}
        />
      )}
      {amount.kind === 'parameter' && (
        <Select
          size="small"
          style={{ minWidth: 160 }}
          aria-label={t('formParameter')}
          value={amount.name}
          options={parts.parameters.map((value) => ({ value, label: value }))}
          onChange={(name) => write({ kind: 'parameter', name })}
        />
      )}
      {amount.kind === 'rate' && <Rate amount={amount} write={write} {...parts} />}
      {amount.kind === 'bands' && <Bands amount={amount} write={write} {...parts} />}
      {(amount.kind === 'table' || amount.kind === 'byTitle') && (
        <Choices amount={amount} write={write} {...parts} />
      )}
    </div>
  )
}

/** The first form of a kind, with what the policy and the catalogue offer; null where they offer nothing. */
function begin(kind: Amount['kind'], { facts, parameters, titles, onFact }: AmountParts): Amount | null {
  if (kind === 'fixed') return { kind, value: '' }
  if (kind === 'rate') return { kind, rate: '', of: [], cap: '' }
  if (kind === 'parameter') return parameters[0] ? { kind, name: parameters[0] } : null
  const wanted = { fact: 'money', bands: 'money', table: 'text', byTitle: 'titles' } as const
  if (!(kind in wanted)) return null
  const fact = facts.find(({ type }) => type === wanted[kind as keyof typeof wanted])
  if (!fact) return null
  onFact(fact)
  if (kind === 'fact') return { kind, fact: fact.name }
  if (kind === 'table')
    return {
      kind,
      by: fact.name,
      rows: (fact.values ?? ['']).map((key) => ({ key, value: '' })),
      otherwise: '',
    }
  if (kind === 'byTitle')
    return { kind, fact: fact.name, rows: [{ key: titles[0] ?? '', value: '' }], otherwise: '' }
  const row = { lowKey: 'from', low: '', highKey: 'below', high: '', value: '' } as const
  return { kind: 'bands', of: fact.name, rows: [{ ...row }], cap: '' }
}

type RateAmount = Extract<Amount, { kind: 'rate' }>

function Rate({
  amount,
  facts,
  parameters,
  write,
  onFact,
}: AmountParts & { amount: RateAmount; write(next: Amount): void }) {
  const money = facts.filter(({ type }) => type === 'money')
  const names = parameters.map((value) => ({ value }))
  return (
    <>
      <Select
        size="small"
        mode="multiple"
        style={{ minWidth: 220 }}
        aria-label={t('base')}
        placeholder={t('base')}
        value={amount.of}
        options={money.map(({ name, label }) => ({ value: name, label }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(of) => {
          for (const name of of) {
            const fact = money.find((one) => one.name === name)
            if (fact) onFact(fact)
          }
          write({ ...amount, of })
        }}
      />
      <span>×</span>
      <AutoComplete
        size="small"
        style={{ width: 90 }}
        aria-label={t('rate')}
        placeholder="6%"
        options={names}
        value={amount.rate}
        onChange={(rate) => write({ ...amount, rate })}
      />
      <span>{t('cap')}</span>
      <AutoComplete
        size="small"
        style={{ width: 120 }}
        aria-label={t('cap')}
        placeholder={t('noCap')}
        options={names}
        value={amount.cap}
        onChange={(cap) => write({ ...amount, cap })}
      />
    </>
  )
}
