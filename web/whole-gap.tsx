/** A gap's page with the parts that this and later rooms contribute: a later room adds its line to `tabs`. */
import { getRouteApi } from '@tanstack/react-router'
import { LeadSection, leadWord } from './modules/atlas/LeadSection.tsx'
import { NodeWorkSection } from './modules/chains/NodeWorkSection.tsx'
import { t as work } from './modules/chains/work-words.ts'
import { CandidateSection } from './modules/gaps/CandidateSection.tsx'
import { GapItemPage } from './modules/gaps/GapItemPage.tsx'
import { GapPage } from './modules/gaps/GapPage.tsx'
import type { GapTab } from './modules/gaps/gap-tab.ts'
import { t } from './modules/gaps/gap-words.ts'
import { OverruleSection } from './modules/gaps/OverruleSection.tsx'
import { RegisterSection } from './modules/gaps/RegisterSection.tsx'
import { GapTasks } from './modules/programmes/tasks/GapTasks.tsx'
import { t as task } from './modules/programmes/tasks/words.ts'

const tabs: readonly GapTab[] = [
  { id: 'register', title: () => t('register'), Part: RegisterSection, permission: 'gaps.register_read' },
  { id: 'leads', title: () => leadWord('leads'), Part: LeadSection, permission: 'leads.read' },
  { id: 'candidates', title: () => t('tabCandidates'), Part: CandidateSection, needsNode: true },
  {
    id: 'work',
    title: () => work('work'),
    Part: NodeWorkSection,
    permission: 'chains.acts_read',
    needsNode: true,
  },
  { id: 'tasks', title: () => task('tasksOfGap'), Part: GapTasks, permission: 'programmes.read' },
  { id: 'history', title: () => t('history'), Part: OverruleSection, needsNode: true },
]

const nodeRoute = getRouteApi('/gaps/$chainId/$nodeId')

/** All that is known about a node's gap. */
export function WholeGap() {
  const { chainId, nodeId } = nodeRoute.useParams()
  const { tab } = nodeRoute.useSearch()
  const navigate = nodeRoute.useNavigate()
  const onTab = (next: string) => void navigate({ search: (held) => ({ ...held, tab: next }), replace: true })
  return <GapPage chain={chainId} node={nodeId} gapId={null} tabs={tabs} tab={tab} onTab={onTab} />
}

const itemRoute = getRouteApi('/gaps/items/$gapId')

/** One item of the register with the parts of the rooms; what stands on the page itself is no tab. */
export function WholeGapItem() {
  const { gapId } = itemRoute.useParams()
  const { tab } = itemRoute.useSearch()
  const navigate = itemRoute.useNavigate()
  const onTab = (next: string) => void navigate({ search: (held) => ({ ...held, tab: next }), replace: true })
  const others = tabs.filter(({ id }) => id !== 'register')
  return <GapItemPage gapId={gapId} tabs={others} tab={tab} onTab={onTab} />
}
