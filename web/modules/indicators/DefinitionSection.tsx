import { Button } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type IndicatorPageAnswer, restoreIndicator, withdrawIndicator } from './api.ts'
import { t as e } from './edit-words.ts'
import { fiveText } from './figure-text.tsx'
import { t } from './page-words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { VersionForm } from './VersionForm.tsx'
import { t as w } from './words.ts'

type Version = IndicatorPageAnswer['definition']

/** What the indicator is, in the version that holds, and who wrote which version; an office may write the next. */
export function DefinitionSection({ page }: { page: IndicatorPageAnswer }) {
  const mayEdit = useMay('indicators.manage')
  const [isEditing, setIsEditing] = useState(false)
  const { definition, versions } = page
  return (
    <section className="ls-panel">
      <h2>
        {t('definition')} <small className="ls-soft">{t('version', { version: definition.version })}</small>
      </h2>
      <div className="ls-panel-body ls-stack">
        <Pairs definition={definition} />
        <ul className="ls-timeline">
          {versions.map((version) => (
            <li key={`${version.version} ${version.writtenAt}`}>
              <b>{t('version', { version: version.version })}</b>
              <span>
                {unitWords(version)}
                {writtenWords(version)}
              </span>
            </li>
          ))}
        </ul>
        {mayEdit && <Acts page={page} onEdit={() => setIsEditing(true)} />}
      </div>
      {isEditing && <VersionForm definition={definition} onClose={() => setIsEditing(false)} />}
    </section>
  )
}

/** A new version; and taking back what the office made itself, or bringing it back. */
function Acts({ page, onEdit }: { page: IndicatorPageAnswer; onEdit(): void }) {
  const scope = useScope()
  const [isAsking, setIsAsking] = useState(false)
  const { definition, versions } = page
  const isOwn = versions.every(({ writtenByName }) => writtenByName !== null)
  const { isWithdrawn, id, version } = definition
  const act = isWithdrawn ? restoreIndicator : withdrawIndicator
  return (
    <div className="ls-line">
      {isWithdrawn && (
        <span className="ls-tag">{e('indicatorTakenBack', { reason: definition.reason ?? '' })}</span>
      )}
      {!isWithdrawn && <Button onClick={onEdit}>{t('edit')}</Button>}
      {isOwn && (
        <Button onClick={() => setIsAsking(true)}>
          {e(isWithdrawn ? 'restoreIndicator' : 'withdrawIndicator')}
        </Button>
      )}
      {isAsking && (
        <ReasonDialog
          title={e(isWithdrawn ? 'restoreIndicator' : 'withdrawIndicator')}
          note={e(isWithdrawn ? 'restoreIndicatorNote' : 'withdrawIndicatorNote')}
          okText={isWithdrawn ? e('restore') : t('withdraw')}
          onSend={(reason) => act(scope, id, { basedOn: version, reason })}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  )
}

function unitWords({ unitChange, unit }: Version): string {
  if (!unitChange) return ''
  const { before, factor } = unitChange
  return factor === null ? t('unitBreak', { before, unit }) : t('unitTimes', { before, unit, factor })
}

const writtenWords = ({ writtenByName, writtenAt, reason }: Version): string =>
  writtenByName === null
    ? t('fromPack')
    : t('writtenBy', { name: writtenByName, at: day(writtenAt) ?? '', reason: reason ?? '' })

function Pairs({ definition }: { definition: Version }) {
  const { owner, frequency, scope, direction, unit } = definition
  return (
    <dl className="ls-pairs">
      <dt>{w('unit')}</dt>
      <dd>{unit}</dd>
      <dt>{t('direction')}</dt>
      <dd>{t(direction)}</dd>
      <dt>{t('covers')}</dt>
      <dd>{scope ? inLang(scope) : t('formulaNone')}</dd>
      <dt>{w('owner')}</dt>
      <dd>
        {owner ? (
          <>
            {owner.unit} <small className="ls-soft">{t('ownerBy', { source: ownerSource(owner) })}</small>
          </>
        ) : (
          w('ownerNone')
        )}
      </dd>
      <dt>{w('frequency')}</dt>
      <dd>{frequency ? w(frequency) : <Unknown />}</dd>
      <dt>{w('fiveChains')}</dt>
      <dd>{fiveText(definition)}</dd>
      <dt>ID</dt>
      <dd>
        <code>{definition.id}</code>
      </dd>
    </dl>
  )
}

function ownerSource({ source }: NonNullable<Version['owner']>): string {
  if (source === null) return t('ownOffice')
  return source === '假设' ? t('assumed') : [source.document, source.place].filter(Boolean).join(' ')
}
