import { Select } from 'antd'
import { percent } from '../../ui/format.ts'
import { inLang } from '../../ui/words.ts'
import type { EssentialFrom, MapUse, MatrixUse } from './api.ts'
import { t } from './words.ts'

type Props = { value?: EssentialFrom; onChange?: (value: EssentialFrom) => void; id?: string }

/** Where it is taken from which inputs stop a buyer; a field of a form. */
export function EssentialChoice({ value, onChange, id }: Props) {
  const options: { value: EssentialFrom; label: string }[] = [
    { value: 'chain-maps', label: t('essentialMaps') },
    { value: 'nace-616', label: t('essentialMatrix') },
    { value: 'none', label: t('essentialNone') },
  ]
  return (
    <Select<EssentialFrom>
      {...(id !== undefined && { id })}
      {...(value !== undefined && { value })}
      {...(onChange && { onChange })}
      options={options}
    />
  )
}

type NoteProps = { from: EssentialFrom; matrix: MatrixUse | null; maps: MapUse | null }

/** On what essential inputs rest, and what of it nobody has verified: needs of the maps, or a matrix and its mapping. */
export function EssentialNote({ from, matrix, maps }: NoteProps) {
  if (from === 'none') return <p className="ls-soft">{t('essentialNoneNote')}</p>
  if (from === 'chain-maps') return maps && <MapsNote {...maps} />
  return matrix && <MatrixNote {...matrix} />
}

function MapsNote({ essentialNeeds, assumedNeeds }: MapUse) {
  return (
    <p className="ls-soft" data-testid="essential-note">
      {t('essentialMapsNote', { needs: essentialNeeds, assumed: assumedNeeds })}
    </p>
  )
}

function MatrixNote({ title, source, licence, mappedFirms, firmCount, needsVerification }: MatrixUse) {
  const share = firmCount > 0 ? percent(mappedFirms / firmCount) : null
  return (
    <p className="ls-soft" data-testid="essential-note">
      {t('essentialMatrixNote', {
        ...{ title: inLang(title), mapped: mappedFirms, firms: firmCount, source, licence },
        share: share ? `${share.text} ${share.unit}` : '?',
      })}{' '}
      {needsVerification !== false && t('matrixUnverified')}
    </p>
  )
}
