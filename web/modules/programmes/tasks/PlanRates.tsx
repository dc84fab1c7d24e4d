import { Figure } from '../../../ui/Figure.tsx'
import { percent } from '../../../ui/format.ts'
import { listHref, type Plan } from './api.ts'
import { t } from './words.ts'

/** How much of the plans shown is reached, kind by kind; at most four figures, the largest first. */
export function PlanRates({ plans }: { plans: readonly Plan[] }) {
  const kinds = new Map<string, Plan['rates'][number]>()
  for (const rate of plans.flatMap(({ rates }) => rates)) {
    const sum = kinds.get(rate.kind)
    kinds.set(
      rate.kind,
      sum === undefined
        ? rate
        : {
            ...rate,
            rate: sum.rate ?? rate.rate,
            total: sum.total + rate.total,
            reached: sum.reached + rate.reached,
            fallenDue: sum.fallenDue + rate.fallenDue,
            overdue: sum.overdue + rate.overdue,
          },
    )
  }
  const rates = [...kinds.values()].sort((a, b) => b.total - a.total).slice(0, 4)
  const notes = [...new Set(plans.flatMap(({ note }) => (note === null ? [] : [note])))]
  return (
    <>
      <div className="ls-figures">
        {rates.map(({ kind, total, reached, fallenDue, overdue, rate }) => (
          <Figure
            key={kind}
            label={t('rate', { kind: t(kind), reached, total })}
            value={rate === null ? null : percent(reached / total)}
            note={t('rateDue', { due: fallenDue, overdue })}
          />
        ))}
      </div>
      {plans.length === 1 && <Lists plan={plans[0]!} />}
      {plans.length === 1 &&
        notes.map((note) => (
          <p key={note} className="ls-soft">
            {note}
          </p>
        ))}
    </>
  )
}

/** The lists of a plan as files, kind by kind, in the layout an office uses. */
function Lists({ plan }: { plan: Plan }) {
  return (
    <p className="ls-soft">
      {t('printList')}：
      {plan.rates.map(({ kind }) => (
        <span key={kind}>
          {t(kind)}{' '}
          {(['docx', 'xlsx', 'pdf'] as const).map((format) => (
            <a key={format} className="ls-link" href={listHref(plan.id, kind, format)}>
              {{ docx: 'Word', xlsx: 'Excel', pdf: 'PDF' }[format]}{' '}
            </a>
          ))}
          {'　'}
        </span>
      ))}
    </p>
  )
}
