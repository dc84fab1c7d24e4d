import { AppError } from '../../../kernel/errors.ts'
import type { Context, Dataset } from '../../access/index.ts'
import { firmImporter } from './firm-importer.ts'
import type { Importer } from './importer.ts'

// biome-ignore lint/suspicious/noExplicitAny: each importer keeps its own row type to itself
const importers = new Map<string, Importer<any>>([[firmImporter.kind, firmImporter]])

/** Adds a later room's importer; `app.ts` calls it once a kind. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export function registerImporter(importer: Importer<any>): void {
  importers.set(importer.kind, importer)
}

export const importKinds = (): string[] => [...importers.keys()].sort()

export function listImporters() {
  return [...importers.values()]
}

export function getImporter(kind: string) {
  const importer = importers.get(kind)
  if (!importer) throw new AppError('invalid', 'registry.kind_unknown', { kind, kinds: importKinds() })
  return importer
}

/** The importer of a kind for one file, or for a form (no headers). */
export async function prepareImporter(
  ctx: Context,
  kind: string,
  file: { headers: readonly string[]; said: readonly string[] },
) {
  const importer = getImporter(kind)
  return (await importer.prepare?.(ctx, file)) ?? importer
}

/** The importer of a kind as it read a file before: with the columns of that file. */
export function importerOfMapping(
  ctx: Context,
  kind: string,
  mapping: readonly { readonly header: string; readonly field: string | null }[],
) {
  const said = mapping.flatMap(({ field }) => field ?? [])
  return prepareImporter(ctx, kind, { headers: mapping.map(({ header }) => header), said })
}

type Listener = (ctx: Context, what: { dataset: Dataset; kind: string }) => Promise<void>
const listeners: Listener[] = []

/** What later rooms do when an import has brought something, in the same transaction; `app.ts` registers it. */
export function afterImport(listener: Listener): void {
  listeners.push(listener)
}

export async function tellListeners(ctx: Context, what: { dataset: Dataset; kind: string }): Promise<void> {
  for (const listener of listeners) await listener(ctx, what)
}
