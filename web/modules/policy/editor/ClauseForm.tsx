import { Button, Input, Radio } from 'antd'
import type { FactCatalogue, RuleCheck } from '../api.ts'
import { t } from '../words.ts'
import { AmountEditor } from './AmountEditor.tsx'
import { CaseTable } from './CaseTable.tsx'
import { ClauseTerms } from './ClauseTerms.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import type { Clause, Policy, Written } from './written.ts'

type Fact = FactCatalogue['facts'][number]
type Props = {
  policy: Policy
  clause: Clause
  catalogue: FactCatalogue
  check: RuleCheck | undefined
  onChange(clause: Clause, facts?: Policy['facts']): void
  onRemove(): void
}

/** One clause as a form: words of the notice, conditions, amount, validity, cap, cases. */
export function ClauseForm({ policy, clause, catalogue, check, onChange, onRemove }: Props) {
  const declared = policy.facts
  const facts = mergeFacts(catalogue, declared)
  // A fact chosen for the first time is declared together with the change that uses it.
  const pending: { facts: Policy['facts'] } = { facts: declared }
  const declare = ({ name, definition }: Fact) => {
    if (!(name in pending.facts)) pending.facts = { ...pending.facts, [name]: definition }
  }
  const set = (next: Partial<Clause>) =>
    onChange({ ...clause, ...next } as Clause, withTitles(pending.facts, next, catalogue))
  const limit = clause.limit as { scope?: string; cap?: string } | undefined
  return (
    <div className="ls-policy-form">
      <span>{t('clauseTitle')}</span>
      <Input
        value={clause.title}
        maxLength={200}
        aria-label={t('clauseTitle')}
        onChange={(event) => set({ title: event.target.value })}
      />
      <span>{t('clauseId')}</span>
      <Input
        value={clause.id}
        maxLength={60}
        aria-label={t('clauseId')}
        onChange={(event) => set({ id: event.target.value })}
      />
      <span>{t('clauseWords')}</span>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        aria-label={t('clauseWords')}
        value={clause.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <span>{t('benefit')}</span>
      <Radio.Group
        style={{ lineHeight: '32px' }}
        value={clause.benefit}
        options={[
          { value: 'entitlement', label: t('benefitEntitlement') },
          { value: 'ceiling', label: t('benefitCeiling') },
        ]}
        onChange={(event) => set({ benefit: event.target.value })}
      />
      <span>{t('when')}</span>
      <ConditionEditor
        node={clause.when}
        facts={facts}
        titles={catalogue.titles}
        onFact={declare}
        onChange={(when) => set({ when })}
      />
      <span>{t('amountForm')}</span>
      <AmountEditor
        node={clause.amount}
        facts={facts}
        titles={catalogue.titles}
        parameters={Object.keys(policy.parameters ?? {})}
        onFact={declare}
        onChange={(amount) => set({ amount })}
      />
      <span>{t('yearLimit')}</span>
      <Input
        style={{ width: 200 }}
        aria-label={t('yearLimit')}
        placeholder={t('noCap')}
        value={limit?.cap ?? ''}
        onChange={(event) =>
          onChange(
            withLimit(
              clause,
              event.target.value === ''
                ? null
                : { scope: limit?.scope ?? 'enterprise-year', cap: event.target.value },
            ),
          )
        }
      />
      <ClauseTerms clause={clause} onChange={onChange} />
      <span>{t('cases')}</span>
      <CaseTable
        clause={clause}
        declared={declared}
        computed={check?.clauses.find(({ id }) => id === clause.id)}
        onChange={(cases) => set({ cases })}
      />
      <span />
      <div>
        <Button danger size="small" onClick={onRemove}>
          {t('removeClause')}
        </Button>
      </div>
    </div>
  )
}

function withLimit(clause: Clause, limit: { scope: string; cap: string } | null): Clause {
  const { limit: _old, ...rest } = clause
  return (limit === null ? rest : { ...rest, limit }) as Clause
}

/** A clause that asks for a title needs the list of titles declared. */
function withTitles(
  facts: Policy['facts'],
  next: Partial<Clause>,
  { facts: known }: FactCatalogue,
): Policy['facts'] {
  const asks = /"(holds|newly|firstTime|byTitle)"/u.test(JSON.stringify([next.when, next.amount]))
  const has = Object.values(facts).some(({ type }) => type === 'titles')
  const titles = known.find(({ type }) => type === 'titles')
  if (!asks || has) return facts
  return {
    ...facts,
    titles: titles?.definition ?? { label: '称号清单', type: 'titles', supplier: '市工信局' },
  }
}

/** Facts of the catalogue and those that only this policy declares. */
function mergeFacts({ facts }: FactCatalogue, declared: Readonly<Record<string, Written>>): Fact[] {
  const known = new Set(facts.map(({ name }) => name))
  const own = Object.entries(declared)
    .filter(([name]) => !known.has(name))
    .map(
      ([name, definition]): Fact => ({
        name,
        label: String(definition.label ?? name),
        type: String(definition.type ?? 'text'),
        unit: null,
        supplier: typeof definition.supplier === 'string' ? definition.supplier : null,
        changeable: definition.changeable === true,
        values: null,
        isKept: false,
        definition,
      }),
    )
  return [...own, ...facts]
}
