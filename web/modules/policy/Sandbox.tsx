import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Segmented, Select, Slider } from 'antd'
import { useMemo, useState } from 'react'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import {
  factsQuery,
  keepSandbox,
  type Lever,
  leversQuery,
  sandboxesQuery,
  type Tried,
  tryReform,
} from './api.ts'
import { SandboxResult } from './SandboxResult.tsx'
import { t } from './words.ts'

type Mode = Tried['mode']
type Setting = { budget: string; mode: Mode; basis: Tried['basis']; rankBy: string | null }

/** Caps, rates and parameters turned over the whole city: who wins, who loses, what a budget pays. Nothing is changed. */
export function Sandbox() {
  const scope = useScope()
  const { data: levers, error } = useQuery(leversQuery(scope))
  const [changes, setChanges] = useState<Record<string, string>>({})
  const [setting, setSetting] = useState<Setting>({
    budget: '',
    mode: 'proRata',
    basis: 'amount',
    rankBy: null,
  })
  const attempt = useMutation({ mutationFn: (input: Tried) => tryReform(scope, input) })
  if (error) return <Problem error={error} />
  if (!levers) return <Loading />
  const input = triedOf(changes, setting)
  return (
    <div className="ls-policy-grid">
      <div className="ls-stack">
        <Levers levers={levers} changes={changes} onChange={setChanges} />
        {attempt.error && <Alert type="error" showIcon title={attempt.error.message} />}
        {attempt.data && <SandboxResult result={attempt.data} />}
        {attempt.data && <KeepAs input={input} />}
        <Kept />
      </div>
      <section className="ls-panel ls-policy-side">
        <h2>{t('overBudget')}</h2>
        <div className="ls-panel-body ls-stack">
          <Settings setting={setting} onChange={setSetting} />
          <Button type="primary" onClick={() => attempt.mutate(input)} loading={attempt.isPending}>
            {t('run')}
          </Button>
        </div>
      </section>
    </div>
  )
}

function triedOf(changes: Record<string, string>, { budget, mode, basis, rankBy }: Setting): Tried {
  const wan = /^\d+(\.\d{1,6})?$/.test(budget.trim()) ? budget.trim() : null
  const [whole = '0', part = ''] = (wan ?? '').split('.')
  return {
    changes: Object.entries(changes).map(([path, value]) => ({ path, value })),
    // Whole fen out of 万元 by digits, never through a fraction.
    budgetFen: wan === null ? null : BigInt(whole + part.padEnd(6, '0')).toString(),
    mode,
    basis,
    rankBy,
  }
}

function Settings({ setting, onChange }: { setting: Setting; onChange(setting: Setting): void }) {
  const { data } = useQuery({ ...factsQuery(), enabled: setting.mode === 'ranking' })
  const numbers = (data?.facts ?? []).filter(({ type }) =>
    ['money', 'rate', 'count', 'quantity'].includes(type),
  )
  return (
    <>
      <Input
        aria-label={t('budgetCap')}
        placeholder={`${t('budgetCap')} · ${t('budgetCapNote')}`}
        value={setting.budget}
        onChange={(event) => onChange({ ...setting, budget: event.target.value })}
      />
      <Segmented<Mode>
        value={setting.mode}
        onChange={(mode) => onChange({ ...setting, mode })}
        options={[
          { value: 'proRata', label: t('proRata') },
          { value: 'ranking', label: t('ranking') },
          { value: 'firstCome', label: t('firstCome') },
        ]}
      />
      {setting.mode === 'ranking' && (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('rankBy')}
          placeholder={t('rankBy')}
          value={setting.rankBy}
          options={numbers.map(({ name, label }) => ({ value: name, label }))}
          onChange={(rankBy) => onChange({ ...setting, rankBy })}
        />
      )}
      {setting.mode === 'firstCome' && <p className="ls-soft">{t('firstComeNote')}</p>}
      <Segmented<Setting['basis']>
        value={setting.basis}
        onChange={(basis) => onChange({ ...setting, basis })}
        options={[
          { value: 'amount', label: t('basisAmount') },
          { value: 'amount_and_ceiling', label: t('basisBoth') },
        ]}
      />
    </>
  )
}

type LeversProps = {
  levers: readonly Lever[]
  changes: Record<string, string>
  onChange(changes: Record<string, string>): void
}

