import { Select } from 'antd'
import { percent } from '../../ui/format.ts'
import { inLang } from '../../ui/words.ts'
import type { EssentialFrom, MatrixUse } from './api.ts'
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

/** On what essential inputs rest, where it is not the chain maps: the matrix with its source, and how many firms it knows. */
export function EssentialNote({ from, matrix }: { from: EssentialFrom; matrix: MatrixUse | null }) {
  if (from === 'none') return <p className="ls-soft">{t('essentialNoneNote')}</p>
  if (from !== 'nace-616' || matrix === null) return null
  const share = matrix.firmCount > 0 ? percent(matrix.mappedFirms / matrix.firmCount) : null
  return (
    <p className="ls-soft" data-testid="essential-note">
      {t('essentialMatrixNote', {
        ...{ title: inLang(matrix.title), mapped: matrix.mappedFirms, firms: matrix.firmCount },
        share: share ? `${share.text} ${share.unit}` : '?',
        ...{ source: matrix.source, licence: matrix.licence },
      })}
    </p>
  )
}
