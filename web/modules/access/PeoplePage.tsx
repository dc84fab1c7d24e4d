import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select, Typography } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { roleName } from '../../ui/frame/role-words.ts'
import { Page } from '../../ui/Page.tsx'
import { useSession } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { endUser, renewPassword } from './api.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { OrganisationField } from './OrganisationField.tsx'
import {
  changeRight,
  type Invitation,
  invitationsQuery,
  type OrgRight,
  type Person,
  peopleQuery,
  resetSecondFactor,
  revokeInvitation,
} from './people-api.ts'
import { t } from './people-words.ts'

/** The people of my organisation with their rights, and invitations; for offices, their invitations. */
export function PeoplePage() {
  const { actor } = useSession()
  const people = useQuery(peopleQuery())
  const invitations = useQuery(invitationsQuery())
  const [isInviting, setIsInviting] = useState(false)
  const error = people.error ?? invitations.error
  if (error) return <Page title={t('peopleTitle')}>{<Problem error={error} />}</Page>
  if (!people.data || !invitations.data) return <Loading />

  const open = invitations.data.filter(({ state }) => state === 'open').length
  const active = people.data.filter(({ disabledAt }) => disabledAt === null).length
  const isOffice = actor.role === 'administrator' || actor.role === 'chain_office'
  const mayInvite = isOffice || actor.orgRight === 'administrator'
  return (
    <Page
      title={t('peopleTitle')}
      sentence={isOffice ? t('officeSentence', { open }) : t('peopleSentence', { people: active, open })}
      actions={
        mayInvite && (
          <Button type="primary" onClick={() => setIsInviting(true)}>
            {t('invite')}
          </Button>
        )
      }
    >
      {isOffice ? <PeopleOfFirm /> : <PeopleTable people={people.data} />}
      {invitations.data.length > 0 ? (
        <InvitationTable invitations={invitations.data} />
      ) : (
        mayInvite && <Empty title={t('invitationsNone')} why={t('invitationsNoneWhy')} />
      )}
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
    </Page>
  )
}

/** An office looks up the people of one organisation: new passwords, rights, second factors, ends. */
function PeopleOfFirm() {
  const [organisation, choose] = useState<string>()
  const people = useQuery({ ...peopleQuery(organisation), enabled: organisation !== undefined })
  return (
    <section className="ls-panel">
      <h2>{t('peopleOf')}</h2>
      <div className="ls-panel-body ls-stack">
        <OrganisationField value={organisation} onChange={choose} />
        {people.error && <Problem error={people.error} />}
        {organisation && people.data?.length === 0 && <p className="ls-soft">{t('peopleOfNone')}</p>}
        {organisation && people.data && people.data.length > 0 && <PeopleTable people={people.data} />}
      </div>
    </section>
  )
}

function PeopleTable({ people }: { people: Person[] }) {
  return (
    <DataTable
      name={t('colleagues')}
      rows={people}
      rowId={({ userId }) => userId}
      maxRows={Math.min(people.length, 15)}
      columns={peopleColumns()}
    />
  )
}

const peopleColumns = (): Column<Person>[] => [
  { id: 'name', title: t('displayName'), width: 140, phone: 'title', value: (p) => p.displayName },
  { id: 'userName', title: t('userName'), width: 140, value: (p) => p.userName },
  {
    id: 'right',
    title: t('right'),
    width: 150,
    value: (p) => t(p.orgRight),
    cell: (p) => (p.mayLookAfter && p.disabledAt === null ? <RightChoice person={p} /> : t(p.orgRight)),
  },
  {
    id: 'state',
    title: t('state'),
    width: 120,
    value: (p) => (p.disabledAt ? `${t('ended')} ${day(p.disabledAt)}` : t('inUse')),
  },
  {
    id: 'acts',
    title: '',
    width: 320,
    grow: 0,
    isSortable: false,
    phone: 'bare',
    value: () => '',
    cell: (p) => (p.mayLookAfter && p.disabledAt === null ? <PersonActs person={p} /> : null),
  },
]

function usePeopleChange<T>(mutationFn: (input: T) => Promise<unknown>) {
  const queries = useQueryClient()
  const { notification } = App.useApp()
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/people'] }),
    onError: (error) => notification.error({ title: error.message }),
  })
}

function RightChoice({ person }: { person: Person }) {
  const change = usePeopleChange(changeRight)
  return (
    <Select<OrgRight>
      aria-label={t('right')}
      size="small"
      value={person.orgRight}
      popupMatchSelectWidth={false}
      options={(['administrator', 'editor', 'reader'] as const).map((value) => ({ value, label: t(value) }))}
      onChange={(orgRight) => change.mutate({ userId: person.userId, orgRight })}
    />
  )
}

function PersonActs({ person }: { person: Person }) {
  const { modal } = App.useApp()
  const { userId, displayName: name } = person
  const renew = usePeopleChange(renewPassword)
  const reset = usePeopleChange(resetSecondFactor)
  const end = usePeopleChange(endUser)
  const sure = (content: string, act: () => void) =>
    void modal.confirm({ title: content, cancelText: t('cancel'), onOk: act })
  const showPassword = ({ oneTimePassword }: { oneTimePassword: string }) =>
    void modal.success({
      title: t('oneTime'),
      content: (
        <>
          <p>{t('oneTimeNote', { name })}</p>
          <Typography.Text copyable code data-testid="one-time-password">
            {oneTimePassword}
          </Typography.Text>
        </>
      ),
    })
  return (
    <span className="ls-line">
      <Button
        size="small"
        onClick={() =>
          sure(t('newPasswordSure', { name }), () =>
            renew.mutate(userId, { onSuccess: (given) => showPassword(given as never) }),
          )
        }
      >
        {t('newPassword')}
      </Button>
      <Button size="small" onClick={() => sure(t('resetFactorSure', { name }), () => reset.mutate(userId))}>
        {t('resetFactor')}
      </Button>
      <Button size="small" danger onClick={() => sure(t('endUserSure', { name }), () => end.mutate(userId))}>
        {t('endUser')}
      </Button>
    </span>
  )
}

const stateWord = { open: 'open_', used: 'used', revoked: 'revoked', expired: 'expired' } as const

function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: revokeInvitation,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/invitations'] }),
  })
  const columns: Column<Invitation>[] = [
    { id: 'note', title: t('forWhom'), width: 160, phone: 'title', value: (i) => i.note ?? '—' },
    { id: 'role', title: t('inviteRole'), width: 120, value: (i) => roleName(i.role) },
    {
      id: 'organisation',
      title: t('colleagues'),
      width: 200,
      grow: 2,
      value: (i) => i.organisationName ?? '—',
    },
    { id: 'right', title: t('right'), width: 120, value: (i) => (i.organisationId ? t(i.orgRight) : '—') },
    { id: 'by', title: t('createdBy'), width: 120, value: (i) => i.invitedBy },
    { id: 'until', title: t('until'), width: 110, value: (i) => day(i.expiresAt) },
    { id: 'state', title: t('state'), width: 100, value: (i) => t(stateWord[i.state]) },
    {
      id: 'revoke',
      title: '',
      width: 90,
      grow: 0,
      isSortable: false,
      phone: 'bare',
      value: () => '',
      cell: (i) =>
        i.state === 'open' ? (
          <Button size="small" danger onClick={() => revoke.mutate(i.id)}>
            {t('revoke')}
          </Button>
        ) : null,
    },
  ]
  return (
    <DataTable
      name={t('invitations')}
      rows={invitations}
      rowId={({ id }) => id}
      maxRows={Math.min(invitations.length, 15)}
      columns={columns}
    />
  )
}
