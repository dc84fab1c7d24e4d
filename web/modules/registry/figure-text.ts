import { count, digits, money, ppm } from '../../ui/format.ts'
import type { SourcedFact } from './profile-api.ts'
import { t } from './profile-words.ts'

/** A fact's value as offices write it, with its unit. */
export function figureText({ type, unit }: Pick<SourcedFact, 'type' | 'unit'>, value: string): string {
  const shown = type === 'money' ? money(value) : type === 'rate' ? ppm(Number(value)) : null
  if (shown) return `${shown.text} ${shown.unit}`
  const own = unit ? ` ${unit}` : ''
  if (type === 'count') return `${count(Number(value))}${own}`
  if (type === 'quantity') {
    const number = Number(value) / 10_000
    return `${Number.isInteger(number) ? count(number) : digits(number, 2)}${own}`
  }
  if (type === 'bool') return value === 'true' ? t('yes') : t('no')
  return value
}
