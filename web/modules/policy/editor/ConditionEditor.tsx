import { Button, Input, Select } from 'antd'
import type { FactCatalogue } from '../api.ts'
import { t } from '../words.ts'
import { type Condition, limitKeys, readCondition, writeCondition } from './written.ts'

type Fact = FactCatalogue['facts'][number]
type Props = {
  node: unknown
  facts: readonly Fact[]
  titles: readonly string[]
  onChange(node: unknown): void
  onRemove?(): void
  /** Declares a fact in the policy when it is chosen for the first time. */
  onFact(fact: Fact): void
}

/** A condition as a tree of lines; a form that the editor does not know is kept as it is and said so. */
export function ConditionEditor(props: Props) {
  const condition = readCondition(props.node)
  if (condition.kind === 'group') return <Group {...props} condition={condition} />
  return (
    <div className="ls-policy-condition">
      <Leaf {...props} condition={condition} />
      {props.onRemove && (
        <Button size="small" type="text" onClick={props.onRemove} aria-label={t('delete')}>
          ×
        </Button>
      )}
    </div>
  )
}

function Group({
  condition,
  onChange,
  onRemove,
  ...rest
}: Props & { condition: Extract<Condition, { kind: 'group' }> }) {
  const { parts } = condition
  const write = (next: Partial<typeof condition>) => onChange(writeCondition({ ...condition, ...next }, null))
  return (
    <div className="ls-policy-group">
      <div className="ls-policy-condition">
        <Select
          size="small"
          value={condition.how}
          aria-label={t('when')}
          options={[
            { value: 'all', label: t('allOf') },
            { value: 'any', label: t('anyOf') },
          ]}
          onChange={(how) => write({ how })}
        />
        {onRemove && (
          <Button size="small" type="text" onClick={onRemove} aria-label={t('delete')}>
            ×
          </Button>
        )}
      </div>
      {parts.map((part, at) => (
        <ConditionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own, and their order is theirs
          key={at}
          {...rest}
          node={part}
          onChange={(node) => write({ parts: parts.map((one, i) => (i === at ? node : one)) })}
          onRemove={() => write({ parts: parts.filter((_, i) => i !== at) })}
        />
      ))}
      <FactSelect
        facts={rest.facts}
        value={undefined}
        placeholder={`＋ ${t('addCondition')}`}
        onFact={(fact) => {
          rest.onFact(fact)
          write({ parts: [...parts, beginWith(fact, rest.titles)] })
        }}
      />{' '}
      <Button size="small" onClick={() => write({ parts: [...parts, { any: [] }] })}>
        {t('addGroup')}
      </Button>
    </div>
  )
}

/** The first question that suits a fact. */
export function beginWith(fact: Fact, titles: readonly string[]): unknown {
  if (fact.type === 'bool') return { is: fact.name }
  if (fact.type === 'titles') return { holds: titles.slice(0, 1) }
  if (fact.type === 'text') return { fact: fact.name, in: fact.values?.slice(0, 1) ?? [] }
  return { fact: fact.name, atLeast: '' }
}

type FactSelectProps = {
  facts: readonly Fact[]
  value: string | undefined
  placeholder?: string
  onFact(fact: Fact): void
}

/** Facts by their label, with unit and who supplies them. */
export function FactSelect({ facts, value, placeholder, onFact }: FactSelectProps) {
  return (
    <Select
      size="small"
      style={{ minWidth: 200 }}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={placeholder ?? t('fact')}
      placeholder={placeholder ?? t('fact')}
      value={value ?? null}
      options={facts.map(({ name, label, supplier, isKept }) => ({
        value: name,
        label,
        title: [supplier, isKept ? null : t('newFact')].filter(Boolean).join(' · '),
      }))}
      onChange={(name) => {
        const fact = facts.find((one) => one.name === name)
        if (fact) onFact(fact)
      }}
    />
  )
}

function Leaf({
  condition,
  node,
  facts,
  titles,
  onChange,
  onFact,
}: Props & { condition: Exclude<Condition, { kind: 'group' }> }) {
  const write = (next: Condition) => onChange(writeCondition(next, node))
  const choose = (fact: Fact) => {
    onFact(fact)
    onChange(beginWith(fact, titles))
  }
  if (condition.kind === 'kept')
    return <span className="ls-soft">{`${t('keptAsIs')}：${JSON.stringify(node).slice(0, 160)}`}</span>
  if (condition.kind === 'title')
    return (
      <>
        <Select
          size="small"
          aria-label={t('when')}
          value={condition.how}
          options={[
            { value: 'holds', label: t('holds') },
            { value: 'newly', label: t('newly') },
          ]}
          onChange={(how) => write({ ...condition, how })}
        />
        <Select
          size="small"
          mode="tags"
          style={{ minWidth: 220 }}
          aria-label={t('holds')}
          value={condition.titles}
          options={titles.map((title) => ({ value: title, label: title }))}
          onChange={(next) => write({ ...condition, titles: next })}
        />
      </>
    )
  const fact = facts.find(({ name }) => name === condition.fact)
  return (
    <>
      <FactSelect facts={facts} value={condition.fact} onFact={choose} />
      {condition.kind === 'flag' && (
        <Select
          size="small"
          aria-label={t('when')}
          value={condition.wanted}
          options={[
            { value: true, label: t('is') },
            { value: false, label: t('isNot') },
          ]}
          onChange={(wanted) => write({ ...condition, wanted })}
        />
      )}
      {condition.kind === 'in' && (
        <>
          <span>{t('inValues')}</span>
          <Select
            size="small"
            mode="tags"
            style={{ minWidth: 200 }}
            aria-label={t('inValues')}
            value={condition.values}
            options={(fact?.values ?? []).map((value) => ({ value, label: value }))}
            onChange={(values) => write({ ...condition, values })}
          />
        </>
      )}
      {condition.kind === 'limit' && (
        <>
          <Select
            size="small"
            aria-label={t('when')}
            value={condition.is}
            options={limitKeys.map((key) => ({ value: key, label: t(key) }))}
            onChange={(is) => write({ ...condition, is })}
          />
          <Input
            size="small"
            style={{ width: 130 }}
            aria-label={`${fact?.label ?? condition.fact} ${t(condition.is)}`}
            placeholder={fact?.type === 'money' ? '5000万元' : fact?.type === 'rate' ? '10%' : ''}
            value={condition.value}
            onChange={(event) => write({ ...condition, value: event.target.value })}
          />
          {fact?.supplier && (
            <small className="ls-soft">{t('suppliedBy', { supplier: fact.supplier })}</small>
          )}
        </>
      )}
    </>
  )
}
