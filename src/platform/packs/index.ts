// Packs: what a city brings, as reviewed YAML files. A room declares a section; this reads, checks and hands over.
export type {
  Pack,
  PackDoc,
  PackFinding,
  PackLookup,
  PackProblem,
  PackSection,
} from './pack.ts'
export { digestPack, listPackFolders } from './pack-files.ts'
export { loadPack, readPack } from './read-pack.ts'
