import type { ImportTables } from './tables/imports.ts'
import type { OrganisationTables } from './tables/organisations.ts'
import type { TitleAndFigureTables } from './tables/titles-and-figures.ts'
import type { WholeOrganisationTables } from './tables/whole-organisations.ts'

export type * from './tables/imports.ts'
export type * from './tables/organisations.ts'
export type * from './tables/titles-and-figures.ts'
export type * from './tables/whole-organisations.ts'

/** Columns of the schema `registry`, one file a part of the room; units and sources stand in the migrations. */
export type RegistryTables = OrganisationTables &
  ImportTables &
  TitleAndFigureTables &
  WholeOrganisationTables
