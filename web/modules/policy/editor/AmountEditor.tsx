import { Input, Select } from 'antd'
import type { FactCatalogue } from '../api.ts'
import { t } from '../words.ts'
import { FactSelect } from './ConditionEditor.tsx'
import { type Amount, readAmount, writeAmount } from './written.ts'

type Fact = FactCatalogue['facts'][number]
type Props = {
  node: unknown
  facts: readonly Fact[]
  onChange(node: unknown): void
  onFact(fact: Fact): void
}

/** How much a clause gives: a fixed sum, a rate of one or more facts up to a cap, or a fact itself. */
export function AmountEditor({ node, facts, onChange, onFact }: Props) {
  const amount = readAmount(node)
  const money = facts.filter(({ type }) => type === 'money')
  const write = (next: Amount) => onChange(writeAmount(next, node))
  const begin = (kind: Amount['kind']) => {
    if (kind === 'fixed') write({ kind, value: '' })
    else if (kind === 'rate') write({ kind, rate: '', of: [], cap: '' })
    else if (kind === 'fact' && money[0]) write({ kind, fact: money[0].name })
  }
  return (
    <div className="ls-policy-condition">
      <Select<Amount['kind']>
        size="small"
        aria-label={t('amountForm')}
        value={amount.kind}
        options={[
          { value: 'fixed', label: t('formFixed') },
          { value: 'rate', label: t('formRate') },
          { value: 'fact', label: t('formFact') },
          ...(amount.kind === 'kept' ? [{ value: 'kept' as const, label: t('keptAsIs') }] : []),
        ]}
        onChange={begin}
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
          facts={money}
          value={amount.fact}
          onFact={(fact) => {
            onFact(fact)
            write({ kind: 'fact', fact: fact.name })
          }}
        />
      )}
      {amount.kind === 'rate' && <Rate amount={amount} money={money} write={write} onFact={onFact} />}
    </div>
  )
}

type RateAmount = Extract<Amount, { kind: 'rate' }>

function Rate({
  amount,
  money,
  write,
  onFact,
}: {
  amount: RateAmount
  money: readonly Fact[]
  write(next: Amount): void
  onFact(fact: Fact): void
}) {
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
      <Input
        size="small"
        style={{ width: 80 }}
        aria-label={t('rate')}
        placeholder="6%"
        value={amount.rate}
        onChange={(event) => write({ ...amount, rate: event.target.value })}
      />
      <span>{t('cap')}</span>
      <Input
        size="small"
        style={{ width: 120 }}
        aria-label={t('cap')}
        placeholder={t('noCap')}
        value={amount.cap}
        onChange={(event) => write({ ...amount, cap: event.target.value })}
      />
    </>
  )
}
