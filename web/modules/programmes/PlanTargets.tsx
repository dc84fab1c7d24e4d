import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { count } from '../../ui/format.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { valueText } from './item-fields.ts'
import {
  type IndicatorName,
  indicatorNamesQuery,
  leaveOutTarget,
  type PlanTarget,
  type PlanTargetsAnswer,
  planTargetsQuery,
  type TakeUp,
  takeUpTargets,
} from './plan-targets-api.ts'
import { t } from './plan-targets-words.ts'
import { TakeUpForm } from './TakeUpForm.tsx'

/** As offered, where nothing has to be corrected; null where a person must say more. */
function takeUpOf({ ordinal, read, offer }: PlanTarget): TakeUp | null {
  if (offer.indicator === null) return null
  const { comparator, value, due, dueWritten } = read
  const { indicator, chain, subject, scope } = offer
  return { ordinal, indicator, chain, subject, scope, comparator, value, due, dueWritten }
}
/** Whether a target can be taken up without a look: an indicator of the same unit fits, and the text names a last day. */
const isSure = ({ state, doubts }: PlanTarget) => state === 'offered' && doubts.length === 0

/** The targets of a published document: each with the indicator that fits, confirmed, corrected or left out. */
export function PlanTargets({ documentId }: { documentId: string }) {
  const { data, error, refetch } = useQuery(planTargetsQuery(documentId))
  const indicators = useQuery(indicatorNamesQuery(useScope()))
  const failed = error ?? indicators.error
  if (failed) return <Problem error={failed} retry={() => void refetch()} />
  if (!data || !indicators.data) return <Loading />
  if (data.items.length === 0) return <Empty title={t('none')} why={t('noneWhy')} />
  return <Offers answer={data} indicators={indicators.data.items} />
}

type Props = { answer: PlanTargetsAnswer; indicators: readonly IndicatorName[] }

function useTargets(documentId: string) {
  const queries = useQueryClient()
  const keep = (next: PlanTargetsAnswer) => {
    queries.setQueryData(planTargetsQuery(documentId).queryKey, next)
    void queries.invalidateQueries({ queryKey: ['indicators'] })
  }
  const take = useMutation({
    mutationFn: (targets: TakeUp[]) => takeUpTargets(documentId, targets),
    onSuccess: keep,
  })
  const leave = useMutation({
    mutationFn: ({ ordinal, isLeftOut }: { ordinal: number; isLeftOut: boolean }) =>
      leaveOutTarget(documentId, ordinal, isLeftOut),
    onSuccess: keep,
  })
  return { take, leave }
}

function Offers({ answer, indicators }: Props) {
  const may = useMay('programmes.manage') && !answer.isWithdrawn
  const { take, leave } = useTargets(answer.documentId)
  const [editing, setEditing] = useState<PlanTarget | null>(null)
  const sure = answer.items.filter(isSure)
  const of = (state: PlanTarget['state']) => answer.items.filter((item) => item.state === state).length
  const error = take.error ?? leave.error
  return (
    <div className="ls-stack">
      <div className="ls-line">
        <span>
          {t('sentence', {
            total: count(answer.items.length),
            offered: count(of('offered')),
            taken: count(of('taken')),
            held: count(of('held')),
            left: count(of('left_out')),
          })}
        </span>
        {may && sure.length > 0 && (
          <Button
            type="primary"
            loading={take.isPending}
            onClick={() => take.mutate(sure.flatMap((item) => takeUpOf(item) ?? []))}
          >
            {t('takeSure', { count: count(sure.length) })}
          </Button>
        )}
      </div>
      {error && editing === null && <Problem error={error} />}
      <ul className="ls-lines">
        {answer.items.map((item) => (
          <OneTarget
            key={item.ordinal}
            item={item}
            indicators={indicators}
            may={may}
            isBusy={take.isPending || leave.isPending}
            onTake={() => take.mutate([takeUpOf(item)!])}
            onEdit={() => setEditing(item)}
            onLeave={(isLeftOut) => leave.mutate({ ordinal: item.ordinal, isLeftOut })}
          />
        ))}
      </ul>
      {editing && (
        <TakeUpForm
          item={editing}
          indicators={indicators}
          onSend={(target) => take.mutateAsync([target])}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}

type OneProps = {
  item: PlanTarget
  indicators: readonly IndicatorName[]
  may: boolean
  isBusy: boolean
  onTake(): void
  onEdit(): void
  onLeave(isLeftOut: boolean): void
}

function OneTarget({ item, indicators, may, isBusy, onTake, onEdit, onLeave }: OneProps) {
  const { read, state } = item
  const isOpen = state === 'offered' || state === 'left_out'
  return (
    <li>
      <span>
        <b>
          {read.indicator} {valueText(read)}
        </b>{' '}
        {read.dueWritten ?? t('noDue')}
        <br />
        <Fit item={item} indicators={indicators} />
        <br />
        <small className="ls-soft">{read.sentence}</small>
      </span>
      <span className="ls-lines-end">
        <span className="ls-tag">{t(state)}</span>
        {isOpen && item.doubts.map((doubt) => <small key={doubt}>{t(doubt)}</small>)}
        {may && isOpen && (
          <span className="ls-line">
            {takeUpOf(item) && state === 'offered' && !item.doubts.includes('other_unit') && (
              <Button size="small" type="primary" ghost disabled={isBusy} onClick={onTake}>
                {t('take')}
              </Button>
            )}
            <Button size="small" disabled={isBusy} onClick={onEdit}>
              {t('edit')}
            </Button>
            <Button size="small" type="text" disabled={isBusy} onClick={() => onLeave(state !== 'left_out')}>
              {t(state === 'left_out' ? 'offerAgain' : 'leaveOut')}
            </Button>
          </span>
        )}
      </span>
    </li>
  )
}

/** Which indicator, in which scope, and by what it was found; a link to its page where the target counts. */
function Fit({ item, indicators }: Pick<OneProps, 'item' | 'indicators'>) {
  const { fit, offer, target, state } = item
  const id = target?.indicator ?? offer.indicator
  if (id === null) return <small className="ls-soft">{t('nothingFits')}</small>
  const indicator = indicators.find((each) => each.id === id)
  const name = indicator ? `${inLang(indicator.name)}（${indicator.unit}）` : id
  const scope = inLang(target?.scope ?? offer.scope)
  return (
    <small>
      {state === 'offered' || state === 'left_out' ? (
        <>
          {t(fit.by === 'remembered' ? 'fitRemembered' : 'fitName')}
          {name}
        </>
      ) : (
        <Link to="/indicators/$indicatorId" params={{ indicatorId: id }} search={{}}>
          {name}
        </Link>
      )}
      {' · '}
      {scope}
    </small>
  )
}
