import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { ImportReviewRow } from './ImportReviewRow.tsx'
import { decideReviews, type ImportReview, type ReviewDecision, reviewsQuery } from './import-api.ts'
import { t } from './words.ts'

const route = getRouteApi('/import/review')
const keyOf = ({ importId, line, part }: ImportReview) => `${importId}/${line}/${part}`
const placeOf = ({ importId, line, part }: ImportReview) => ({ importId, line, part })
/** From this score of the best candidate on, rows are offered to be joined together. */
const sureFrom = 0.8
const bestOf = (row: ImportReview) => row.candidates.find(({ veto }) => veto === null)

/** Rows that wait for a person, each beside whom it may mean; by mouse or by keyboard alone. */
export function ImportReviewPage() {
  const { dataset } = useScope()
  const { import: importId } = route.useSearch()
  const { data, error, refetch } = useQuery(reviewsQuery(dataset, importId))
  if (error)
    return <Page title={t('reviewTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page
      title={t('reviewTitle')}
      sentence={t('reviewSentence', { count: count(data.total) })}
      actions={<Link to="/import">{t('importTitle')}</Link>}
    >
      {data.items.length === 0 ? (
        <Empty
          title={t('reviewNone')}
          why={t('reviewNoneWhy')}
          action={
            <Link to="/import" className="ls-button">
              {t('importTitle')}
            </Link>
          }
        />
      ) : (
        <Queue rows={data.items} />
      )}
    </Page>
  )
}

function useDecide() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: ReviewDecision) => decideReviews(decision),
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
  })
}

function Queue({ rows }: { rows: readonly ImportReview[] }) {
  const [at, setAt] = useState(0)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const decide = useDecide()
  const current = rows[Math.min(at, rows.length - 1)]!
  const say = (row: ImportReview, decision: ReviewDecision['decision'], organisationId?: string) => {
    if (decide.isPending) return
    decide.mutate({
      rows: [placeOf(row)],
      decision,
      ...(organisationId ? { organisationId } : {}),
    })
    if (decision === 'later') setAt(Math.min(at + 1, rows.length - 1))
  }
  useKeys({ rows, at, setAt, say })
  const chosen = rows.filter((row) => picked.has(keyOf(row)))
  const sure = rows.filter((row) => (bestOf(row)?.score ?? 0) >= sureFrom)
  const joinAll = (list: readonly ImportReview[]) => {
    setPicked(new Set())
    decide.mutate({ rows: list.map(placeOf), decision: 'same' })
  }
  return (
    <>
      <div className="ls-line">
        {sure.length > 0 && (
          <Button disabled={decide.isPending} onClick={() => joinAll(sure)}>
            {t('acceptSure', { count: count(sure.length) })}
          </Button>
        )}
        {chosen.length > 0 && (
          <Button
            disabled={decide.isPending || chosen.some((row) => !bestOf(row))}
            onClick={() => joinAll(chosen)}
          >
            {t('acceptChosen', { count: count(chosen.length) })}
          </Button>
        )}
        <span className="ls-soft">{t('reviewKeys')}</span>
      </div>
      {decide.error && <Problem error={decide.error} />}
      <div className="ls-review">
        <ol className="ls-review-list" aria-label={t('reviewTitle')}>
          {rows.map((row, index) => (
            <li key={keyOf(row)} aria-current={row === current || undefined}>
              <Checkbox
                aria-label={row.title}
                checked={picked.has(keyOf(row))}
                onChange={({ target }) => setPicked(toggled(picked, keyOf(row), target.checked))}
              />
              <button type="button" onClick={() => setAt(index)}>
                <b>{row.title}</b>
                <span className="ls-soft">
                  {bestOf(row)?.name ?? t('noCandidate')}
                  {row.state === 'later' && ` · ${t('putOff')}`}
                </span>
              </button>
              <span className="ls-soft ls-review-figure">
                {bestOf(row) ? percent(bestOf(row)!.score) : '—'}
              </span>
            </li>
          ))}
        </ol>
        <ImportReviewRow key={keyOf(current)} row={current} isBusy={decide.isPending} onSay={say} />
      </div>
    </>
  )
}

const percent = (score: number) => `${Math.round(score * 100)}%`

function toggled(set: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (isIn) next.add(key)
  else next.delete(key)
  return next
}

type Keys = {
  rows: readonly ImportReview[]
  at: number
  setAt(at: number): void
  say(row: ImportReview, decision: ReviewDecision['decision'], organisationId?: string): void
}

/** j and k move, 1 to 5 join, shift with 1 to 5 says "not this one", n opens a new one, l puts off. */
function useKeys({ rows, at, setAt, say }: Keys) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event
      const isTyping = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      const isTick = target instanceof HTMLInputElement && target.type === 'checkbox'
      if ((isTyping && !isTick) || event.ctrlKey || event.metaKey || event.altKey) return
      const row = rows[Math.min(at, rows.length - 1)]
      if (!row) return
      const place = /^Digit([1-5])$/.exec(event.code)?.[1]
      const candidate = place ? row.candidates[Number(place) - 1] : undefined
      if (event.key === 'j') setAt(Math.min(at + 1, rows.length - 1))
      else if (event.key === 'k') setAt(Math.max(at - 1, 0))
      else if (event.key === 'n') say(row, 'new')
      else if (event.key === 'l') say(row, 'later')
      else if (candidate) say(row, event.shiftKey ? 'different' : 'same', candidate.organisationId)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [rows, at, setAt, say])
}
