import type { ReactNode } from 'react'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { Cockpit } from './api.ts'
import { t } from './words.ts'

const said = (value: number | null) => value ?? t('unknownWord')

/** The four numbers of the page; each is the link to where it comes from. */
export function CockpitTiles({ cockpit: { gaps, tasks, targets, alerts } }: { cockpit: Cockpit }) {
  const alertsWhy = alerts.isWatched ? t('alertsHidden') : t('alertsUnwatched')
  return (
    <div className="ls-tiles">
      <Tile
        label={t('missingNodes')}
        value={gaps.missing}
        path={gaps.path}
        tone="missing"
        why={t('allUnknown')}
        note={`${t('weakNodes', { count: said(gaps.weak) })} · ${t('openGaps', { open: said(gaps.open), overdue: said(gaps.overdue) })}`}
      />
      <Tile
        label={t('redTasks')}
        value={tasks?.red ?? null}
        path={tasks?.path ?? null}
        tone="missing"
        why={t('tasksNoneHere')}
        note={
          tasks
            ? t('tasksNote', { open: tasks.open, yellow: tasks.yellow, done: tasks.done })
            : t('tasksNoneHere')
        }
      />
      <Tile
        label={t('targetsReached')}
        value={targets.total === targets.unknown ? null : targets.reached}
        why={t('targetsNone')}
        path={targets.path}
        tone="strong"
        note={t('targetsNote', {
          ...{ total: targets.total, behind: targets.behind },
          ...{ unknown: targets.unknown, conflicts: targets.conflicts },
        })}
      />
      <Tile
        label={t('alerts')}
        value={alerts.open}
        path={alerts.path}
        tone="weak"
        why={alertsWhy}
        note={
          alerts.open === null
            ? alertsWhy
            : t('alertsNote', {
                overdue: said(alerts.overdue),
                ...{ raised: said(alerts.raised), settled: said(alerts.settled) },
              })
        }
      />
    </div>
  )
}

type TileProps = {
  label: string
  value: number | null
  note: ReactNode
  path: string | null
  tone: 'missing' | 'strong' | 'weak'
  why?: string
}

function Tile({ label, value, note, path, tone, why }: TileProps) {
  const shown = value === null ? <Unknown why={why} /> : String(value)
  return (
    <section className="ls-tile" data-tone={value ? tone : undefined}>
      <h2>{label}</h2>
      <div className="ls-tile-value">{path === null ? shown : <PathLink path={path}>{shown}</PathLink>}</div>
      <p>{note}</p>
    </section>
  )
}
