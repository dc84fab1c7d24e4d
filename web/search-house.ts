/** What Ctrl-K looks through: pages and chains and nodes here (characters, pinyin, initials), firms on the server. */
import type { QueryClient } from '@tanstack/react-query'
import { t } from './app-words.ts'
import { chainsQuery } from './modules/chains/api.ts'
import { nodeNamesQuery } from './modules/gaps/api.ts'
import { firmHits } from './modules/registry/api.ts'
import type { NavItem } from './ui/frame/Frame.tsx'
import type { Hit } from './ui/frame/SearchPalette.tsx'
import type { Scope } from './ui/session.ts'
import { inLang } from './ui/words.ts'

export type Place = { to: string; params?: Record<string, string>; search?: Record<string, unknown> }

type Around = {
  scope: Scope
  pages: readonly NavItem[]
  signal: AbortSignal
  queries: QueryClient
  open(place: Place): void
}

/** The hits of one text, grouped in the order of the house; without a text, the pages. */
export async function searchHouse(
  text: string,
  { scope, pages, signal, queries, open }: Around,
): Promise<Hit[]> {
  const isMatch = await matcher(text)
  const hits: Hit[] = pages
    .filter(({ title }) => isMatch(title))
    .map(({ path, title }) => ({ key: path, group: t('page'), title, open: () => open({ to: path }) }))
  if (text === '') return hits
  const [chains, nodes, firms] = await Promise.all([
    queries.fetchQuery(chainsQuery(scope.city.code)).catch(() => []),
    queries.fetchQuery(nodeNamesQuery(scope)).catch(() => []),
    text.length < 2 ? [] : firmHits(text, scope, signal).catch(() => []),
  ])
  for (const { id, name } of chains.filter((chain) => isMatch(inLang(chain.name)))) {
    hits.push({
      key: `c${id}`,
      group: t('chain'),
      title: inLang(name),
      open: () => open({ to: '/chains/$chainId', params: { chainId: id } }),
    })
  }
  for (const node of nodes.filter(({ name }) => isMatch(name)).slice(0, 8)) {
    const place = { to: '/chains/$chainId', params: { chainId: node.chainId }, search: { node: node.nodeId } }
    hits.push({
      key: `n${node.chainId}/${node.nodeId}`,
      group: t('node'),
      title: node.name,
      note: node.chainName,
      open: () => open(place),
    })
  }
  for (const { id, name, note } of firms) {
    hits.push({
      key: `f${id}`,
      group: t('firm'),
      title: name,
      note,
      open: () => open({ to: '/firms/$firmId', params: { firmId: id } }),
    })
  }
  return hits
}

/** Matches characters, full pinyin and initials. The pinyin table is loaded only when Latin letters were typed. */
async function matcher(text: string): Promise<(name: string) => boolean> {
  const wanted = text.toLowerCase()
  if (!/^[a-z0-9 ]+$/.test(wanted)) return (name) => name.toLowerCase().includes(wanted)
  const { match } = await import('pinyin-pro')
  const close = wanted.replaceAll(' ', '')
  return (name) =>
    name.toLowerCase().includes(wanted) ||
    (close !== '' && match(name, close, { precision: 'first', continuous: true }) !== null)
}
