import { Figure } from '../../ui/Figure.tsx'
import { percent } from '../../ui/format.ts'
import { t as ui } from '../../ui/ui-words.ts'
import type { LocalSourcing } from './api.ts'
import { t } from './words.ts'

type Local = Pick<LocalSourcing, 'ratio' | 'coverageRatio'> & Partial<LocalSourcing>
type Buyer = NonNullable<LocalSourcing['byBuyer']>[number]

/** The local-sourcing ratio with its coverage; unknown where nothing can be placed. */
export function LocalSourcingFigure({ local, asOf }: { local: Local; asOf: string | null }) {
  const coverage = percent(local.coverageRatio)
  const definition = local.definition
    ? t('definition', { definition: local.definition, version: local.version ?? '' })
    : t('localSourcing')
  return (
    <Figure
      label={t('localSourcing')}
      value={percent(local.ratio)}
      note={coverage ? t('coverage', { percent: coverage.text }) : t('coverageUnknown')}
      why={local.reason?.text ?? local.suppressed?.reason ?? t('ratioUnknownWhy')}
      origin={{ definition, asOf: local.asOf ?? asOf, inputs: inputsOf(local) }}
    />
  )
}

/** What the ratio was computed from: buyer by buyer, or why that is not told. */
function inputsOf({ byBuyer, reason, suppressed }: Local) {
  const why = reason?.text ?? suppressed?.reason
  const said = why ? [{ label: t('reason'), value: why }] : []
  if (byBuyer === undefined) return said
  if (byBuyer === null) return [...said, { label: t('byBuyer'), value: t('byBuyerHidden') }]
  return [...said, ...byBuyer.slice(0, 12).map((buyer) => ({ label: buyer.name, value: told(buyer) }))]
}

function told({ ratio, coverageRatio, year }: Buyer): string {
  const shown = percent(ratio)
  const coverage = percent(coverageRatio)
  return [
    shown ? `${shown.text}%` : ui('unknown'),
    coverage ? t('coverage', { percent: coverage.text }) : t('coverageUnknown'),
    year,
  ].join(' · ')
}
