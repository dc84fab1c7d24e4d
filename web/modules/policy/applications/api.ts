import { queryOptions } from '@tanstack/react-query'
import type {
  AgreementList,
  Agreement as AgreementModel,
  Application as ApplicationModel,
  CallAct,
  CaseAct,
  CaseList,
  FundDetail,
  Fund as FundModel,
  GrantList,
  Grant as GrantModel,
  GrantReadiness,
  OfferList,
} from '../../../../src/modules/policy/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type Application = ApplicationModel
export type Agreement = AgreementModel
export type Grant = GrantModel
export type Fund = FundModel
export type { AgreementList, CaseList, FundDetail, GrantList, GrantReadiness, OfferList }
export type CaseRow = CaseList['items'][number]
export type Life = Application['life']
export type View = 'mine' | 'check' | 'all'
/** Things with a life cycle, as their addresses name them. */
export type Thing = 'applications' | 'grants' | 'agreements' | 'calls'
export type Act = Omit<CaseAct, 'seen'> & Pick<CallAct, 'selected'>

const scoped = ({ city, dataset }: Scope) => ({ city: city.code, dataset })
const root = '/api/policy'

export const casesQuery = (scope: Scope, view: View) =>
  queryOptions({
    queryKey: ['policy-cases', 'list', scope.city.code, scope.dataset, view],
    queryFn: ({ signal }) => getJson<CaseList>(`${root}/applications`, { ...scoped(scope), view }, signal),
  })
export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'applications', id],
    queryFn: ({ signal }) => getJson<Application>(`${root}/applications/${id}`, {}, signal),
  })
export const readinessQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'readiness', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<GrantReadiness>(`${root}/readiness`, scoped(scope), signal),
  })
export const grantsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'grants', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<GrantList>(`${root}/grants`, scoped(scope), signal),
  })
export const grantQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'grants', id],
    queryFn: ({ signal }) => getJson<Grant>(`${root}/grants/${id}`, {}, signal),
  })
export const offersQuery = ({ dataset }: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'offers', dataset],
    queryFn: ({ signal }) => getJson<OfferList>(`${root}/offers`, { dataset }, signal),
  })
export const fundsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'funds', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<{ items: Fund[] }>(`${root}/funds`, scoped(scope), signal),
  })
export const fundQuery = ({ dataset }: Scope, id: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'funds', id, dataset],
    queryFn: ({ signal }) => getJson<FundDetail>(`${root}/funds/${id}`, { dataset }, signal),
  })
export const agreementsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'agreements', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<AgreementList>(`${root}/agreements`, scoped(scope), signal),
  })
export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'agreements', id],
    queryFn: ({ signal }) => getJson<Agreement>(`${root}/agreements/${id}`, {}, signal),
  })
export const partsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'parts', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{
        parts: { part: string; title: string; department: { id: string; name: string } | null }[]
      }>(`${root}/parts`, scoped(scope), signal),
  })
/** Organisations of the data set that a text finds, by name, pinyin, initials or credit code. */
export const organisationsQuery = ({ dataset }: Scope, text: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'organisations', dataset, text],
    enabled: text !== '',
    queryFn: ({ signal }) =>
      getJson<{ items: { id: string; name: string }[] }>(
        '/api/organisations',
        { dataset, q: text, limit: '20' },
        signal,
      ),
  })
export type AccountInput = { accountName: string; bank: string; accountNo: string }
export const accountQuery = () =>
  queryOptions({
    queryKey: ['policy-cases', 'account'],
    queryFn: ({ signal }) => getJson<{ account: AccountInput | null }>(`${root}/account`, {}, signal),
  })

/** What the firm may apply for, from its own assessment. */
export const applicableQuery = (scope: Scope, organisationId: string | null) =>
  queryOptions({
    queryKey: ['policy-cases', 'applicable', organisationId, scope.dataset],
    enabled: organisationId !== null,
    queryFn: async ({ signal }) => {
      const { clauses } = await getJson<{
        clauses: { policy: string; policyTitle: string; clause: string; title: string; verdict: string }[]
      }>(`${root}/firms/${organisationId}`, { dataset: scope.dataset }, signal)
      const order = ['entitled', 'near', 'insufficient_data', 'not_computable', 'not_eligible']
      return [...clauses].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    },
  })

export const post = <T>(path: string, body: unknown) => send<T>('POST', `${root}${path}`, body)
export const put = <T>(path: string, body: unknown) => send<T>('PUT', `${root}${path}`, body)
/** A key that the page makes once for one new thing. */
export const newKey = (): string => crypto.randomUUID()
export const documentAddress = (thing: Thing, id: string, document: string) =>
  `${root}/${thing}/${id}/documents/${document}`
export const paymentListAddress = (id: string) => `${root}/payment-lists/${id}/file`
