import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay, useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { tasksOfEntryQuery } from './api.ts'
import { LightMark } from './LightMark.tsx'
import { t } from './words.ts'

/** The tasks that end in an object of the libraries, on its page: a part that `web/whole-library.tsx` composes. */
export function EntryTasks({ entryId }: { entryId: string }) {
  const mayRead = useMay('programmes.read')
  const { data, error } = useQuery({ ...tasksOfEntryQuery(useScope(), entryId), enabled: mayRead })
  if (!mayRead) return null
  return (
    <section className="ls-panel" data-testid="entry-tasks">
      <h2>{t('tasksOfEntry')}</h2>
      <div className="ls-panel-body">
        {error && <Problem error={error} />}
        {!error && !data && <Loading rows={1} />}
        {data?.items.length === 0 && <p className="ls-soft">{t('tasksOfEntryNone')}</p>}
        <ul className="ls-lines" hidden={!data || data.items.length === 0}>
          {data?.items.map((task) => (
            <li key={task.id}>
              <span>
                <Link to="/tasks/$taskId" params={{ taskId: task.id }} className="ls-link">
                  {task.title}
                </Link>{' '}
                <span className="ls-soft">
                  {task.units
                    .filter(({ part }) => part === 'lead')
                    .map(({ name }) => name)
                    .join('、') || t('nobody')}{' '}
                  · {task.dueWritten ?? task.dueDate ?? t('dueNone')} · {task.stateTitle}
                </span>
              </span>
              <LightMark task={task} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
