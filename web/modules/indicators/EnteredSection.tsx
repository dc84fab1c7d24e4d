import { Button } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay } from '../../ui/session.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type IndicatorPageAnswer, withdrawValue } from './api.ts'
import { CorrectValueForm } from './CorrectValueForm.tsx'
import { t as e } from './edit-words.ts'
import { markedText } from './figure-text.tsx'
import { t } from './page-words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useChainNames } from './use-chain-names.ts'

type Entered = IndicatorPageAnswer['entered'][number]

/** What people entered, also what was taken back and why. */
export function EnteredSection({ page }: { page: IndicatorPageAnswer }) {
  const mayEnter = useMay('indicators.enter')
  const { nameChain } = useChainNames()
  const [corrected, setCorrected] = useState<Entered | null>(null)
  const [asked, setAsked] = useState<Entered | null>(null)
  if (page.entered.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('enteredList')}</h2>
      <div className="ls-panel-body">
        <ul className="ls-lines">
          {page.entered.map((entry) => (
            <li key={entry.id}>
              <span>
                <b>
                  {entry.period} {[nameChain(entry.chain), inLang(entry.scope)].filter(Boolean).join(' · ')}{' '}
                  {entry.value === null ? <Unknown /> : markedText(entry.comparator, entry.value)}{' '}
                  {entry.unit}
                </b>
                <br />
                <small className="ls-soft">
                  {[
                    entry.sourceTitle,
                    entry.sourceDate,
                    entry.sourceSentence,
                    entry.enteredByName,
                    day(entry.enteredAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              {entry.withdrawnAt ? (
                <small className="ls-soft">
                  {t('withdrawn', {
                    name: entry.withdrawnByName ?? '',
                    at: day(entry.withdrawnAt) ?? '',
                    reason: entry.withdrawnReason ?? '',
                  })}
                </small>
              ) : (
                mayEnter && (
                  <span className="ls-lines-end">
                    <Button size="small" onClick={() => setCorrected(entry)}>
                      {e('correct')}
                    </Button>
                    <Button size="small" onClick={() => setAsked(entry)}>
                      {t('withdraw')}
                    </Button>
                  </span>
                )
              )}
            </li>
          ))}
        </ul>
      </div>
      {corrected && (
        <CorrectValueForm entry={corrected} unit={page.definition.unit} onClose={() => setCorrected(null)} />
      )}
      {asked && (
        <ReasonDialog
          title={t('withdrawTitle')}
          note={t('withdrawNote')}
          okText={t('withdraw')}
          onSend={(reason) => withdrawValue(asked.id, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}
