import type { IndicatorSource } from '../indicators/index.ts'
import { resilienceVersion } from './domain/resilience.ts'
import { getResilience, resilienceIndicator } from './service/resilience.ts'

/** The index of self-reliance of every chain of a city, for the dated indicators. */
export const gapIndicatorSource: IndicatorSource = {
  room: 'gaps',
  indicators: [resilienceIndicator],
  async compute(ctx, { cityCode, dataset, onDate }) {
    const { chains } = await getResilience(ctx, { city: cityCode, dataset, on: onDate })
    return chains.map(({ id, index, coverageRatio, parts }) => ({
      indicator: resilienceIndicator,
      definitionVersion: Number(resilienceVersion),
      dimension: { kind: 'chain' as const, id },
      asOf: onDate,
      value: index === null ? null : index.toFixed(1),
      coverageRatio,
      inputs: parts.map(({ name, value, weight }) => ({
        name: `${name} × ${weight}`,
        value: value === null ? null : value.toFixed(3),
        unit: '',
      })),
      openPath: `/gaps/resilience?city=${cityCode}${dataset === 'demo' ? '&dataset=demo' : ''}&chain=${encodeURIComponent(id)}`,
      unknownBecause:
        index === null
          ? {
              zh: '这条链没有一个节点能判断，也没有登记过短板：请导入企业，或由办公室作出声明。',
              en: 'No node of the chain can be judged and no gap was ever registered: import firms, or state about nodes.',
            }
          : null,
    }))
  },
}
