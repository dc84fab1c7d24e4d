import { useQuery } from '@tanstack/react-query'
import { Alert, Form, type FormInstance } from 'antd'
import { useDeferredValue } from 'react'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { checkFormula } from './api.ts'
import { t } from './edit-words.ts'

type Props = { form: FormInstance; indicator: string | null; unit: string | null }

/** Says of the formula of a form, while it is typed, whether it stands and what it says; nothing where none is typed. */
export function FormulaCheck({ form, indicator, unit }: Props) {
  const scope = useScope()
  const typed = Form.useWatch('expression', form) as string | undefined
  const typedUnit = Form.useWatch('unit', form) as string | undefined
  const expression = useDeferredValue(typed?.trim() ?? '')
  const inUnit = unit ?? typedUnit?.trim() ?? ''
  const { data, isFetching } = useQuery({
    queryKey: ['indicators', 'formula', scope.city.code, indicator, inUnit, expression],
    enabled: expression !== '' && inUnit !== '',
    placeholderData: (before) => before,
    queryFn: () => checkFormula(scope, { indicator, unit: inUnit, expression }),
  })
  if (expression === '' || inUnit === '' || (!data && !isFetching)) return null
  if (!data) return <p className="ls-soft">{t('checking')}</p>
  const { fault, words, empty } = data
  const names = empty.length > 0 ? t('formulaEmpty', { names: empty.join('、') }) : null
  return (
    <div aria-live="polite" style={{ marginBottom: 16 }}>
      <Alert
        type={fault ? 'error' : 'success'}
        showIcon
        title={fault ? inLang(fault) : t('formulaStands', { words: words ? inLang(words) : expression })}
        description={fault ? null : names}
      />
    </div>
  )
}
