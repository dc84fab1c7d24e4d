import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { instant } from '../../../ui/format.ts'
import { PathLink } from '../../../ui/frame/PathLink.tsx'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { LifeHistory } from '../LifeHistory.tsx'
import { LifeSteps } from '../LifeSteps.tsx'
import { actOnTask, orderHref, type TaskDetail, taskQuery } from './api.ts'
import { EditButton } from './EditTask.tsx'
import { LightMark } from './LightMark.tsx'
import { OrderButton } from './OrderButton.tsx'
import { ReportForm } from './ReportForm.tsx'
import { EndsIn, Links } from './TaskLinks.tsx'
import { Changes, Milestones, Parts } from './TaskParts.tsx'
import { t } from './words.ts'

const route = getRouteApi('/tasks/$taskId')

/** One task: what it says, whose it is, where it stands, what was reported, whom it went to, and what can be done. */
export function TaskPage() {
  const { taskId } = route.useParams()
  const { data, error, refetch } = useQuery(taskQuery(taskId))
  if (error) return <Page title={t('tasks')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return <Shown task={data} />
}

function Shown({ task }: { task: TaskDetail }) {
  const mayManage = useMay('programmes.manage') && task.isOpen && task.completedOn === null
  return (
    <Page
      title={task.title}
      sentence={
        <>
          {task.life.stateTitle} ·{' '}
          {task.light !== 'none' && (
            <>
              <LightMark task={task} /> ·{' '}
            </>
          )}
          {t('due')}
          {task.dueWritten ?? task.dueDate ?? t('dueNone')}
        </>
      }
      actions={
        mayManage && (
          <>
            <EditButton task={task} />
            <OrderButton task={task} />
          </>
        )
      }
    >
      <section className="ls-panel">
        <h2>{t('cycle')}</h2>
        <div className="ls-panel-body">
          <LifeCycleView picture={task.life.picture} />
        </div>
      </section>
      <LifeSteps
        actions={task.life.offers.actions}
        seen={task.life.seen}
        queryKey={['tasks']}
        act={(body) => actOnTask(task.id, body)}
      />
      {task.isOpen && task.endsIn && !task.endsIn.isReached && <EndsIn end={task.endsIn} />}
      <div className="ls-columns">
        <div className="ls-stack">
          <Facts task={task} />
          <Parts task={task} />
          <Milestones task={task} />
          <Links task={task} />
          <Path task={task} />
        </div>
        <div className="ls-stack">
          {task.mayReport && <ReportForm key={task.progress.length} task={task} />}
          <Reports task={task} />
          <Changes task={task} />
          <LifeHistory history={task.life.history} />
        </div>
      </div>
    </Page>
  )
}

function Facts({ task }: { task: TaskDetail }) {
  const units = (part: string) => task.units.filter((unit) => unit.part === part)
  const titles = new Map(
    task.dimensions.flatMap(({ id, title, values }) =>
      values.map((value) => [`${id} ${value.id}`, `${inLang(title)} · ${inLang(value.title)}`]),
    ),
  )
  return (
    <section className="ls-panel">
      <h2>{t('title')}</h2>
      <dl className="ls-pairs ls-panel-body">
        <Pair term={t('content')}>{task.content}</Pair>
        <Pair term={t('plan')}>
          {task.planTitle}
          {task.documentId && (
            <>
              {' '}
              <Link
                to="/documents/$documentId"
                params={{ documentId: task.documentId }}
                search={{ item: task.documentOrdinal ?? undefined }}
              >
                {t('openDocument')}
              </Link>
            </>
          )}
        </Pair>
        <Pair term={t('parent')}>{task.parentTitle}</Pair>
        <Pair term={t('whole')}>
          {task.parent && (
            <Link to="/tasks/$taskId" params={{ taskId: task.parent.id }}>
              {task.parent.title}
            </Link>
          )}
        </Pair>
        <Pair term={t('origin')}>
          {task.origin && <PathLink path={task.origin.path}>{t('originOpen')}</PathLink>}
        </Pair>
        <Pair term={t('place')}>{task.place}</Pair>
        {(['lead', 'responsible', 'support'] as const).map((part) => (
          <Units key={part} part={part} units={units(part)} />
        ))}
        <Pair term={t('leaders')}>{task.leadPersons.join('、') || null}</Pair>
        <Pair term={t('tags')}>
          {task.tags.length > 0 && (
            <span className="ls-tags">
              {task.tags.map(({ dimension, value }) => (
                <span key={`${dimension} ${value}`} className="ls-tag">
                  {titles.get(`${dimension} ${value}`) ?? value}
                </span>
              ))}
            </span>
          )}
        </Pair>
      </dl>
    </section>
  )
}

const unitTerms = { lead: 'leads', responsible: 'responsibles', support: 'supports' } as const

function Units({ part, units }: { part: keyof typeof unitTerms; units: TaskDetail['units'] }) {
  if (part === 'support' && units.length === 0) return null
  return (
    <>
      <dt>{t(unitTerms[part])}</dt>
      <dd>
        {units.length === 0 && t('nobody')}
        {units.map(({ name, organisationId }, i) => (
          <span key={name}>
            {i > 0 && '、'}
            {name}
            {organisationId === null && <span className="ls-soft">（{t('notTied')}）</span>}
          </span>
        ))}
      </dd>
    </>
  )
}

function Pair({ term, children }: { term: string; children: React.ReactNode }) {
  if (children === null || children === false || children === undefined) return null
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Path({ task }: { task: TaskDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('path')}</h2>
      <div className="ls-panel-body ls-stack" style={{ gap: 8 }}>
        {task.path.map(({ step, afterWorkingDays, title, told, takenAt }) => (
          <div key={step}>
            {afterWorkingDays === 0
              ? t('pathFirst', { title: told ?? title })
              : t('pathStep', { days: afterWorkingDays, title: told ?? title })}
            {takenAt && <span className="ls-late"> · {t('taken', { at: instant(takenAt) ?? '' })}</span>}
          </div>
        ))}
        {task.orders.map(({ id, number, issuedBy, issuedAt }) => (
          <div key={id}>
            <b>{number}</b>{' '}
            <span className="ls-soft">
              {issuedBy} · {instant(issuedAt)}
            </span>{' '}
            <a href={orderHref(id, 'docx')}>Word</a> <a href={orderHref(id, 'pdf')}>PDF</a>
          </div>
        ))}
      </div>
    </section>
  )
}

function Reports({ task }: { task: TaskDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('progress')}</h2>
      <div className="ls-panel-body">
        {task.progress.length === 0 && <p className="ls-soft">{t('noReport')}</p>}
        <ol className="ls-case-history">
          {task.progress.map(({ id, donePercent, text, by, at, evidence }) => (
            <li key={id}>
              <b>{text}</b> {donePercent !== null && <span>{donePercent}%</span>}
              <div className="ls-soft">
                {by} · {instant(at)}
              </div>
              {evidence.map((file) => (
                <a key={file.id} href={`/api/attachments/${file.id}`}>
                  {file.fileName}
                </a>
              ))}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
