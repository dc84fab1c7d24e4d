import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal } from 'antd'
import { type DragEvent, useState } from 'react'
import { count, money } from '../../../ui/format.ts'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { type ProjectItem, type ProjectList, projectQuery } from './api.ts'
import { t } from './form-words.ts'
import { StepForm } from './History.tsx'

/** So many cards stand in a column; the list has all. */
const CARDS = 60
const dragged = 'text/x-project'
type Moving = { project: ProjectItem; to: string | null }
type Props = { list: ProjectList; onOpen(id: string): void }

/** Projects as columns by stage. A card is dragged, or moved by its button; either way its step is recorded with a source. */
export function ProjectBoard({ list, onOpen }: Props) {
  const [moving, move] = useState<Moving | null>(null)
  const mayMove = useMay('libraries.write')
  const shown = list.stages.filter(({ kind, count: n }) => kind !== 'dropped' || n > 0)
  const drop = (event: DragEvent, stage: string) => {
    event.preventDefault()
    const project = list.items.find(({ id }) => id === event.dataTransfer.getData(dragged))
    if (project && project.stage !== stage) move({ project, to: stage })
  }
  return (
    <>
      {mayMove && <p className="ls-soft">{t('boardHint')}</p>}
      <div className="ls-stage-board">
        {shown.map((stage) => (
          <section
            key={stage.id}
            data-stage={stage.id}
            aria-label={inLang(stage.title)}
            onDragOver={(event) => mayMove && event.preventDefault()}
            onDrop={(event) => drop(event, stage.id)}
          >
            <h2>
              {inLang(stage.title)} <small className="ls-soft">{columnSum(stage)}</small>
            </h2>
            <Cards
              items={list.items.filter((item) => item.stage === stage.id)}
              onOpen={onOpen}
              onMove={mayMove ? (project) => move({ project, to: null }) : null}
            />
          </section>
        ))}
      </div>
      {moving && <MoveDialog {...moving} stages={list.stages} onClose={() => move(null)} />}
    </>
  )
}

const columnSum = ({ count: n, investmentFen, investmentUnknown }: ProjectList['stages'][number]) => {
  const sum = n > 0 && investmentUnknown < n ? money(investmentFen) : null
  return sum ? t('columnSum', { count: count(n), money: `${sum.text} ${sum.unit}` }) : count(n)
}

type CardsProps = {
  items: readonly ProjectItem[]
  onOpen(id: string): void
  onMove: ((project: ProjectItem) => void) | null
}

function Cards({ items, onOpen, onMove }: CardsProps) {
  return (
    <ul>
      {items.slice(0, CARDS).map((project) => (
        <li
          key={project.id}
          draggable={onMove !== null}
          onDragStart={(event) => event.dataTransfer.setData(dragged, project.id)}
        >
          <button type="button" className="ls-stage-board-name" onClick={() => onOpen(project.id)}>
            {project.name}
          </button>
          <small className="ls-soft">
            <Invested fen={project.investmentFen} /> {project.stageSince} {project.organisationName}
          </small>
          {onMove && (
            <Button size="small" onClick={() => onMove(project)}>
              {t('move')}
            </Button>
          )}
        </li>
      ))}
      {items.length > CARDS && <li>{t('more', { count: items.length - CARDS })}</li>}
    </ul>
  )
}

function Invested({ fen }: { fen: string | null }) {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : <Unknown />
}

type MoveProps = Moving & { stages: ProjectList['stages']; onClose(): void }

/** The steps that this person may take with the project; the one that leads to where the card was put is chosen. */
function MoveDialog({ project, to, stages, onClose }: MoveProps) {
  const { data, error } = useQuery(projectQuery(project.id))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const chosen = data?.actions.find((action) => action.to === to)
  const stageName = (id: string) => inLang(stages.find((stage) => stage.id === id)?.title ?? id)
  const done = () => {
    void message.success(t('saved'))
    onClose()
    return queries.invalidateQueries({ queryKey: ['projects'] })
  }
  return (
    <Modal
      open
      title={t('moveTitle', { name: project.name, stage: stageName(project.stage) })}
      onCancel={onClose}
      footer={null}
    >
      {error && <Problem error={error} />}
      {!data && !error && <Loading rows={4} />}
      {data && to !== null && !chosen && (
        <Alert
          className="ls-form-alert"
          type="warning"
          showIcon
          title={t('moveNot', { name: project.name, stage: stageName(to) })}
        />
      )}
      {data && data.actions.length === 0 && <p>{t('moveNone')}</p>}
      {data && (
        <StepForm
          of="projects"
          id={project.id}
          actions={data.actions}
          chosen={chosen?.name}
          isOpen
          onDone={() => void done()}
        />
      )}
    </Modal>
  )
}
