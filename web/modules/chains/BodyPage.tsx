import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type BodyDetail, bodiesQuery, bodyQuery, post } from './about-api.ts'
import { t } from './about-words.ts'
import { chainsQuery } from './api.ts'
import { kindWord } from './BodySteps.tsx'
import { type RecordField, RecordForm } from './RecordForm.tsx'
import { EndForm } from './RoleLines.tsx'

const route = getRouteApi('/chain-bodies/$bodyId')
const duties = ['head', 'deputy', 'office_head', 'member', 'contact'] as const
const days: RecordField[] = [
  { name: 'validFrom', label: '', kind: 'date' },
  { name: 'source', label: '', kind: 'text', isRequired: true },
]
const dayFields = () =>
  days.map((field) => ({ ...field, label: field.name === 'source' ? t('source') : t('validFrom') }))

/** One body: what it is for, who is in it and was, above and below it, the chains it serves, its meetings. */
export function BodyPage() {
  const { bodyId } = route.useParams()
  const scope = useScope()
  const mayEdit = useMay('chains.edit')
  const { data, error, refetch } = useQuery(bodyQuery(scope, bodyId))
  if (error) return <Page title={t('bodies')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  return (
    <Page
      title={data.name}
      sentence={[
        kindWord(data.kind),
        data.isStanding ? (data.writtenFrom ?? data.validFrom) : t('bodyEnded'),
        data.source,
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        mayEdit &&
        data.isRecorded &&
        data.isStanding && <EndForm path={endPath(data.id, 'body', data.id, scope.dataset)} />
      }
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <Facts body={data} mayEdit={mayEdit} />
          <References body={data} />
        </div>
        <div className="ls-stack">
          <Members body={data} mayEdit={mayEdit} />
          <Chains body={data} mayEdit={mayEdit} />
        </div>
      </div>
    </Page>
  )
}

const endPath = (bodyId: string, part: string, id: string, dataset: string) =>
  `/api/chain-bodies/${bodyId}/${part}/${id}/end?dataset=${dataset}`

type Part = { body: BodyDetail; mayEdit: boolean }

function Facts({ body, mayEdit }: Part) {
  const scope = useScope()
  const { data: all } = useQuery(bodiesQuery(scope))
  const others = (all ?? []).filter(({ id, isStanding }) => id !== body.id && isStanding)
  const now = body.parents.filter(({ holds }) => holds)
  return (
    <section className="ls-panel">
      <h2>{t('bodyDuty')}</h2>
      <dl className="ls-pairs ls-panel-body">
        <dt>{t('bodyDuty')}</dt>
        <dd>{body.duty ?? <Unknown />}</dd>
        <dt>{t('bodyOffice')}</dt>
        <dd>{body.office ?? <Unknown />}</dd>
        <dt>{t('bodyParent')}</dt>
        <dd>
          {now.map((one) => (
            <p key={one.id}>
              <Link to="/chain-bodies/$bodyId" params={{ bodyId: one.bodyId }}>
                {one.name}
              </Link>{' '}
              <small className="ls-soft">{one.source}</small>
              {mayEdit && one.isRecorded && (
                <EndForm path={endPath(body.id, 'parents', one.id, scope.dataset)} />
              )}
            </p>
          ))}
          {now.length === 0 && <Unknown />}
          {mayEdit && now.length === 0 && (
            <RecordForm
              title={t('addParent')}
              fields={[
                {
                  name: 'parentId',
                  label: t('bodyParent'),
                  kind: 'choice',
                  isRequired: true,
                  options: others.map(({ id, name }) => ({ value: id, label: name })),
                },
                ...dayFields(),
              ]}
              save={(told) =>
                post(`/api/chain-bodies/${body.id}/parents`, { dataset: scope.dataset, ...told })
              }
            />
          )}
        </dd>
        <dt>{t('bodyChildren')}</dt>
        <dd>
          {body.children.map(({ id, name }) => (
            <p key={id}>
              <Link to="/chain-bodies/$bodyId" params={{ bodyId: id }}>
                {name}
              </Link>
            </p>
          ))}
          {body.children.length === 0 && '—'}
        </dd>
        {body.note && (
          <>
            <dt>{t('note')}</dt>
            <dd>{inLang(body.note)}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Members({ body, mayEdit }: Part) {
  const { dataset } = useScope()
  return (
    <section className="ls-panel">
      <h2>{t('bodyMembers')}</h2>
      <div className="ls-panel-body ls-stack">
        {body.members.length === 0 && <p className="ls-soft">{t('membersNone')}</p>}
        <ul className="ls-lines">
          {body.members.map((one) => (
            <li key={one.id}>
              <span>
                {one.person} · {t(one.duty)} {one.post}
              </span>
              <small className="ls-soft">
                {`${one.validFrom ?? ''} — ${one.validTo ?? ''}`} · {one.source}
              </small>
              {mayEdit && one.isRecorded && one.holds && one.validTo === null && (
                <EndForm path={endPath(body.id, 'members', one.id, dataset)} />
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <RecordForm
            title={t('addMember')}
            fields={[
              { name: 'person', label: t('person'), kind: 'text', isRequired: true, max: 60 },
              { name: 'post', label: t('post'), kind: 'text', max: 120 },
              {
                name: 'duty',
                label: t('duty'),
                kind: 'choice',
                isRequired: true,
                options: duties.map((duty) => ({ value: duty, label: t(duty) })),
              },
              ...dayFields(),
            ]}
            save={(told) => post(`/api/chain-bodies/${body.id}/members`, { dataset, ...told })}
          />
        )}
      </div>
    </section>
  )
}

function Chains({ body, mayEdit }: Part) {
  const { city, dataset } = useScope()
  const { data: chains } = useQuery(chainsQuery(city.code))
  const nameOf = (id: string) => inLang(chains?.find((one) => one.id === id)?.name ?? id)
  return (
    <section className="ls-panel">
      <h2>{t('bodyChains')}</h2>
      <div className="ls-panel-body ls-stack">
        {body.attached.length === 0 && <p className="ls-soft">{t('chainsOfNone')}</p>}
        <ul className="ls-lines">
          {body.attached.map((one) => (
            <li key={one.id}>
              <Link to="/chains/$chainId/about" params={{ chainId: one.chainId }}>
                {nameOf(one.chainId)}
              </Link>
              <small className="ls-soft">{[one.part, one.source].filter(Boolean).join(' · ')}</small>
              {mayEdit && one.isRecorded && one.holds && one.validTo === null && (
                <EndForm path={endPath(body.id, 'chains', one.id, dataset)} />
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <RecordForm
            title={t('addChain')}
            fields={[
              {
                name: 'chainId',
                label: t('chain'),
                kind: 'choice',
                isRequired: true,
                options: (chains ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) })),
              },
              { name: 'part', label: t('partInChain'), kind: 'text', max: 200 },
              ...dayFields(),
            ]}
            save={(told) => post(`/api/chain-bodies/${body.id}/chains`, { dataset, ...told })}
          />
        )}
      </div>
    </section>
  )
}

function References({ body }: { body: BodyDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('references')}</h2>
      <div className="ls-panel-body">
        {body.references.length === 0 && <p className="ls-soft">{t('referencesNone')}</p>}
        <ul className="ls-lines">
          {body.references.map(({ path, title, onDay }) => (
            <li key={path}>
              <PathLink path={path}>{title}</PathLink>
              <small className="ls-soft">{onDay}</small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
