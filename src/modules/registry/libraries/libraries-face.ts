// What the front door and later rooms use of the libraries.
export { ensureDemoLibraries } from './demo.ts'
export { entryImporter } from './importers/entry-importer.ts'
export { parkImporter } from './importers/park-importer.ts'
export { projectImporter } from './importers/project-importer.ts'
export { libraryKindSection, librarySections } from './pack-sections.ts'
export { countEntries, listEntries } from './service/entries.ts'
export {
  describeEntryKinds,
  type EntryHead,
  listEntryHeads,
  noteTaskOnEntry,
} from './service/entry-heads.ts'
export { listKinds } from './service/entry-kinds.ts'
export { getPark, listParks } from './service/parks.ts'
export { countProjects, getProjectHead, listProjects } from './service/projects.ts'
export { libraryReviewTodo } from './service/review-todo.ts'
