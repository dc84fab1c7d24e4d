import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { roleName } from '../../ui/frame/role-words.ts'
import { Loading } from '../../ui/states.tsx'
import { DoorFrame, DoorProblem, type NewAccount, NewAccountForm } from './DoorFrame.tsx'
import { OidcDoor } from './OidcDoor.tsx'
import { lookAtInvitation, useInvitation as openInvited, signUp } from './people-api.ts'
import { t } from './people-words.ts'

const toHouse = () => {
  history.replaceState(null, '', '/')
  location.assign('/')
}

/** An account for somebody who will claim their firm. */
export function SignUpPage() {
  const queries = useQueryClient()
  const join = useMutation({
    mutationFn: signUp,
    onSuccess: () => {
      queries.clear()
      toHouse()
    },
  })
  return (
    <DoorFrame title={t('joinTitle')} line={t('joinLine')}>
      <DoorProblem error={join.error} />
      <NewAccountForm isPending={join.isPending} onOpen={(values) => join.mutate(values)} />
      <p className="ls-soft ls-door-note">
        <a href="/">{t('backToSignIn')}</a>
      </p>
    </DoorFrame>
  )
}

/** What an invitation offers, and the account that it opens. The token stands behind the #, which no server sees. */
export function InvitePage() {
  const token = location.hash.slice(1)
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookAtInvitation(token),
    retry: false,
  })
  const use = useMutation({
    mutationFn: (values: NewAccount) => openInvited({ ...values, token }),
    onSuccess: toHouse,
  })
  const { data } = offer
  return (
    <DoorFrame
      title={t('inviteTitle')}
      line={
        data && (
          <>
            <p>{t('inviteAs', { role: roleName(data.role) })}</p>
            {data.organisationName && (
              <p>{t('inviteFor', { organisation: data.organisationName, right: t(data.orgRight) })}</p>
            )}
          </>
        )
      }
    >
      {offer.isPending && <Loading rows={3} />}
      <DoorProblem error={offer.error ?? use.error} />
      {data && <OidcDoor mode="sign_in" invitation={token} />}
      {data && <NewAccountForm isPending={use.isPending} onOpen={(values) => use.mutate(values)} />}
      <p className="ls-soft ls-door-note">
        <a href="/">{t('backToSignIn')}</a>
      </p>
    </DoorFrame>
  )
}
