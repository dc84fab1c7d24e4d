/** A gap's page with the parts that this and later rooms contribute. */
import { getRouteApi } from '@tanstack/react-router'
import { CandidateSection } from './modules/gaps/CandidateSection.tsx'
import { GapPage } from './modules/gaps/GapPage.tsx'
import { OverruleSection } from './modules/gaps/OverruleSection.tsx'
import { RegisterSection } from './modules/gaps/RegisterSection.tsx'

const route = getRouteApi('/gaps/$chainId/$nodeId')
const sections = [RegisterSection, OverruleSection, CandidateSection]

export function WholeGap() {
  const { chainId, nodeId } = route.useParams()
  return <GapPage chain={chainId} node={nodeId} sections={sections} />
}
