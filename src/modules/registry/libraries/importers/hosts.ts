import type { Context, Dataset } from '../../../access/index.ts'
import type { ImportRun } from '../../import/importer.ts'
import { judgeNames, type NameVerdict } from '../../import/named-ends.ts'

export type WrittenHost = { readonly name: string | null; readonly code: string | null }

const keyOf = ({ name, code }: WrittenHost) => JSON.stringify([name, code])

/**
 * Which organisations of the register the hosts, investors and parties of a sheet are, by the evidence of the firms' import:
 * who is certain is joined; a name that only resembles a held one stays a name and is told.
 */
export async function findHosts(
  ctx: Context,
  hosts: readonly WrittenHost[],
  run: Pick<ImportRun, 'importId' | 'options' | 'source'> & {
    readonly options: { readonly dataset: Dataset }
  },
): Promise<(host: WrittenHost) => NameVerdict> {
  const named = hosts.filter(({ name, code }) => name !== null || code !== null)
  const once = [...new Map(named.map((host) => [keyOf(host), host])).entries()]
  const names = once.map(([, { name, code }]) => ({ name: name ?? code!, creditCode: code }))
  const verdicts = await judgeNames(ctx, names, run, () => ctx.signal?.throwIfAborted())
  const byKey = new Map(once.map(([key], i) => [key, verdicts[i]!]))
  return (host) => byKey.get(keyOf(host)) ?? { kind: 'unknown' }
}
