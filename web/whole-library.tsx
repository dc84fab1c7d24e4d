/** The libraries and their entries, with the parts that later rooms contribute. */
import { getRouteApi } from '@tanstack/react-router'
import { addLink } from './modules/programmes/tasks/api.ts'
import { EntryTasks } from './modules/programmes/tasks/EntryTasks.tsx'
import { EntryPage, type EntrySection } from './modules/registry/libraries/EntryPage.tsx'
import { LibraryPage } from './modules/registry/libraries/LibraryPage.tsx'

const sections: readonly EntrySection[] = [EntryTasks]
const tieToTask = (taskId: string, entryId: string) => addLink(taskId, { entryId })
const route = getRouteApi('/libraries/$entryId')

export function WholeLibrary() {
  return <LibraryPage tieToTask={tieToTask} />
}

export function WholeEntry() {
  return <EntryPage entryId={route.useParams().entryId} sections={sections} />
}
