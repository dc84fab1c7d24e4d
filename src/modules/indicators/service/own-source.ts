import { countConsents } from '../../access/index.ts'
import { consentShare, providerDensity } from '../domain/own-figures.ts'
import * as queries from '../queries/register.ts'
import type { IndicatorSource } from '../sources.ts'

/** Version of the definitions in packs/national/indicators/problems.yaml. */
const definitionVersion = 1

/** Rows M06 and M11, from what the register and the consents hold. Nothing is written where nothing is held. */
export const indicatorRoomSource: IndicatorSource = {
  room: 'indicators',
  indicators: ['provider-density', 'data-use-ledger-share'],
  async compute(ctx, scope) {
    const consents = await countConsents(ctx, scope.dataset)
    const here = await queries.listInCity(
      ctx.db,
      scope,
      consents.map(({ organisationId }) => organisationId),
    )
    const search = `city=${scope.cityCode}${scope.dataset === 'demo' ? '&dataset=demo' : ''}`
    const figures = [
      {
        figure: providerDensity(await queries.countProviders(ctx.db, scope)),
        openPath: `/firms?${search}`,
      },
      {
        figure: consentShare(consents.filter(({ organisationId }) => here.has(organisationId))),
        openPath: `/consents?${search}`,
      },
    ]
    return figures.flatMap(({ figure, openPath }) =>
      figure === null
        ? []
        : [
            {
              ...figure,
              openPath,
              definitionVersion,
              dimension: { kind: 'city' as const, id: scope.cityCode },
              asOf: scope.onDate,
            },
          ],
    )
  },
}
