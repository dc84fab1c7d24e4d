import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Figure } from '../../ui/Figure.tsx'
import { money } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { ProblemError } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type AskedFact, assessmentQuery, type FirmAssessment, type Verdict, whatIf } from './api.ts'
import { ClauseCard } from './ClauseCard.tsx'
import './policy.css'
import { ProposeFacts } from './ProposeFacts.tsx'
import { t } from './words.ts'

const order: readonly Verdict[] = ['entitled', 'near', 'insufficient_data', 'not_computable', 'not_eligible']
type Changes = Record<string, string | null>

/** What a firm is entitled to, clause by clause, with a simulator beside it that stores nothing. */
export function FirmPolicies({ firmId }: { firmId: string }) {
  const { dataset } = useScope()
  const { data: held, error, refetch } = useQuery(assessmentQuery(firmId, dataset))
  const [changes, setChanges] = useState<Changes>({})
  const simulation = useMutation({
    mutationFn: (facts: Changes) => whatIf(firmId, { dataset, facts }),
  })
  const { mutate, reset } = simulation
  useEffect(() => {
    if (Object.keys(changes).length === 0) return reset()
    const timer = setTimeout(() => mutate(changes), 300)
    return () => clearTimeout(timer)
  }, [changes, mutate, reset])
  if (error) return <Page title={t('own')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!held) return <Loading rows={12} />
  const isChanged = Object.keys(changes).length > 0
  const shown = (isChanged && simulation.data) || held
  const fields = simulation.error instanceof ProblemError ? simulation.error.fields : []
  return (
    <Page
      title={t('ownTitle', { name: held.name })}
      sentence={<Sentence shown={shown} />}
      figures={<Figures shown={shown} />}
    >
      {isChanged && (
        <Alert
          type="info"
          showIcon
          title={t('simulated')}
          action={
            <Button size="small" onClick={() => setChanges({})}>
              {t('reset')}
            </Button>
          }
        />
      )}
      {simulation.error && (
        <Alert
          type="error"
          showIcon
          title={fields.map((field) => field.message).join('；') || simulation.error.message}
        />
      )}
      <div className="ls-policy-grid">
        <Clauses shown={shown} onTry={(more) => setChanges((before) => ({ ...before, ...more }))} />
        <Simulator facts={held.facts} changes={changes} onChange={setChanges}>
          <ProposeFacts firmId={firmId} changes={changes} on={held.on} />
        </Simulator>
      </div>
    </Page>
  )
}

const countOf = (shown: FirmAssessment, ...verdicts: Verdict[]) =>
  shown.clauses.filter(({ verdict }) => verdicts.includes(verdict)).length

function Sentence({ shown }: { shown: FirmAssessment }) {
  const lacking = countOf(shown, 'insufficient_data', 'not_computable')
  return (
    <>
      {t('ownSentence', {
        on: shown.on,
        entitled: countOf(shown, 'entitled'),
        near: countOf(shown, 'near'),
        lacking,
      })}
    </>
  )
}

function Figures({ shown }: { shown: FirmAssessment }) {
  const unit = t('clauseUnit')
  return (
    <>
      <Figure
        label={t('entitledSum')}
        value={money(shown.totals.amountFen)}
        asOf={shown.on}
        note={t('entitledNote')}
      />
      <Figure
        label={t('ceilingSum')}
        value={money(shown.totals.ceilingFen)}
        asOf={shown.on}
        note={t('ceilingNote')}
      />
      <Figure label={t('nearCount')} value={{ text: String(countOf(shown, 'near')), unit }} />
      <Figure
        label={t('lackCount')}
        value={{ text: String(countOf(shown, 'insufficient_data', 'not_computable')), unit }}
      />
    </>
  )
}

function Clauses({ shown, onTry }: { shown: FirmAssessment; onTry(changes: Record<string, string>): void }) {
  const [all, setAll] = useState(false)
  const sorted = useMemo(
    () =>
      [...shown.clauses]
        .filter(({ verdict }) => all || verdict !== 'not_eligible')
        .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)),
    [shown, all],
  )
  return (
    <div className="ls-stack" data-testid="clauses" style={{ gap: 8 }}>
      {sorted.map((clause) => (
        <ClauseCard key={`${clause.policy}/${clause.clause}`} clause={clause} onTry={onTry} />
      ))}
      <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
        {t('showAll')}（{countOf(shown, 'not_eligible')}）
      </Checkbox>
    </div>
  )
}

type SimulatorProps = {
  facts: readonly AskedFact[]
  changes: Changes
  onChange(changes: Changes): void
  children?: ReactNode
}

/** Facts as held, each to be set to another value; what can be changed by the firm stands first. */
function Simulator({ facts, changes, onChange, children }: SimulatorProps) {
  const sorted = useMemo(
    () =>
      [...facts].sort(
        (a, b) =>
          Number(b.changeable) - Number(a.changeable) || Number(a.value === null) - Number(b.value === null),
      ),
    [facts],
  )
  const set = (fact: AskedFact, value: string | null) => {
    const { [fact.name]: _old, ...rest } = changes
    onChange(
      value === (fact.value ?? '') || (value === null && fact.value === null)
        ? rest
        : { ...rest, [fact.name]: value },
    )
  }
  return (
    <section className="ls-panel ls-policy-side" data-testid="simulator">
      <h2>{t('simulator')}</h2>
      <div className="ls-panel-body ls-policy-facts">
        <p className="ls-soft">{t('simulatorNote')}</p>
        {children}
        {sorted.map((fact) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control stands inside, made by FactInput
          <label key={fact.name}>
            <span data-changed={fact.name in changes || undefined} title={fact.supplier ?? undefined}>
              {fact.label}
              {fact.unit && fact.type !== 'bool' && <small className="ls-soft"> {fact.unit}</small>}
            </span>
            <FactInput
              fact={fact}
              value={fact.name in changes ? (changes[fact.name] ?? '') : (fact.value ?? '')}
              onChange={(value) => set(fact, value)}
            />
          </label>
        ))}
      </div>
    </section>
  )
}

function FactInput({
  fact,
  value,
  onChange,
}: {
  fact: AskedFact
  value: string
  onChange(value: string | null): void
}) {
  const options = fact.type === 'bool' ? ['是', '否'] : fact.values
  if (options)
    return (
      <Select
        size="small"
        aria-label={fact.label}
        value={value || undefined}
        allowClear
        placeholder={t('unknownFact')}
        options={options.map((one) => ({ value: one, label: one }))}
        onChange={(next: string | undefined) => onChange(next ?? null)}
      />
    )
  return (
    <Input
      size="small"
      aria-label={fact.label}
      value={value}
      placeholder={t('unknownFact')}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  )
}
