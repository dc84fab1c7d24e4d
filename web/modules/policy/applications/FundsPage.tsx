import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { money } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { fenOf, yuan } from './amounts.ts'
import { type Fund, type FundDetail, fundQuery, fundsQuery, post } from './api.ts'
import { NewFund } from './NewFund.tsx'
import { t } from './words.ts'

/** The special funds of a city: budget, committed, paid, balance; each opens into projects and what waits. */
export function FundsPage() {
  const scope = useScope()
  const mayManage = useMay('funds.manage')
  const { data, error, refetch } = useQuery(fundsQuery(scope))
  if (error) return <Page title={t('funds')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.items.length === 0)
    return (
      <Page title={t('funds')}>
        <Empty title={t('fundsNone')} why={t('fundsNoneWhy')} />
        {mayManage && <NewFund />}
      </Page>
    )
  return (
    <Page
      title={t('funds')}
      sentence={t('fundsSentence', { count: data.items.length, year: data.items[0]!.year })}
    >
      {data.items.map((fund) => (
        <FundPanel key={fund.id} fund={fund} />
      ))}
      {mayManage && <NewFund />}
    </Page>
  )
}

function FundPanel({ fund }: { fund: Fund }) {
  const mayManage = useMay('funds.manage')
  return (
    <section className="ls-panel">
      <h2>{fund.name}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">
          {fund.department} · {fund.purpose} · {t('source')} {fund.source}
        </p>
        <dl className="ls-case-amounts">
          <Sum term={`${t('budget')} ${fund.year}`} fen={fund.budgetFen} />
          <Sum term={t('committed')} fen={fund.committedFen} />
          <Sum term={t('paid')} fen={fund.paidFen} />
          <Sum term={t('balance')} fen={fund.balanceFen} isLate={fund.isOver === true} />
        </dl>
        <Ledger figures={fund.figures} />
        <Windows fund={fund} />
        {mayManage && <BudgetForm fund={fund} />}
        {mayManage && <WindowForm fund={fund} />}
        <FundWork id={fund.id} />
      </div>
    </section>
  )
}

function Sum({ term, fen, isLate }: { term: string; fen: string | null; isLate?: boolean }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className={isLate ? 'ls-late' : undefined}>
        {fen === null ? <Unknown /> : `${yuan(fen)} ${t('yuan')}`}
      </dd>
    </div>
  )
}

const shown = (fen: string | null) => {
  const text = money(fen)
  return text ? `${text.text} ${text.unit}` : null
}

function Ledger({ figures }: { figures: Fund['figures'] }) {
  if (figures.length === 0) return null
  return (
    <div>
      <b>{t('ledger')}</b> <span className="ls-soft">{t('leverageNote')}</span>
      {figures.map((line) => (
        <p key={line.year}>
          {line.year}：{t('projectsCount')} {line.projects ?? <Unknown />}，{t('investment')}{' '}
          {shown(line.investmentFen) ?? <Unknown />}，{t('granted')} {shown(line.grantedFen) ?? <Unknown />}，
          {t('leverage')} {line.leverageRatio === null ? <Unknown /> : line.leverageRatio.toFixed(1)}{' '}
          <span className="ls-soft">{line.source}</span>
        </p>
      ))}
    </div>
  )
}

function Windows({ fund }: { fund: Fund }) {
  if (fund.windows.length === 0) return null
  return (
    <div>
      <b>{t('windows')}</b>
      {fund.windows.map((window) => (
        <p key={window.id}>
          {window.isOpen ? '● ' : '○ '}
          {window.title} {window.opensOn} — {window.closesOn}
        </p>
      ))}
    </div>
  )
}

function useFundPost(path: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => post<FundDetail>(path, body),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases', 'funds'] }),
  })
}

function BudgetForm({ fund }: { fund: Fund }) {
  const { dataset } = useScope()
  const enter = useFundPost(`/funds/${fund.id}/budgets`)
  const [amount, setAmount] = useState('')
  const [source, setSource] = useState('')
  const amountFen = fenOf(amount)
  return (
    <Space wrap>
      {enter.error && <Alert type="error" showIcon title={enter.error.message} />}
      <Input
        placeholder={t('amountYuan')}
        aria-label={t('amountYuan')}
        value={amount}
        onChange={(e) => setAmount(e.target.value)}
      />
      <Input
        placeholder={t('source')}
        aria-label={t('source')}
        value={source}
        maxLength={300}
        onChange={(e) => setSource(e.target.value)}
      />
      <Button
        disabled={amountFen === null || source.trim() === ''}
        loading={enter.isPending}
        onClick={() => enter.mutate({ dataset, year: fund.year, amountFen, source: source.trim() })}
      >
        {t('enterBudget')} {fund.year}
      </Button>
    </Space>
  )
}

function WindowForm({ fund }: { fund: Fund }) {
  const { dataset } = useScope()
  const open = useFundPost(`/funds/${fund.id}/windows`)
  const [window, setWindow] = useState({ title: '', opensOn: '', closesOn: '', source: '' })
  const set = (change: Partial<typeof window>) => setWindow({ ...window, ...change })
  const isWhole = Object.values(window).every((text) => text.trim() !== '')
  return (
    <Space wrap>
      {open.error && <Alert type="error" showIcon title={open.error.message} />}
      <Input
        placeholder={t('title')}
        aria-label={t('title')}
        value={window.title}
        maxLength={100}
        onChange={(e) => set({ title: e.target.value })}
      />
      <Input
        type="date"
        aria-label={t('opensOn')}
        value={window.opensOn}
        onChange={(e) => set({ opensOn: e.target.value })}
      />
      <Input
        type="date"
        aria-label={t('closesOn')}
        value={window.closesOn}
        onChange={(e) => set({ closesOn: e.target.value })}
      />
      <Input
        placeholder={t('source')}
        aria-label={t('source')}
        value={window.source}
        maxLength={300}
        onChange={(e) => set({ source: e.target.value })}
      />
      <Button
        disabled={!isWhole}
        loading={open.isPending}
        onClick={() => open.mutate({ dataset, ...window })}
      >
        {t('addWindow')}
      </Button>
    </Space>
  )
}

/** Projects and payments of a fund, and how what waits is divided by its rule. */
function FundWork({ id }: { id: string }) {
  const scope = useScope()
  const { data } = useQuery(fundQuery(scope, id))
  if (!data) return null
  const { allocation, projects } = data
  return (
    <>
      {allocation.lines.length > 0 && (
        <div>
          <b>{t('allocation', { rule: t(`rule_${data.overBudget}`), source: data.overBudgetSource })}</b>
          {allocation.lines.map((line) => (
            <p key={line.applicationId}>
              <Link to="/policies/applications/$caseId" params={{ caseId: line.applicationId }}>
                {line.organisation}
              </Link>{' '}
              {t('asked')} {yuan(line.askedFen)}，{t('allotted')} {yuan(line.allottedFen)} {t('yuan')}
            </p>
          ))}
        </div>
      )}
      {projects.length > 0 && (
        <div>
          <b>{t('projects')}</b>
          {projects.map((project, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a case may have several payments alike
            <p key={i}>
              {project.organisation} · {project.title} · {yuan(project.amountFen)} {t('yuan')}{' '}
              <span className="ls-soft">
                {project.paidOn} {project.voucher}
              </span>
            </p>
          ))}
        </div>
      )}
    </>
  )
}
