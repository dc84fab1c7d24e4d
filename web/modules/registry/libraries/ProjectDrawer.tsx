import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { type ComponentType, useState } from 'react'
import { money } from '../../../ui/format.ts'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { type Project, projectQuery, windowsQuery } from './api.ts'
import { t as form } from './form-words.ts'
import { History, StepForm } from './History.tsx'
import { LogForm } from './LogForm.tsx'
import { ProjectForm } from './ProjectForm.tsx'
import { t } from './words.ts'

const shown = (fen: string | null) => {
  const amount = money(fen)
  return amount ? `${amount.text} ${amount.unit}` : <Unknown />
}

/** What a later room shows of a project; `web/whole-projects.tsx` composes. */
export type ProjectPart = ComponentType<{ projectId: string }>
type Props = { id: string | null; sections: readonly ProjectPart[]; onClose(): void }

/** One project: what is known, money by year, windows it could go into, its history and the next step. */
export function ProjectDrawer({ id, sections, onClose }: Props) {
  const { data: project, error } = useQuery({ ...projectQuery(id ?? ''), enabled: id !== null })
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      mask={false}
      size={460}
      title={project?.name ?? t('project')}
    >
      {error ? (
        <Problem error={error} />
      ) : project ? (
        <Known project={project} sections={sections} />
      ) : (
        <Loading />
      )}
    </Drawer>
  )
}

function Known({ project, sections }: { project: Project; sections: readonly ProjectPart[] }) {
  const [isEditing, edit] = useState(false)
  const mayEdit = useMay('libraries.write')
  return (
    <div className="ls-stack">
      {mayEdit && (
        <div className="ls-line">
          <Button onClick={() => edit(true)}>{form('editProject')}</Button>
        </div>
      )}
      {isEditing && <ProjectForm project={project} onClose={() => edit(false)} onSaved={() => edit(false)} />}
      <dl className="ls-pairs">
        <dt>{t('investment')}</dt>
        <dd>{shown(project.investmentFen)}</dd>
        <dt>{t('investor')}</dt>
        <dd>{project.organisationName ?? <Unknown />}</dd>
        <dt>{t('park')}</dt>
        <dd>{project.parkName ?? <Unknown />}</dd>
        <dt>{t('serviceOwner')}</dt>
        <dd>{project.serviceOwner ?? <Unknown />}</dd>
        {project.campaigns.length > 0 && (
          <>
            <dt>{t('campaigns')}</dt>
            <dd>{project.campaigns.map(({ year, title }) => `${year} ${title}`).join('、')}</dd>
          </>
        )}
        <dt>{t('source')}</dt>
        <dd>{project.source}</dd>
      </dl>
      {project.money.length > 0 && (
        <section className="ls-drawer-part">
          <h3>{t('money')}</h3>
          <ul className="ls-reasons">
            {project.money.map(({ year, plannedFen, doneFen }) => (
              <li key={year}>
                {year}：{t('planned')} {shown(plannedFen)}，{t('done')} {shown(doneFen)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Windows id={project.id} />
      {sections.map((Section, i) => (
        <Section key={Section.displayName ?? i} projectId={project.id} />
      ))}
      <History events={project.events} />
      <StepForm of="projects" id={project.id} actions={project.actions} />
      <LogForm of="projects" id={project.id} />
    </div>
  )
}

function Windows({ id }: { id: string }) {
  const { data: windows } = useQuery(windowsQuery(id))
  if (!windows || windows.length === 0) return null
  return (
    <section className="ls-drawer-part">
      <h3>{t('windows')}</h3>
      <ul className="ls-reasons">
        {windows.map(({ window, title, verdict, conditions, source }) => {
          const asks = [...new Set(conditions.flatMap((line) => line.asks.map(({ label }) => label)))]
          const unmet = conditions.filter(({ status }) => status === 'unmet').map(({ text }) => text)
          return (
            <li key={window}>
              <b>{title}</b>：{t(verdict)} <small className="ls-soft">{source}</small>
              {asks.length > 0 && <div>{t('missing', { facts: asks.join('、') })}</div>}
              {unmet.length > 0 && <div>{t('notMet', { text: unmet.join('；') })}</div>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
