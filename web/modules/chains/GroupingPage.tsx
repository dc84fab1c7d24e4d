import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { findFirms, findProjects, type GroupingDetail, groupingQuery, post } from './about-api.ts'
import { t } from './about-words.ts'
import { chainsQuery } from './api.ts'
import { type RecordField, RecordForm } from './RecordForm.tsx'
import { EndForm } from './RoleLines.tsx'

const route = getRouteApi('/chain-groupings/$groupingId')
type List = GroupingDetail['lists'][number]
const endPath = (entry: string) => `/api/chain-grouping-entries/${entry}/end`
const dayFields = (): RecordField[] => [
  { name: 'validFrom', label: t('validFrom'), kind: 'date' },
  { name: 'source', label: t('source'), kind: 'text', isRequired: true, help: t('sourceHelp') },
]

/** One cluster, programme or landmark: its chains, and its lists of projects and firms. */
export function GroupingPage() {
  const { groupingId } = route.useParams()
  const scope = useScope()
  const mayEdit = useMay('chains.edit')
  const { data, error, refetch } = useQuery(groupingQuery(scope, groupingId))
  if (error)
    return <Page title={t('groupings')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={6} />
  return (
    <Page
      title={inLang(data.name)}
      sentence={[t(data.kind), data.validFrom, data.sourceTitle ?? t('assumption')].join(' · ')}
    >
      {data.note && <p className="ls-soft">{inLang(data.note)}</p>}
      <Chains grouping={data} mayEdit={mayEdit} />
      {data.lists.map((list) => (
        <Listed key={list.id} groupingId={data.id} list={list} mayEdit={mayEdit} />
      ))}
    </Page>
  )
}

const countText = (stated: number | null, held: number) =>
  stated === null ? t('listCountOnly', { held }) : t('listCount', { stated, held })

function Chains({ grouping, mayEdit }: { grouping: GroupingDetail; mayEdit: boolean }) {
  const { city, dataset } = useScope()
  const { data: chains } = useQuery(chainsQuery(city.code))
  const path = `/api/chain-groupings/${grouping.id}/entries`
  return (
    <section className="ls-panel">
      <h2>
        {t('chainsOf')}{' '}
        <small className="ls-soft">{countText(grouping.statedCount, grouping.chainCount)}</small>
      </h2>
      <div className="ls-panel-body ls-stack">
        {grouping.chains.length === 0 && <p className="ls-soft">{t('chainsOfNone')}</p>}
        <ul className="ls-lines">
          {grouping.chains.map((one) => (
            <li key={`${one.chainId} ${one.name} ${one.entryId}`}>
              {one.chainId === null ? (
                <span>
                  {one.name} <small className="ls-soft">{t('notInCatalogue')}</small>
                </span>
              ) : (
                <Link to="/chains/$chainId/about" params={{ chainId: one.chainId }}>
                  {inLang(chains?.find(({ id }) => id === one.chainId)?.name ?? one.name)}
                </Link>
              )}
              <small className="ls-soft">
                {[one.isAssumption && t('assumption'), !one.holds && t('bodyEnded'), one.source]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              {mayEdit && one.entryId !== null && one.holds && <EndForm path={endPath(one.entryId)} />}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <RecordForm
            title={t('addChainTo')}
            fields={[
              {
                name: 'chainId',
                label: t('chain'),
                kind: 'choice',
                isRequired: true,
                options: (chains ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) })),
              },
              ...dayFields(),
            ]}
            save={(told) => {
              const name = inLang(chains?.find(({ id }) => id === told.chainId)?.name)
              return post(path, { city: city.code, dataset, name: name || null, ...told })
            }}
          />
        )}
      </div>
    </section>
  )
}

function Listed({ groupingId, list, mayEdit }: { groupingId: string; list: List; mayEdit: boolean }) {
  const held = list.entries.filter(({ holds }) => holds).length
  return (
    <section className="ls-panel">
      <h2>
        {inLang(list.name)} <small className="ls-soft">{countText(list.statedCount, held)}</small>
      </h2>
      <div className="ls-panel-body ls-stack">
        {list.entries.length === 0 && <p className="ls-soft">{t('listNone')}</p>}
        <ul className="ls-lines">
          {list.entries.map((one) => (
            <li key={one.id}>
              <Subject entry={one} />
              <small className="ls-soft">
                {`${one.validFrom ?? ''} — ${one.validTo ?? ''}`} · {one.source}
              </small>
              {mayEdit && one.holds && one.validTo === null && <EndForm path={endPath(one.id)} />}
            </li>
          ))}
        </ul>
        {mayEdit && <AddEntry groupingId={groupingId} list={list} />}
      </div>
    </section>
  )
}

function Subject({ entry }: { entry: List['entries'][number] }) {
  if (entry.subjectId === null) return <span>{entry.name}</span>
  if (entry.subjectKind === 'organisation')
    return (
      <Link to="/firms/$firmId" params={{ firmId: entry.subjectId }}>
        {entry.name}
      </Link>
    )
  return (
    <Link to="/projects" search={{ open: entry.subjectId }}>
      {entry.name}
    </Link>
  )
}

function AddEntry({ groupingId, list }: { groupingId: string; list: List }) {
  const scope = useScope()
  const { data: projects } = useQuery({
    queryKey: ['chains', scope.city.code, scope.dataset, 'project-choice'],
    queryFn: () => findProjects(scope),
    enabled: list.kind === 'project',
  })
  const subject: RecordField[] =
    list.kind === 'project'
      ? [
          {
            name: 'subjectId',
            label: t('subject'),
            kind: 'choice',
            help: t('subjectHelp'),
            options: (projects ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []
  return (
    <RecordForm
      title={t('addEntry')}
      fields={[
        ...subject,
        {
          name: 'name',
          label: t('nameAsWritten'),
          kind: 'text',
          isRequired: list.kind !== 'project',
          max: 200,
        },
        ...dayFields(),
      ]}
      save={async (told) => {
        // A firm that the register holds under exactly this name is meant; any other stays a name as written.
        const named = typeof told.name === 'string' ? told.name.trim() : null
        const hits = list.kind === 'organisation' && named ? await findFirms(scope, named) : []
        const hit = hits.find(({ name }) => name === named)
        return post(`/api/chain-groupings/${groupingId}/entries`, {
          city: scope.city.code,
          dataset: scope.dataset,
          listId: list.id,
          ...told,
          ...(hit ? { subjectId: hit.id } : {}),
        })
      }}
    />
  )
}
