import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type ProgrammeInfo, programmesQuery } from './api.ts'
import { t } from './words.ts'

/** The programmes and packages of a city: what the source says of each, and what it does not. */
export function ProgrammesPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(programmesQuery(scope))
  if (error)
    return <Page title={t('programmes')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const boards = data.filter(({ states }) => states.length > 0).length
  return (
    <Page
      title={t('programmes')}
      sentence={data.length > 0 ? t('programmesSentence', { count: data.length, boards }) : undefined}
      actions={
        <Link to="/cultivation" className="ls-button">
          {t('ladder')}
        </Link>
      }
    >
      {data.length === 0 && <Empty title={t('programmesNone')} why={t('programmesNoneWhy')} />}
      {data.map((programme) => (
        <ProgrammeView key={programme.key} programme={programme} />
      ))}
    </Page>
  )
}

function ProgrammeView({ programme }: { programme: ProgrammeInfo }) {
  const mayOpen = useMay('cultivation.tracks')
  const { states, aspects, packages, named, criteria } = programme
  return (
    <section className="ls-panel">
      <h2>{inLang(programme.name)}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">
          {t('source')}：{programme.source.sentence ?? programme.source.document}
        </p>
        {states.length > 0 && (
          <p>
            {states
              .filter(({ kind }) => kind !== 'dropped')
              .map(({ name }) => inLang(name))
              .join(' → ')}
          </p>
        )}
        {criteria.length > 0 && (
          <p>
            {t('criteria')}：{criteria.map(({ name }) => inLang(name)).join('；')}
          </p>
        )}
        {aspects.length > 0 && <Aspects programme={programme} />}
        {packages.length > 0 && (
          <ul>
            {packages.map(({ name, contents }) => (
              <li key={name.zh}>
                {inLang(name)}
                <span className="ls-soft">
                  {' '}
                  {contents.length > 0 ? contents.map(inLang).join('；') : t('contentsNone')}
                </span>
              </li>
            ))}
          </ul>
        )}
        {named.length > 0 && (
          <p>
            {t('named')}：{named.join('、')}
          </p>
        )}
        {programme.notInSource && (
          <p className="ls-soft">
            {t('notInSource')}：{inLang(programme.notInSource)}
          </p>
        )}
        {states.length > 0 && mayOpen && (
          <div>
            <Link
              to="/cultivation/boards/$programme"
              params={{ programme: programme.key }}
              className="ls-button"
            >
              {t('openBoard')}
            </Link>
          </div>
        )}
      </div>
    </section>
  )
}

function Aspects({ programme: { aspects, statedMeasures, heldMeasures } }: { programme: ProgrammeInfo }) {
  return (
    <>
      <ol>
        {aspects.map(({ name, measures }) => (
          <li key={name.zh}>
            {inLang(name)} <span className="ls-soft">{measures.map(inLang).join('；')}</span>
          </li>
        ))}
      </ol>
      {statedMeasures !== null && <p>{t('measuresHeld', { stated: statedMeasures, held: heldMeasures })}</p>}
    </>
  )
}
