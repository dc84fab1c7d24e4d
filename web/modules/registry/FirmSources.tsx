import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay, useSession } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { CorrectionForm } from './CorrectionForm.tsx'
import { figureText } from './figure-text.ts'
import { pinSource, type SourcedFact, sourcesQuery } from './profile-api.ts'
import { t } from './profile-words.ts'
import { SupplyFact } from './SupplyFact.tsx'

/** Every fact of an organisation: what counts, and opened all its sources, which counts and why. */
export function FirmSources({ firmId }: { firmId: string }) {
  const { data, error, refetch } = useQuery(sourcesQuery(firmId))
  const [correcting, correct] = useState<SourcedFact | null>(null)
  const isOwn = useSession().actor.organisationId === firmId
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return null
  const order = data.order.map(({ name }) => name).join(lang() === 'en' ? ' > ' : ' ＞ ')
  return (
    <section className="ls-panel" id="facts">
      <h2>{t('facts')}</h2>
      <div className="ls-panel-body">
        {data.facts.length === 0 && <p className="ls-soft">{t('factsNone')}</p>}
        {data.facts.map((fact) => (
          <Fact
            key={`${fact.subject} ${fact.field} ${fact.period}`}
            firmId={firmId}
            fact={fact}
            onCorrect={isOwn ? () => correct(fact) : undefined}
          />
        ))}
        {isOwn && <SupplyFact firmId={firmId} held={data.facts} />}
        <p className="ls-soft ls-facts-rule">{t('rule', { order })}</p>
      </div>
      {correcting && <CorrectionForm firmId={firmId} fact={correcting} onClose={() => correct(null)} />}
    </section>
  )
}

type FactProps = { firmId: string; fact: SourcedFact; onCorrect: (() => void) | undefined }

function Fact({ firmId, fact, onCorrect }: FactProps) {
  const counting = fact.candidates.find(({ counts }) => counts)
  return (
    <details className="ls-fact">
      <summary>
        <span className="ls-fact-name">
          {fact.label}
          {fact.period && <small className="ls-soft"> {fact.period}</small>}
        </span>
        <span className="ls-fact-value">{counting ? figureText(fact, counting.value) : '—'}</span>
        <span className="ls-fact-from ls-soft">
          {fact.candidates.length > 1
            ? t('sourceCount', { count: fact.candidates.length })
            : fact.candidates[0]?.source}
        </span>
      </summary>
      <ul>
        {fact.candidates.map((candidate) => (
          <Candidate key={candidate.id} firmId={firmId} fact={fact} candidate={candidate} />
        ))}
      </ul>
      {onCorrect && (
        <Button size="small" onClick={onCorrect}>
          {t('correct')}
        </Button>
      )}
    </details>
  )
}

type CandidateProps = { firmId: string; fact: SourcedFact; candidate: SourcedFact['candidates'][number] }

function Candidate({ firmId, fact, candidate }: CandidateProps) {
  const mayEdit = useMay('registry.edit')
  const why =
    fact.reason === 'pinned'
      ? t('why_pinned', { by: fact.pinnedBy ?? '—', reason: fact.pinReason ?? '—' })
      : t(`why_${fact.reason}`)
  return (
    <li data-counts={candidate.counts || undefined}>
      <b>{figureText(fact, candidate.value)}</b>
      <span>{candidate.source}</span>
      <small className="ls-soft">
        {t('recorded', { by: candidate.recordedBy ?? '—', day: day(candidate.recordedAt) ?? '—' })}
        {candidate.isConfidential && ` · ${t('confidential')}`}
      </small>
      {candidate.counts && (
        <small className="ls-fact-counts">
          {t('counts')}：{why}
        </small>
      )}
      {mayEdit && fact.candidates.length > 1 && (!candidate.counts || candidate.isPinned) && (
        <PinButton firmId={firmId} fact={fact} candidate={candidate} />
      )}
    </li>
  )
}

function PinButton({ firmId, fact, candidate }: CandidateProps) {
  const [isAsking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const label = candidate.isPinned ? t('release') : t('pin')
  const pin = useMutation({
    mutationFn: () =>
      pinSource(
        firmId,
        { subject: fact.subject, chosenId: candidate.id, reason: reason.trim() },
        candidate.isPinned,
      ),
    onSuccess: () => {
      ask(false)
      return queries.invalidateQueries({ queryKey: ['firm', firmId] })
    },
  })
  return (
    <>
      <Button size="small" onClick={() => ask(true)}>
        {label}
      </Button>
      <Modal
        open={isAsking}
        title={`${fact.label} · ${label}`}
        onCancel={() => ask(false)}
        onOk={() => pin.mutate()}
        okButtonProps={{ disabled: reason.trim() === '', loading: pin.isPending }}
        okText={label}
      >
        <Input.TextArea
          rows={3}
          maxLength={500}
          value={reason}
          aria-label={t('reasonAsk')}
          placeholder={t('reasonAsk')}
          onChange={(event) => setReason(event.target.value)}
        />
        {pin.error && <Problem error={pin.error} />}
      </Modal>
    </>
  )
}
