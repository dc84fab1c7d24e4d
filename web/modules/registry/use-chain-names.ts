import { useQuery } from '@tanstack/react-query'
import { getJson } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'

type Named = { chains: { id: string; name: { zh: string; en: string } }[] }

/** The chains of the chosen city as choices; empty while they load. */
export function useChainNames(): { value: string; label: string }[] {
  const { city } = useScope()
  const { data } = useQuery({
    queryKey: ['chain-names', city.code],
    staleTime: 600_000,
    queryFn: ({ signal }) => getJson<Named>('/api/chains', { city: city.code }, signal),
  })
  return (data?.chains ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))
}
