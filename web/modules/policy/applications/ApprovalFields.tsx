import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { fenOf, written, yuan } from './amounts.ts'
import { type Act, fundsQuery } from './api.ts'
import { t } from './words.ts'

type Row = { label: string; amount: string; dueOn: string }
type Props = {
  computedFen: string | null
  ceilingFen: string | null
  set(more: Partial<Act> | null): void
}

/** The amount that the office fixes, how it is paid, and from which fund. A ceiling is never filled in. */
export function ApprovalFields({ computedFen, ceilingFen, set }: Props) {
  const scope = useScope()
  const { data: funds } = useQuery(fundsQuery(scope))
  const [amount, setAmount] = useState(written(computedFen))
  const [rows, setRows] = useState<Row[]>([])
  const [fundId, setFundId] = useState<string | undefined>()
  useEffect(() => {
    const approvedFen = fenOf(amount)
    const parts = rows.map((row) => ({
      label: row.label.trim(),
      amountFen: fenOf(row.amount) ?? '',
      dueOn: row.dueOn === '' ? null : row.dueOn,
    }))
    const isWhole = approvedFen !== null && parts.every((part) => part.label !== '' && part.amountFen !== '')
    set(
      isWhole
        ? { approvedFen, ...(parts.length > 0 ? { instalments: parts } : {}), ...(fundId ? { fundId } : {}) }
        : null,
    )
  }, [amount, rows, fundId, set])
  const change = (at: number, one: Partial<Row>) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, ...one } : row)))
  return (
    <>
      <div className="ls-stack" style={{ gap: 4 }}>
        {t('approvedYuan')}
        <Input
          aria-label={t('approvedYuan')}
          value={amount}
          inputMode="decimal"
          status={amount !== '' && fenOf(amount) === null ? 'error' : ''}
          onChange={(event) => setAmount(event.target.value)}
        />
        {ceilingFen !== null && (
          <span className="ls-soft">
            {t('ceiling')} {yuan(ceilingFen)} {t('yuan')} · {t('ceilingNote')}
          </span>
        )}
      </div>
      <div className="ls-stack" style={{ gap: 4 }}>
        {t('fund')}
        <Select
          aria-label={t('fund')}
          allowClear
          value={fundId ?? null}
          options={(funds?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => setFundId(id ?? undefined)}
        />
      </div>
      <div className="ls-stack" style={{ gap: 8 }}>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: instalments are numbered by their place
          <div key={i} style={{ display: 'grid', gridTemplateColumns: '2fr 2fr 2fr', gap: 8 }}>
            <Input
              placeholder={t('instalmentLabel')}
              aria-label={t('instalmentLabel')}
              value={row.label}
              maxLength={50}
              onChange={(event) => change(i, { label: event.target.value })}
            />
            <Input
              placeholder={t('amountYuan')}
              aria-label={t('amountYuan')}
              value={row.amount}
              onChange={(event) => change(i, { amount: event.target.value })}
            />
            <Input
              type="date"
              aria-label={t('dueOn')}
              value={row.dueOn}
              onChange={(event) => change(i, { dueOn: event.target.value })}
            />
          </div>
        ))}
        <Button onClick={() => setRows([...rows, { label: '', amount: '', dueOn: '' }])}>
          {t('addInstalment')}
        </Button>
      </div>
    </>
  )
}
