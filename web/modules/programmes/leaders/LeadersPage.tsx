import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { tasksQuery } from '../tasks/api.ts'
import { bodiesQuery, chainRowsQuery, occasionsQuery } from './api.ts'
import { type ChainBoard, chainBoards, parties } from './boards.ts'
import { t } from './words.ts'

/** The chain-leader system: every chain with its leader, its four parties, its joint meetings and its shared tasks. */
export function LeadersPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const chains = useQuery(chainRowsQuery(scope))
  const bodies = useQuery(bodiesQuery(scope))
  const occasions = useQuery(occasionsQuery(scope))
  const tasks = useQuery(tasksQuery(scope))
  const rows = useMemo(
    () =>
      chains.data && bodies.data && occasions.data && tasks.data
        ? chainBoards(chains.data, bodies.data, occasions.data, tasks.data.items)
        : null,
    [chains.data, bodies.data, occasions.data, tasks.data],
  )
  const error = chains.error ?? bodies.error ?? occasions.error ?? tasks.error
  if (error)
    return <Page title={t('leaders')}>{<Problem error={error} retry={() => void chains.refetch()} />}</Page>
  if (!rows) return <Loading rows={10} />
  return (
    <Page
      title={t('leaders')}
      sentence={t('leadersSentence', {
        chains: count(rows.length),
        leaders: count(rows.filter(({ leader }) => leader !== null).length),
        parties: count(rows.filter((row) => parties.every((kind) => row.parties[kind] !== null)).length),
        late: count(rows.reduce((sum, { late }) => sum + late, 0)),
      })}
    >
      <p className="ls-soft">{t('partiesNote')}</p>
      <DataTable
        name={t('leaders')}
        rows={rows}
        columns={columns()}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/tasks', search: { chain: id } })}
      />
    </Page>
  )
}

function Holder({ name }: { name: string | null }) {
  return name === null ? <Unknown /> : name
}

const columns = (): Column<ChainBoard>[] => [
  {
    id: 'chain',
    title: t('chain'),
    value: ({ name }) => inLang(name),
    cell: ({ id, name }) => (
      <Link to="/chains/$chainId" params={{ chainId: id }} onClick={(event) => event.stopPropagation()}>
        {inLang(name)}
      </Link>
    ),
    width: 140,
    grow: 2,
    phone: 'title',
  },
  {
    id: 'leader',
    title: t('leader'),
    value: ({ leader }) => leader,
    cell: ({ leader }) => <Holder name={leader} />,
    width: 84,
  },
  {
    id: 'department',
    title: t('leadDepartment'),
    value: ({ leadDepartment }) => leadDepartment,
    cell: ({ leadDepartment }) => <Holder name={leadDepartment} />,
    width: 112,
  },
  ...parties.map(
    (kind): Column<ChainBoard> => ({
      id: kind,
      title: t(`party_${kind}`),
      value: (row) => row.parties[kind]?.name ?? null,
      cell: (row) => {
        const party = row.parties[kind]
        return party === null ? (
          <Unknown />
        ) : (
          <span>
            {party.name}{' '}
            <span className="ls-soft">
              {party.head?.person ??
                (party.memberCount > 0 ? t('members', { count: party.memberCount }) : '')}
            </span>
          </span>
        )
      },
      width: 112,
      grow: 2,
    }),
  ),
  { id: 'forces', title: t('taskForces'), value: ({ taskForces }) => taskForces, width: 76, align: 'right' },
  {
    id: 'joint',
    title: t('lastJoint'),
    value: ({ lastJoint }) => lastJoint,
    cell: ({ lastJoint }) => lastJoint ?? t('noneYet'),
    width: 104,
  },
  { id: 'visits', title: t('visits'), value: ({ visits }) => visits, width: 76, align: 'right' },
  { id: 'open', title: t('openTasks'), value: ({ open }) => open, width: 76, align: 'right' },
  { id: 'late', title: t('lateTasks'), value: ({ late }) => late, width: 76, align: 'right' },
]
