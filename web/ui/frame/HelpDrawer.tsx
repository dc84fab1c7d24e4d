import { Drawer } from 'antd'
import { StatusMark } from '../StatusMark.tsx'
import { t } from '../ui-words.ts'

const loop = ['see', 'find', 'act', 'follow', 'measure'] as const
const states = ['strong', 'weak', 'missing', 'unknown'] as const
/** Keys that work wherever the thing they act on is on the page. */
const keys = [
  ['Ctrl K', 'keySearch'],
  ['Tab', 'keyTab'],
  ['↑ ↓', 'keyArrows'],
  ['j k · a x e', 'keyReview'],
  ['Esc', 'keyEscape'],
  ['Ctrl P', 'keyPrint'],
] as const

/** What the groups of the menu are for, how a state is read, which keys there are; and the round through the frame. */
export function HelpDrawer({
  isOpen,
  onClose,
  onGuide,
}: {
  isOpen: boolean
  onClose(): void
  onGuide(): void
}) {
  return (
    <Drawer open={isOpen} onClose={onClose} title={t('help')} size={420}>
      <div className="ls-help-page">
        <button type="button" className="ls-button" onClick={onGuide}>
          {t('guideStart')}
        </button>
        <h3>{t('helpLoop')}</h3>
        <dl>
          {loop.map((group) => (
            <div key={group}>
              <dt>{t(`${group}Group`)}</dt>
              <dd>{t(`${group}GroupText`)}</dd>
            </div>
          ))}
        </dl>
        <h3>{t('helpStates')}</h3>
        <dl>
          {states.map((state) => (
            <div key={state}>
              <dt>
                <StatusMark status={state} />
              </dt>
              <dd>{t(`${state}Text`)}</dd>
            </div>
          ))}
        </dl>
        <h3>{t('helpKeys')}</h3>
        <dl>
          {keys.map(([key, word]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(word)}</dd>
            </div>
          ))}
        </dl>
        <p className="ls-soft">{t('helpAsk')}</p>
      </div>
    </Drawer>
  )
}
