import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { count, money } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { type ProjectItem, projectsQuery } from './api.ts'
import { CampaignPanel } from './CampaignPanel.tsx'
import { t as form } from './form-words.ts'
import { ProjectBoard } from './ProjectBoard.tsx'
import { ProjectDrawer, type ProjectPart } from './ProjectDrawer.tsx'
import { ProjectForm } from './ProjectForm.tsx'
import { t } from './words.ts'

const route = getRouteApi('/projects')
const shownMoney = (fen: string | null) => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : <Unknown />
}
const majorWord = (isMajor: boolean | null) => (isMajor === null ? null : t(isMajor ? 'yes' : 'no'))

const projectColumns = (stageName: (id: string) => string): Column<ProjectItem>[] => [
  { id: 'name', title: t('project'), width: 220, grow: 3, phone: 'title', value: (p) => p.name },
  { id: 'stage', title: t('stage'), width: 110, grow: 0, value: (p) => stageName(p.stage) },
  {
    id: 'since',
    title: t('since'),
    width: 100,
    grow: 0,
    value: (p) => p.stageSince,
    cell: (p) => p.stageSince ?? <Unknown />,
  },
  {
    id: 'investment',
    title: t('investment'),
    width: 120,
    grow: 0,
    align: 'right',
    value: (p) => (p.investmentFen === null ? null : Number(p.investmentFen) / 100),
    cell: (p) => shownMoney(p.investmentFen),
  },
  {
    id: 'major',
    title: t('major'),
    width: 90,
    grow: 0,
    phone: 'none',
    value: (p) => majorWord(p.isMajor),
    cell: (p) => majorWord(p.isMajor) ?? <Unknown />,
  },
  {
    id: 'investor',
    title: t('investor'),
    width: 180,
    grow: 2,
    value: (p) => p.organisationName,
    cell: (p) => p.organisationName ?? <Unknown />,
  },
  { id: 'park', title: t('park'), width: 120, phone: 'none', value: (p) => p.parkName },
  { id: 'owner', title: t('serviceOwner'), width: 120, phone: 'none', value: (p) => p.serviceOwner },
  { id: 'source', title: t('source'), width: 180, isHidden: true, phone: 'none', value: (p) => p.source },
]

/** The projects of a city by stage; one opens beside the list under its own address. */
export function ProjectsPage({ sections }: { sections: readonly ProjectPart[] }) {
  const { city, dataset } = useScope()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(projectsQuery({ city: city.code, dataset }))
  const [isAdding, add] = useState(false)
  const mayWrite = useMay('libraries.write')
  const names = useMemo(() => new Map(data?.stages.map(({ id, title }) => [id, inLang(title)])), [data])
  const columns = useMemo(() => projectColumns((id) => names.get(id) ?? id), [names])
  if (error)
    return <Page title={t('projects')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  const rows = data.items.filter(({ stage }) => !search.stage || stage === search.stage)
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (held) => ({ ...held, ...part }), replace: true })
  const stages = data.stages.map(({ id, title, count: n }) => ({ value: id, label: `${inLang(title)} ${n}` }))
  return (
    <Page
      title={t('projects')}
      sentence={t('projectsSentence', { city: city.name, total: count(data.total) })}
      actions={
        <>
          <Segmented<'list' | 'board' | 'campaigns'>
            aria-label={t('projects')}
            value={search.view ?? 'list'}
            options={(['list', 'board', 'campaigns'] as const).map((value) => ({
              value,
              label: form(value),
            }))}
            onChange={(view) => change({ view: view === 'list' ? undefined : view })}
          />
          {mayWrite && (
            <Button type="primary" onClick={() => add(true)}>
              {form('addProject')}
            </Button>
          )}
        </>
      }
    >
      {search.view === 'board' && <ProjectBoard list={data} onOpen={(open) => change({ open })} />}
      {search.view === 'campaigns' && (
        <CampaignPanel projects={data.items} onOpen={(open) => change({ open })} />
      )}
      {!search.view && (
        <DataTable
          name={t('projects')}
          rows={rows}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={({ id }) => change({ open: id })}
          tools={
            <Segmented
              className="ls-wrapping"
              value={search.stage ?? ''}
              options={[{ value: '', label: `${t('all')} ${data.total}` }, ...stages]}
              onChange={(stage) => change({ stage: stage || undefined })}
            />
          }
          empty={<Empty title={t('projectsNone')} why={t('projectsNoneWhy')} />}
        />
      )}
      {isAdding && (
        <ProjectForm
          project={null}
          onClose={() => add(false)}
          onSaved={(open) => {
            add(false)
            change({ open })
          }}
        />
      )}
      <ProjectDrawer
        id={search.open ?? null}
        sections={sections}
        onClose={() => change({ open: undefined })}
      />
    </Page>
  )
}
