/** A firm's page with the parts that later rooms contribute. */
import { getRouteApi } from '@tanstack/react-router'
import { FirmRolesSection } from './modules/chains/FirmRolesSection.tsx'
import { PlacementSection } from './modules/chains/PlacementSection.tsx'
import { LadderSection } from './modules/cultivation/LadderSection.tsx'
import { ScoreSection } from './modules/evaluation/ScoreSection.tsx'
import { RelationSection } from './modules/network/RelationSection.tsx'
import { PolicySection } from './modules/policy/PolicySection.tsx'
import { StatementSection } from './modules/policy/statement/StatementSection.tsx'
import { CadreSection } from './modules/programmes/leaders/CadreSection.tsx'
import { FirmPage } from './modules/registry/FirmPage.tsx'
import { LibrarySection } from './modules/registry/libraries/LibrarySection.tsx'
import { ExposureSection } from './modules/risk/ExposureSection.tsx'

const route = getRouteApi('/firms/$firmId')
const sections = [
  FirmRolesSection,
  PlacementSection,
  RelationSection,
  ExposureSection,
  PolicySection,
  StatementSection,
  LadderSection,
  ScoreSection,
  LibrarySection,
  CadreSection,
]

export function WholeFirm() {
  const { firmId } = route.useParams()
  return <FirmPage firmId={firmId} sections={sections} />
}
