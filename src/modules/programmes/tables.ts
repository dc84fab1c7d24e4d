import type {
  DocumentItemRow,
  DocumentRow,
  PlanRow,
  TargetChoiceRow,
  TaskRow,
  TaskUnitRow,
} from './tables/documents.ts'
import type * as l from './tables/leaders.ts'
import type { ProposalRow } from './tables/proposals.ts'
import type * as t from './tables/tasks.ts'

/** Columns of the schema `programmes` as the app role sees them. */
export type ProgrammesTables = {
  'programmes.document': DocumentRow
  'programmes.documentItem': DocumentItemRow
  'programmes.targetChoice': TargetChoiceRow
  'programmes.plan': PlanRow
  'programmes.task': TaskRow
  'programmes.taskUnit': TaskUnitRow
  'programmes.lifeEvent': t.LifeEventRow
  'programmes.taskProgress': t.TaskProgressRow
  'programmes.milestone': t.MilestoneRow
  'programmes.taskTag': t.TaskTagRow
  'programmes.taskLink': t.TaskLinkRow
  'programmes.taskChange': t.TaskChangeRow
  'programmes.digestSubscription': t.DigestSubscriptionRow
  'programmes.taskReminder': t.TaskReminderRow
  'programmes.supervisionOrder': t.SupervisionOrderRow
  'programmes.unitName': t.UnitNameRow
  'programmes.ruleSet': t.RuleSetRow
  'programmes.proposal': ProposalRow
  'programmes.occasion': l.OccasionRow
  'programmes.occasionSite': l.OccasionSiteRow
  'programmes.occasionPoint': l.OccasionPointRow
  'programmes.cadre': l.CadreRow
  'programmes.cadreContact': l.CadreContactRow
  'programmes.pilot': l.PilotRow
  'programmes.caseStudy': l.CaseStudyRow
  'programmes.showcase': l.ShowcaseRow
}
