/** The libraries and their entries, with the parts that later rooms contribute. */
import { getRouteApi } from '@tanstack/react-router'
import { EntryPage, type EntrySection } from './modules/registry/libraries/EntryPage.tsx'
import { LibraryPage } from './modules/registry/libraries/LibraryPage.tsx'

const sections: readonly EntrySection[] = []
const route = getRouteApi('/libraries/$entryId')

export function WholeLibrary() {
  return <LibraryPage />
}

export function WholeEntry() {
  return <EntryPage entryId={route.useParams().entryId} sections={sections} />
}
