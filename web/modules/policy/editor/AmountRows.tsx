import { Button, Input, Select } from 'antd'
import { t } from '../words.ts'
import type { AmountParts } from './AmountEditor.tsx'
import type { Amount, BandRow, ChoiceRow } from './amount-forms.ts'
import { FactSelect } from './ConditionEditor.tsx'

type BandAmount = Extract<Amount, { kind: 'bands' }>
type ChoiceAmount = Extract<Amount, { kind: 'table' | 'byTitle' }>
type Write = { write(next: Amount): void }

/** An amount by the band in which a number lies. */
export function Bands({ amount, write, facts, onFact }: AmountParts & Write & { amount: BandAmount }) {
  const { rows } = amount
  const set = (at: number, next: Partial<BandRow>) =>
    write({ ...amount, rows: rows.map((row, i) => (i === at ? { ...row, ...next } : row)) })
  // The next band begins where the last one ends, so that no gap and no overlap is typed by mistake.
  const add = (): BandRow => {
    const last = rows.at(-1)
    const lowKey = last?.highKey === 'upTo' ? 'above' : 'from'
    return { lowKey, low: last?.high ?? '', highKey: last?.highKey ?? 'below', high: '', value: '' }
  }
  return (
    <>
      <FactSelect
        facts={facts.filter(({ type }) => type !== 'bool' && type !== 'text' && type !== 'titles')}
        value={amount.of}
        onFact={(fact) => {
          onFact(fact)
          write({ ...amount, of: fact.name })
        }}
      />
      <div className="ls-policy-rows">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bands have no name, and their order is theirs
          <div className="ls-policy-condition" key={at}>
            <Select
              size="small"
              aria-label={`${t('bandFrom')} ${at + 1}`}
              value={row.lowKey}
              options={[
                { value: 'from', label: t('atLeast') },
                { value: 'above', label: t('above') },
              ]}
              onChange={(lowKey) => set(at, { lowKey })}
            />
            <Input
              size="small"
              style={{ width: 110 }}
              aria-label={`${t('bandFrom')} ${at + 1}`}
              placeholder={t('noCap')}
              value={row.low}
              onChange={(event) => set(at, { low: event.target.value })}
            />
            <Select
              size="small"
              aria-label={`${t('bandTo')} ${at + 1}`}
              value={row.highKey}
              options={[
                { value: 'below', label: t('below') },
                { value: 'upTo', label: t('atMost') },
              ]}
              onChange={(highKey) => set(at, { highKey })}
            />
            <Input
              size="small"
              style={{ width: 110 }}
              aria-label={`${t('bandTo')} ${at + 1}`}
              placeholder={t('noCap')}
              value={row.high}
              onChange={(event) => set(at, { high: event.target.value })}
            />
            <span>{t('gives')}</span>
            <Input
              size="small"
              style={{ width: 110 }}
              aria-label={`${t('gives')} ${at + 1}`}
              placeholder="30万元"
              value={row.value}
              onChange={(event) => set(at, { value: event.target.value })}
            />
            <Remove onClick={() => write({ ...amount, rows: rows.filter((_, i) => i !== at) })} />
          </div>
        ))}
        <Button size="small" onClick={() => write({ ...amount, rows: [...rows, add()] })}>
          {t('addBand')}
        </Button>
      </div>
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

/** An amount by a word (a grade, a level) or by the highest title held: the first line that applies. */
export function Choices({
  amount,
  write,
  facts,
  titles,
  onFact,
}: AmountParts & Write & { amount: ChoiceAmount }) {
  const { rows } = amount
  const set = (at: number, next: Partial<ChoiceRow>) =>
    write({ ...amount, rows: rows.map((row, i) => (i === at ? { ...row, ...next } : row)) })
  const type = amount.kind === 'table' ? 'text' : 'titles'
  const fact = facts.find(({ name }) => name === (amount.kind === 'table' ? amount.by : amount.fact))
  const words = amount.kind === 'table' ? (fact?.values ?? []) : titles
  return (
    <>
      <FactSelect
        facts={facts.filter((one) => one.type === type)}
        value={fact?.name}
        onFact={(one) => {
          onFact(one)
          write(amount.kind === 'table' ? { ...amount, by: one.name } : { ...amount, fact: one.name })
        }}
      />
      <div className="ls-policy-rows">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the word is being chosen, so it is no key
          <div className="ls-policy-condition" key={at}>
            {words.length > 0 ? (
              <Select
                size="small"
                style={{ minWidth: 200 }}
                aria-label={`${t('choice')} ${at + 1}`}
                showSearch
                value={row.key || null}
                options={words.map((value) => ({ value, label: value }))}
                onChange={(key) => set(at, { key })}
              />
            ) : (
              <Input
                size="small"
                style={{ width: 160 }}
                aria-label={`${t('choice')} ${at + 1}`}
                value={row.key}
                onChange={(event) => set(at, { key: event.target.value })}
              />
            )}
            <span>{t('gives')}</span>
            <Input
              size="small"
              style={{ width: 110 }}
              aria-label={`${t('gives')} ${at + 1}`}
              placeholder="50万元"
              value={row.value}
              onChange={(event) => set(at, { value: event.target.value })}
            />
            <Remove onClick={() => write({ ...amount, rows: rows.filter((_, i) => i !== at) })} />
          </div>
        ))}
        <Button
          size="small"
          onClick={() => write({ ...amount, rows: [...rows, { key: nextWord(words, rows), value: '' }] })}
        >
          {t('addChoice')}
        </Button>
      </div>
      <span>{t('otherwise')}</span>
      <Input
        size="small"
        style={{ width: 110 }}
        aria-label={t('otherwise')}
        placeholder="0"
        value={amount.otherwise}
        onChange={(event) => write({ ...amount, otherwise: event.target.value })}
      />
    </>
  )
}

/** The first word that no line has yet: two lines of one word would be one. */
const nextWord = (words: readonly string[], rows: readonly ChoiceRow[]): string =>
  words.find((word) => !rows.some(({ key }) => key === word)) ?? ''

function Remove({ onClick }: { onClick(): void }) {
  return (
    <Button size="small" type="text" aria-label={t('delete')} onClick={onClick}>
      ×
    </Button>
  )
}
