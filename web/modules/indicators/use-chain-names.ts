import { useQuery } from '@tanstack/react-query'
import { getJson } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { t } from './words.ts'

type Named = { chains: { id: string; name: { zh: string; en: string } }[] }

/** What a chain is called here; its id while the names load, the whole city where there is none. */
export function useChainNames(): { names: Map<string, string>; nameChain(id: string | null): string } {
  const { city } = useScope()
  const { data } = useQuery({
    queryKey: ['chain-names', city.code],
    staleTime: 600_000,
    queryFn: ({ signal }) => getJson<Named>('/api/chains', { city: city.code }, signal),
  })
  const names = new Map((data?.chains ?? []).map(({ id, name }) => [id, inLang(name)]))
  return { names, nameChain: (id) => (id === null ? t('wholeCity') : (names.get(id) ?? id)) }
}
