import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { type Scorecard, scorecardsQuery } from './api.ts'
import { ScorecardView } from './ScorecardView.tsx'
import { t } from './words.ts'

const titleOf = (card: Scorecard) => (lang() === 'zh' ? card.title : card.titleEn)

/** Every scorecard in words; the address names the one that is open. */
export function ScorecardPage() {
  const { card: key } = useSearch({ from: '/evaluation/scorecards' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(scorecardsQuery())
  if (error) return <Page title={t('library')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = data.find((card) => card.key === key) ?? data[0]
  const verify = data.filter(({ needsVerification }) => needsVerification).length
  return (
    <Page title={t('library')} sentence={t('librarySentence', { count: data.length, verify })}>
      <div className="ls-evaluation-library">
        <nav className="ls-panel" aria-label={t('library')}>
          <ul className="ls-evaluation-list">
            {data.map((card) => (
              <li key={card.id}>
                <button
                  type="button"
                  aria-current={card === open ? 'page' : undefined}
                  onClick={() => void navigate({ to: '/evaluation/scorecards', search: { card: card.key } })}
                >
                  <span>{titleOf(card)}</span>
                  <small className="ls-soft">
                    {t(`kind_${card.kind}`)}
                    {card.needsVerification && ` · ${t('toVerify')}`}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {open && <ScorecardView card={open} />}
      </div>
    </Page>
  )
}
