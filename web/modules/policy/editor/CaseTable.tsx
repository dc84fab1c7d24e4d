import { Button, Input, Select } from 'antd'
import { ScrollX } from '../../../ui/ScrollX.tsx'
import type { RuleCheck } from '../api.ts'
import { moneyText } from '../money-text.tsx'
import { VerdictMark } from '../VerdictMark.tsx'
import { t } from '../words.ts'
import { type Case, type Clause, factsOfClause, type Written } from './written.ts'

type Props = {
  clause: Clause
  declared: Readonly<Record<string, Written>>
  computed: RuleCheck['clauses'][number] | undefined
  onChange(cases: Case[]): void
}

const verdicts = ['entitled', 'near', 'not_eligible', 'insufficient_data', 'not_computable'] as const

/** Worked cases beside the clause: facts in, what is expected, and what the rules give now. */
export function CaseTable({ clause, declared, computed, onChange }: Props) {
  const cases = clause.cases ?? []
  const facts = factsOfClause(clause, declared)
  const set = (at: number, next: Partial<Case>) =>
    onChange(cases.map((one, i) => (i === at ? { ...one, ...next } : one)))
  const key = clause.benefit === 'ceiling' ? 'ceiling' : 'amount'
  return (
    <ScrollX>
      <table className="ls-plain ls-policy-cases">
        <thead>
          <tr>
            <th>{t('caseName')}</th>
            <th>{t('expected')}</th>
            <th>{t('computed')}</th>
            {facts.map((name) => (
              <th key={name}>{String(declared[name]?.label ?? name)}</th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {cases.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a case being named has no other key
            <tr key={at} data-case={one.name}>
              <td style={{ minWidth: 150 }}>
                <Input
                  size="small"
                  aria-label={t('caseName')}
                  value={one.name}
                  onChange={(event) => set(at, { name: event.target.value })}
                />
                {one.on && <small className="ls-soft">{one.on}</small>}
              </td>
              <td style={{ minWidth: 150 }}>
                <Select
                  size="small"
                  style={{ width: '100%' }}
                  aria-label={`${one.name} ${t('verdict')}`}
                  value={(one.expect.verdict as string | undefined) ?? null}
                  options={verdicts.map((value) => ({ value, label: t(value) }))}
                  onChange={(verdict) => set(at, { expect: { ...one.expect, verdict } })}
                />
                <Input
                  size="small"
                  aria-label={`${one.name} ${t('expected')}`}
                  placeholder={key === 'ceiling' ? t('ceiling') : t('amountForm')}
                  value={cellText(one.expect[key])}
                  onChange={(event) => set(at, { expect: expectOf(one, key, event.target.value) })}
                />
              </td>
              <td style={{ minWidth: 120 }}>
                <Computed told={computed?.cases.find(({ name }) => name === one.name)} />
              </td>
              {facts.map((name) => (
                <td key={name} style={{ minWidth: 110 }}>
                  <Input
                    size="small"
                    aria-label={`${one.name} ${String(declared[name]?.label ?? name)}`}
                    placeholder={t('unknownFact')}
                    value={cellText(one.facts[name])}
                    onChange={(event) =>
                      set(at, {
                        facts: {
                          ...one.facts,
                          [name]: event.target.value === '' ? null : event.target.value,
                        },
                      })
                    }
                  />
                </td>
              ))}
              <td>
                <Button
                  size="small"
                  type="text"
                  aria-label={t('delete')}
                  onClick={() => onChange(cases.filter((_, i) => i !== at))}
                >
                  ×
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        size="small"
        onClick={() =>
          onChange([
            ...cases,
            { name: `${t('caseName')} ${cases.length + 1}`, facts: {}, expect: { verdict: 'entitled' } },
          ])
        }
      >
        {t('addCase')}
      </Button>
    </ScrollX>
  )
}

const cellText = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

function expectOf({ expect }: Case, key: string, value: string): Record<string, unknown> {
  const { [key]: _old, ...rest } = expect
  return value === '' ? rest : { ...rest, [key]: value }
}

function Computed({ told }: { told: RuleCheck['clauses'][number]['cases'][number] | undefined }) {
  if (!told) return <span className="ls-soft">—</span>
  const fen = told.amountFen ?? told.ceilingFen
  return (
    <>
      <VerdictMark verdict={told.verdict} /> {fen !== null && fen !== '0' && moneyText(fen)}
      <br />
      <small className={told.passes ? 'ls-soft' : 'ls-policy-fault'}>
        {told.passes ? t('passes') : t('fails')}
      </small>
    </>
  )
}
