import { Button } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import {
  type BoardRow,
  type IndicatorPageAnswer,
  type OwnTarget,
  restoreTarget,
  withdrawTarget,
} from './api.ts'
import { t } from './edit-words.ts'
import { targetText } from './figure-text.tsx'
import { t as p } from './page-words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { TargetForm } from './TargetForm.tsx'
import { useChainNames } from './use-chain-names.ts'

type Asked = { target: OwnTarget; what: 'correct' | 'withdraw' | 'restore' }

/** Targets that people wrote, each with all its versions; who may corrects them, takes them back and brings them back. */
export function OwnTargets({ page, row }: { page: IndicatorPageAnswer; row: BoardRow }) {
  const may = useMay('indicators.manage')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [isEntering, setIsEntering] = useState(false)
  const byTarget = new Map<string, OwnTarget[]>()
  for (const version of page.ownTargets)
    byTarget.set(version.id, [...(byTarget.get(version.id) ?? []), version])
  if (byTarget.size === 0 && !may) return null
  const close = () => setAsked(null)
  return (
    <section className="ls-panel">
      <h2>{t('ownTargets')}</h2>
      <div className="ls-panel-body ls-stack">
        {byTarget.size === 0 && <p className="ls-soft">{t('ownTargetsNone')}</p>}
        <ul className="ls-lines">
          {[...byTarget.values()].map((versions) => (
            <OneTarget key={versions[0]!.id} versions={versions} may={may} ask={setAsked} />
          ))}
        </ul>
        {may && (
          <div>
            <Button onClick={() => setIsEntering(true)}>{t('enterTarget')}</Button>
          </div>
        )}
      </div>
      {isEntering && <TargetForm page={page} row={row} target={null} onClose={() => setIsEntering(false)} />}
      {asked?.what === 'correct' && (
        <TargetForm page={page} row={row} target={asked.target} onClose={close} />
      )}
      {asked && asked.what !== 'correct' && <StepDialog asked={asked} onClose={close} />}
    </section>
  )
}

function StepDialog({ asked: { target, what }, onClose }: { asked: Asked; onClose(): void }) {
  const act = what === 'withdraw' ? withdrawTarget : restoreTarget
  return (
    <ReasonDialog
      title={t(what === 'withdraw' ? 'withdrawTarget' : 'restoreTarget')}
      note={t(what === 'withdraw' ? 'withdrawTargetNote' : 'restoreTargetNote')}
      okText={what === 'withdraw' ? p('withdraw') : t('restore')}
      onSend={(reason) => act(target.id, { basedOn: target.version, reason })}
      onClose={onClose}
    />
  )
}

type OneProps = { versions: readonly OwnTarget[]; may: boolean; ask(asked: Asked): void }

function OneTarget({ versions, may, ask }: OneProps) {
  const { nameChain } = useChainNames()
  const target = versions[0]!
  return (
    <li>
      <span>
        <b className={target.isWithdrawn ? 'ls-soft' : undefined}>
          {[...new Set([nameChain(target.chain), inLang(target.scope)])].join(' · ')} {targetText(target)}{' '}
          {target.unit}
        </b>{' '}
        {target.dueWritten ?? target.due ?? t('noDue')}
        <br />
        <small className="ls-soft">
          {[target.sourceTitle, target.sourceDate, target.sourcePlace, target.sourceSentence]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {versions.map((version) => (
          <span key={version.version} style={{ display: 'block' }}>
            <small>{versionText(version)}</small>
          </span>
        ))}
      </span>
      <span className="ls-lines-end">
        {target.isWithdrawn && <span className="ls-tag">{t('takenBack')}</span>}
        {may && !target.isWithdrawn && (
          <>
            <Button size="small" onClick={() => ask({ target, what: 'correct' })}>
              {t('correct')}
            </Button>
            <Button size="small" onClick={() => ask({ target, what: 'withdraw' })}>
              {p('withdraw')}
            </Button>
          </>
        )}
        {may && target.isWithdrawn && (
          <Button size="small" onClick={() => ask({ target, what: 'restore' })}>
            {t('restore')}
          </Button>
        )}
      </span>
    </li>
  )
}

/** One version in a line: what it said, who wrote it, when and why. */
function versionText(version: OwnTarget): string {
  const said = `${targetText(version)} ${version.unit} ${version.due ?? ''}`.trim()
  const what = version.isWithdrawn ? t('takenBack') : said
  const who = `${version.writtenByName} ${day(version.writtenAt) ?? ''}`
  return [p('version', { version: version.version }), what, who, version.reason].filter(Boolean).join(' · ')
}
