import { Figure } from '../../ui/Figure.tsx'
import { percent } from '../../ui/format.ts'
import { inLang } from '../../ui/words.ts'
import type { BuyerRatio, LocalSourcing } from './api.ts'
import { t } from './words.ts'

type Local = { ratio: number | null; coverageRatio: number | null } & Partial<LocalSourcing>

/** The local-sourcing ratio with its coverage; unknown where nothing can be placed. */
export function LocalSourcingFigure({ local, asOf }: { local: Local | null; asOf: string | null }) {
  const coverage = percent(local?.coverageRatio ?? null)
  const definition = local?.definition
    ? t('definition', { definition: inLang(local.definition), version: local.version ?? '' })
    : t('localSourcing')
  return (
    <Figure
      label={t('localSourcing')}
      value={percent(local?.ratio ?? null)}
      note={coverage ? t('coverage', { percent: coverage.text }) : t('coverageUnknown')}
      why={t('ratioUnknownWhy')}
      origin={{
        definition,
        asOf,
        inputs: local?.byBuyer
          ? local.byBuyer.map((buyer) => ({ label: nameOf(buyer), value: told(buyer) }))
          : [{ label: t('byBuyer'), value: t('byBuyerHidden') }],
      }}
    />
  )
}

const nameOf = (buyer: BuyerRatio) => buyer.buyerName ?? buyer.name ?? buyer.buyerId

function told({ ratio, coverageRatio, year }: BuyerRatio): string {
  const shown = percent(ratio)
  const coverage = percent(coverageRatio)
  return [
    shown ? `${shown.text}%` : '?',
    coverage ? t('coverage', { percent: coverage.text }) : t('coverageUnknown'),
    year ?? '',
  ].join(' · ')
}
