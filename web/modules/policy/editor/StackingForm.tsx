import { Button, Input, Select } from 'antd'
import { t } from '../words.ts'
import type { Policy, Written } from './written.ts'

const kinds = ['highestOne', 'topUp', 'sumCap', 'excludes'] as const
type Kind = (typeof kinds)[number]
const word = (kind: Kind) => t(kind === 'topUp' ? 'topUpRule' : kind)

/** The clauses of a rule in its order; for `excludes` the one that wins stands first. */
const clausesOf = (rule: Written): string[] =>
  rule.rule === 'excludes'
    ? [String(rule.clause), ...((rule.excludes as string[] | undefined) ?? [])]
    : ((rule.clauses as string[] | undefined) ?? [])

function write(kind: Kind, clauses: readonly string[], cap: string): Written {
  if (kind === 'excludes') return { rule: kind, clause: clauses[0] ?? '', excludes: clauses.slice(1) }
  return { rule: kind, clauses: [...clauses], ...(kind === 'sumCap' ? { cap } : {}) }
}

/** How the clauses of one policy stand together. */
export function StackingForm({ policy, onChange }: { policy: Policy; onChange(stacking: Written[]): void }) {
  const rules = policy.stacking ?? []
  const set = (at: number, rule: Written) => onChange(rules.map((one, i) => (i === at ? rule : one)))
  const options = policy.clauses.map(({ id, title }) => ({ value: id, label: title || id }))
  return (
    <section className="ls-panel">
      <h2>{t('stacking')}</h2>
      <div className="ls-panel-body">
        {rules.map((rule, at) => {
          const kind = rule.rule as Kind
          const cap = String(rule.cap ?? '')
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name, and their order is theirs
            <div className="ls-policy-condition" key={at}>
              {kinds.includes(kind) ? (
                <>
                  <Select
                    size="small"
                    aria-label={t('stacking')}
                    value={kind}
                    options={kinds.map((value) => ({ value, label: word(value) }))}
                    onChange={(next) => set(at, write(next, clausesOf(rule), cap))}
                  />
                  <Select
                    size="small"
                    mode="multiple"
                    style={{ minWidth: 240 }}
                    aria-label={t('clauses')}
                    value={clausesOf(rule)}
                    options={options}
                    onChange={(next) => set(at, write(kind, next, cap))}
                  />
                  {kind === 'sumCap' && (
                    <Input
                      size="small"
                      style={{ width: 120 }}
                      aria-label={t('sumCap')}
                      placeholder="500万元"
                      value={cap}
                      onChange={(event) => set(at, write(kind, clausesOf(rule), event.target.value))}
                    />
                  )}
                </>
              ) : (
                <span className="ls-soft">{`${t('keptAsIs')}：${JSON.stringify(rule).slice(0, 160)}`}</span>
              )}
              <Button
                size="small"
                type="text"
                aria-label={t('delete')}
                onClick={() => onChange(rules.filter((_, i) => i !== at))}
              >
                ×
              </Button>
            </div>
          )
        })}
        <Button size="small" onClick={() => onChange([...rules, { rule: 'highestOne', clauses: [] }])}>
          {t('addStacking')}
        </Button>
      </div>
    </section>
  )
}
