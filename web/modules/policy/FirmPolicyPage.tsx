import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../ui/Page.tsx'
import { useSession } from '../../ui/session.ts'
import { Empty } from '../../ui/states.tsx'
import { FirmPolicies } from './FirmPolicies.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/firm')

/** The entitlements of the firm of the account, or of the firm that an office opens. */
export function FirmPolicyPage() {
  const { firm } = route.useSearch()
  const { actor } = useSession()
  const id = firm ?? actor.organisationId
  if (id) return <FirmPolicies key={id} firmId={id} />
  return <Page title={t('own')}>{<Empty title={t('noFirm')} why={t('noFirmWhy')} />}</Page>
}
