// The columns this room owns; units and sources stand in the migrations.
import type { LibraryTables } from './tables/library.ts'
import type { RunTables } from './tables/runs.ts'

export type PolicyTables = LibraryTables & RunTables
