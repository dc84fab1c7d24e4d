import { Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../ui-words.ts'

/** One step of a life cycle as the server offers it; `blockedBy` says in words what still stands in the way. */
export type OfferedAction = {
  name: string
  title: string
  needsComment: boolean
  blockedBy: readonly string[]
}

type Props<Action> = { actions: readonly Action[]; ask(action: Action, close: () => void): ReactNode }

/** The steps that this person may take now; a choice opens what `ask` gives; what stands in the way is said in words. */
export function LifeActs<Action extends OfferedAction>({ actions, ask }: Props<Action>) {
  const [chosen, setChosen] = useState<Action | null>(null)
  if (actions.length === 0) return null
  // The step that leads on stands out; one that needs a reason leads back or ends it, and never does.
  const forward = actions.find(({ blockedBy, needsComment }) => blockedBy.length === 0 && !needsComment)
  return (
    <section className="ls-panel">
      <h2>{t('lifeAct')}</h2>
      <div className="ls-panel-body ls-stack">
        <Space wrap>
          {actions.map((action) => (
            <Button
              key={action.name}
              type={action === forward ? 'primary' : 'default'}
              disabled={action.blockedBy.length > 0}
              onClick={() => setChosen(action)}
            >
              {action.title}
            </Button>
          ))}
        </Space>
        {actions
          .filter(({ blockedBy }) => blockedBy.length > 0)
          .map(({ name, title, blockedBy }) => (
            <p key={name} className="ls-soft">
              <b>{title}</b> {t('lifeBlocked', { reasons: blockedBy.join(' ') })}
            </p>
          ))}
      </div>
      {chosen && ask(chosen, () => setChosen(null))}
    </section>
  )
}
