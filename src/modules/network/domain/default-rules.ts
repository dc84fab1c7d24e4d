import type { CityRules } from '../model.ts'

/** The scopes where a city's pack says nothing: the segments that bear their names. */
export const defaultScopes: CityRules['scopes'] = {
  components: { segments: ['components'], nodes: [] },
  devices: { segments: ['devices'], nodes: [] },
  software: { segments: ['software'], nodes: [] },
}

export type NamedScope = keyof CityRules['scopes']

/** As what a node's goods count: a node named by the rules goes before its segment; 'other' where neither is named. */
export function scopeOfNode(
  scopes: CityRules['scopes'],
  { nodeId, segmentId }: { readonly nodeId: string; readonly segmentId: string },
): NamedScope | 'other' {
  const names = Object.keys(scopes) as NamedScope[]
  return (
    names.find((name) => scopes[name].nodes.includes(nodeId)) ??
    names.find((name) => scopes[name].segments.includes(segmentId)) ??
    'other'
  )
}
