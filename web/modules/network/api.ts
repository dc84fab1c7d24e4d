import { queryOptions } from '@tanstack/react-query'
import type { OrganisationRelations } from '../../../src/modules/network/model.ts'
import { getJson } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { OrganisationRelations }
export type Relation = NonNullable<OrganisationRelations['suppliers']>[number]

export const relationsQuery = (organisationId: string, dataset: Dataset) =>
  queryOptions({
    queryKey: ['relations', organisationId, dataset],
    queryFn: ({ signal }) =>
      getJson<OrganisationRelations>(
        `/api/network/organisations/${encodeURIComponent(organisationId)}/relations`,
        { dataset },
        signal,
      ),
  })