function Levers({ levers, changes, onChange }: LeversProps) {
  const [policy, setPolicy] = useState<string | null>(null)
  const policies = useMemo(() => [...new Map(levers.map((one) => [one.policy, one.policyTitle]))], [levers])
  const shown = levers.filter((one) => policy === null || one.policy === policy)
  const set = (lever: Lever, value: string) => {
    const { [lever.path]: _old, ...rest } = changes
    onChange(value === '' || value === lever.value ? rest : { ...rest, [lever.path]: value })
  }
  return (
    <section className="ls-panel">
      <h2>{t('sandbox')}</h2>
      <div className="ls-panel-body ls-stack">
        <Select
          allowClear
          aria-label={t('title')}
          placeholder={t('allClauses')}
          value={policy}
          options={policies.map(([value, label]) => ({ value, label }))}
          onChange={(next: string | null | undefined) => setPolicy(next ?? null)}
        />
        <ScrollX className="ls-policy-levers">
          <table className="ls-plain">
            <thead>
              <tr>
                <th>{t('lever')}</th>
                <th data-right>{t('nowIs')}</th>
                <th>{t('tryValue')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((lever) => (
                <LeverRow
                  key={lever.path}
                  lever={lever}
                  value={changes[lever.path] ?? lever.value}
                  onChange={(value) => set(lever, value)}
                />
              ))}
            </tbody>
          </table>
        </ScrollX>
      </div>
    </section>
  )
}

const kindWords = { parameter: '', cap: 'cap', rate: 'rate', award: 'formFixed', limit: 'cap' } as const

function LeverRow({
  lever,
  value,
  onChange,
}: {
  lever: Lever
  value: string
  onChange(value: string): void
}) {
  const [, number = '', unit = ''] = /^([\d.,]+)(.*)$/u.exec(lever.value) ?? []
  const now = Number(number.replaceAll(',', ''))
  const at = Number((/^[\d.,]+/u.exec(value)?.[0] ?? '').replaceAll(',', ''))
  const kind = kindWords[lever.kind]
  return (
    <tr data-path={lever.path}>
      <td>
        {lever.label} {kind && <small className="ls-soft">{t(kind)}</small>}
        <br />
        <small className="ls-soft">{lever.policyTitle}</small>
      </td>
      <td data-right>{lever.value}</td>
      <td style={{ minWidth: 240 }}>
        <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <Slider
            style={{ flex: 1 }}
            min={0}
            max={now * 2 || 100}
            step={now >= 100 ? 10 : now >= 10 ? 1 : 0.1}
            value={Number.isNaN(at) ? now : at}
            tooltip={{ formatter: (shown) => `${shown}${unit}` }}
            onChange={(next) => onChange(`${Math.round(next * 10) / 10}${unit}`)}
            ariaLabelForHandle={lever.label}
          />
          <Input
            size="small"
            style={{ width: 96 }}
            aria-label={`${t('tryValue')} ${lever.label}`}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      </td>
    </tr>
  )
}

function KeepAs({ input }: { input: Tried }) {
  const scope = useScope()
  const queries = useQueryClient()
  const [title, setTitle] = useState('')
  const keep = useMutation({
    mutationFn: () => keepSandbox(scope, { ...input, title }),
    onSuccess: () => {
      setTitle('')
      void queries.invalidateQueries({ queryKey: ['policy', 'sandboxes'] })
    },
  })
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <Input
        value={title}
        maxLength={100}
        placeholder={t('keepAs')}
        aria-label={t('keepAs')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Button disabled={title.trim() === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
        {t('keep')}
      </Button>
      {keep.error && <Alert type="error" showIcon title={keep.error.message} />}
    </div>
  )
}

function Kept() {
  const scope = useScope()
  const { data } = useQuery(sandboxesQuery(scope))
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (!data || data.length === 0) return null
  const shown = data.filter(({ id }) => chosen.includes(id))
  return (
    <section className="ls-panel">
      <h2>{t('kept')}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('compareKept')}</p>
        <ul className="ls-lines">
          {data.map(({ id, title, on, createdBy }) => (
            <li key={id}>
              <Checkbox
                checked={chosen.includes(id)}
                onChange={() =>
                  setChosen(
                    chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen.slice(-1), id],
                  )
                }
              >
                {title}
              </Checkbox>
              <small className="ls-soft">
                {on} · {createdBy}
              </small>
            </li>
          ))}
        </ul>
        <div className="ls-columns">
          {shown.map(({ id, title, input, result }) => (
            <div key={id} className="ls-part">
              <h3>{title}</h3>
              <ul className="ls-reasons">
                {input.changes.map(({ path, value }) => (
                  <li key={path}>
                    {path} → {value}
                  </li>
                ))}
              </ul>
              <SandboxResult result={result} />
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}
