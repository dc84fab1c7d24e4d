/** The projects of the city, with the parts that later rooms contribute to a project. */
import { ProjectNodesSection } from './modules/chains/NodeWorkSection.tsx'
import { ProjectsPage } from './modules/registry/libraries/ProjectsPage.tsx'

const sections = [ProjectNodesSection]

export function WholeProjects() {
  return <ProjectsPage sections={sections} />
}
