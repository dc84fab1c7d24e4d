import type { NewOwnership, NewSite, NewTag, Profile } from '../../../../src/modules/registry/model.ts'
import { send } from '../../../ui/request.ts'

const at = (id: string, rest: string) => `/api/organisations/${encodeURIComponent(id)}/${rest}`
type Sourced = { source: string; sourceKind: string }

export type NewTitle = {
  title: string
  granted: string | null
  expiresOn: string | null
  batch: string | null
  documentNo: string | null
}
export type NewFigure = { name: string; period: string | null; value: string; isConfidential?: boolean }
export type NewRole = {
  chainId: string
  role: string
  validFrom: string | null
  validTo: string | null
  evidence: string
  source: string
}

export const recordTitle = (id: string, { source, sourceKind, ...title }: NewTitle & Sourced) =>
  send('POST', at(id, 'titles'), { titles: [title], source, sourceKind })
export const recordFigure = (id: string, { source, sourceKind, ...figure }: NewFigure & Sourced) =>
  send('POST', at(id, 'figures'), { figures: [figure], source, sourceKind })
export const recordTag = (id: string, tag: NewTag) => send<Profile>('POST', at(id, 'tags'), tag)
export const removeTag = (id: string, code: string) => send<Profile>('POST', at(id, 'tags/remove'), { code })
export const recordOwner = (id: string, owner: NewOwnership) => send<Profile>('POST', at(id, 'owners'), owner)
export const recordSite = (id: string, site: NewSite) => send<Profile>('POST', at(id, 'sites'), site)
export const recordRole = (id: string, role: NewRole) => send('POST', at(id, 'chain-roles'), role)
