import type { z } from 'zod'

/** One file of a pack that fits its section's schema. */
export type PackDoc<Doc> = {
  /** Inside the pack, for example `maps/rail-transit.yaml`. */
  readonly file: string
  /** The file's name without its ending, for example `rail-transit`. */
  readonly id: string
  readonly value: Doc
  /** Of the file's bytes, hexadecimal: a changed file makes a new version. */
  readonly sha256: string
  /** The line, counted from 1, where a value stands, or the nearest thing around it. */
  lineOf(path: readonly (string | number)[]): number
}

/** What is wrong in a pack, and where; `line` is null when it is about the file or folder as a whole. */
export type PackProblem = {
  readonly file: string
  readonly line: number | null
  /** Inside the file, for example `nodes.3.needs.0.node`. */
  readonly path: string
  readonly message: { readonly zh: string; readonly en: string }
}

/** What a section's own check found; its line is looked up from the path. */
export type PackFinding = {
  readonly doc: PackDoc<unknown>
  readonly path: readonly (string | number)[]
  readonly message: { readonly zh: string; readonly en: string }
}

/** The files that fit, of this pack and of the packs it stands on (for example `national`). */
export type PackLookup = {
  docsOf<Doc>(section: PackSection<Doc, never>): readonly PackDoc<Doc>[]
}

/** One folder of a pack and the room that takes it. */
export type PackSection<Doc, Ctx> = {
  readonly room: string
  /** Below the pack's folder, for example `maps`. */
  readonly folder: string
  readonly schema: z.ZodType<Doc>
  /** What a schema cannot see: references, cycles, duplicates over several files. */
  check?(docs: readonly PackDoc<Doc>[], lookup: PackLookup): readonly PackFinding[]
  /** Writes what is not yet held; run a second time on the same files it changes nothing. */
  load(ctx: Ctx, docs: readonly PackDoc<Doc>[], pack: { readonly name: string }): Promise<void>
}

/** A pack as read: what fits, and every problem. */
export type Pack = {
  readonly name: string
  readonly folder: string
  /** By the section's folder. */
  readonly docs: ReadonlyMap<string, readonly PackDoc<unknown>[]>
  readonly problems: readonly PackProblem[]
}
