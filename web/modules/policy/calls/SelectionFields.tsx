import { Checkbox, Input } from 'antd'
import { useEffect, useState } from 'react'
import { fenOf, written } from '../applications/amounts.ts'
import type { Act } from '../applications/api.ts'
import type { Call } from './api.ts'
import { t } from './words.ts'

type Props = { call: Call; set(more: Partial<Act> | null): void }

/** Who is selected, and what each gets at most: in the order of points, what was asked for filled in. */
export function SelectionFields({ call, set }: Props) {
  const deciding = call.items
    .filter(({ state }) => state === 'deciding')
    .sort((a, b) => (b.mean ?? -1) - (a.mean ?? -1))
  const first = deciding.slice(0, call.places ?? deciding.length).map(({ id }) => id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(first))
  const [amounts, setAmounts] = useState<Record<string, string>>(
    Object.fromEntries(deciding.map(({ id, claimedFen }) => [id, written(claimedFen)])),
  )
  useEffect(() => {
    const selected = [...chosen].map((id) => ({ applicationId: id, supportFen: fenOf(amounts[id] ?? '') }))
    const isWhole = selected.length > 0 && selected.every(({ supportFen }) => supportFen !== null)
    set(isWhole ? { selected: selected as { applicationId: string; supportFen: string }[] } : null)
  }, [chosen, amounts, set])
  // Equal means share a place.
  const placeOf = (mean: number) => 1 + deciding.filter((one) => (one.mean ?? -1) > mean).length
  const toggle = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <div className="ls-stack" style={{ gap: 8 }}>
      <span>{t('choose')}</span>
      {deciding.map(({ id, subject, organisation, mean }) => (
        <div key={id} style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
          <Checkbox
            aria-label={t('chooseOne', { subject })}
            checked={chosen.has(id)}
            onChange={(event) => toggle(id, event.target.checked)}
          />
          <span style={{ flex: 1, minWidth: 160 }}>
            {subject} · {organisation.name}{' '}
            <span className="ls-soft">
              {mean === null ? '' : t('placeAndMean', { place: placeOf(mean), mean })}
            </span>
          </span>
          <Input
            aria-label={t('amountOf', { subject })}
            style={{ width: 140 }}
            value={amounts[id] ?? ''}
            disabled={!chosen.has(id)}
            onChange={(event) => setAmounts({ ...amounts, [id]: event.target.value })}
          />
        </div>
      ))}
    </div>
  )
}
