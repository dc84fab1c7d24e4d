import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { day } from '../../ui/format.ts'
import { roleName } from '../../ui/frame/role-words.ts'
import { Page } from '../../ui/Page.tsx'
import { useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { endUser, renewPassword, type User, usersQuery } from './api.ts'
import { NewUserDrawer } from './NewUserDrawer.tsx'
import { SignInRulesPanel } from './SignInRulesPanel.tsx'
import { t } from './words.ts'

/** All accounts; the administrator adds and ends them. */
export function UsersPage() {
  const { data: users, error, refetch } = useQuery(usersQuery())
  const [isAdding, setIsAdding] = useState(false)
  const end = useEndUser()
  const columns = useUserColumns(end, useRenewPassword())
  if (error)
    return <Page title={t('usersTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!users) return <Loading />

  const ended = users.filter(({ disabledAt }) => disabledAt !== null).length
  return (
    <Page
      title={t('usersTitle')}
      sentence={t('usersSentence', { active: users.length - ended, ended })}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setIsAdding(true)}>
          {t('addUser')}
        </Button>
      }
    >
      <DataTable
        name={t('usersTitle')}
        rows={users}
        columns={columns}
        rowId={({ userId }) => userId}
        maxRows={Math.min(users.length, 20)}
      />
      <SignInRulesPanel />
      <NewUserDrawer isOpen={isAdding} onClose={() => setIsAdding(false)} />
    </Page>
  )
}

function useEndUser() {
  const { modal, notification } = App.useApp()
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: endUser,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
    onError: (error) => notification.error({ title: error.message }),
  })
  return useMemo(
    () => (user: User) =>
      void modal.confirm({
        title: t('endUserSure', { name: user.displayName }),
        okText: t('endUser'),
        okButtonProps: { danger: true },
        cancelText: t('cancel'),
        onOk: () => mutate(user.userId),
      }),
    [modal, mutate],
  )
}

function useRenewPassword() {
  const { modal, notification } = App.useApp()
  const { mutate } = useMutation({
    mutationFn: renewPassword,
    onSuccess: ({ userName, oneTimePassword }) =>
      void modal.success({
        title: t('oneTime'),
        content: (
          <>
            <p>{t('oneTimeNote', { name: userName })}</p>
            <Typography.Text copyable code>
              {oneTimePassword}
            </Typography.Text>
          </>
        ),
      }),
    onError: (error) => notification.error({ title: error.message }),
  })
  return useMemo(
    () => (user: User) =>
      void modal.confirm({
        title: t('renewSure', { name: user.displayName }),
        okText: t('renew'),
        cancelText: t('cancel'),
        onOk: () => mutate(user.userId),
      }),
    [modal, mutate],
  )
}

type Act = (user: User) => void

function useUserColumns(end: Act, renew: Act): Column<User>[] {
  const { cities, actor } = useSession()
  return useMemo(
    () => [
      { id: 'userName', title: t('userName'), width: 140, value: (u) => u.userName, phone: 'title' },
      { id: 'displayName', title: t('displayName'), width: 140, value: (u) => u.displayName },
      { id: 'role', title: t('role'), width: 140, value: (u) => roleName(u.role) },
      {
        id: 'organisation',
        title: t('organisation'),
        width: 200,
        grow: 2,
        value: (u) => u.organisationName ?? t('none'),
      },
      {
        id: 'city',
        title: t('city'),
        width: 120,
        value: (u) =>
          u.cityCode ? (cities.find(({ code }) => code === u.cityCode)?.name ?? u.cityCode) : t('allCities'),
      },
      {
        id: 'state',
        title: t('state'),
        width: 160,
        value: (u) => (u.disabledAt ? `${t('ended')} ${day(u.disabledAt)}` : t('inUse')),
      },
      {
        id: 'end',
        title: '',
        width: 196,
        grow: 0,
        isSortable: false,
        value: () => '',
        cell: (u) =>
          u.disabledAt === null && u.userId !== actor.userId ? (
            <span className="ls-line">
              <Button size="small" onClick={() => renew(u)}>
                {t('renew')}
              </Button>
              <Button size="small" danger onClick={() => end(u)}>
                {t('endUser')}
              </Button>
            </span>
          ) : null,
      },
    ],
    [cities, actor.userId, end, renew],
  )
}
