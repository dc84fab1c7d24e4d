import { count, percent } from '../../ui/format.ts'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { TryResult } from './api.ts'
import { Money, moneyText } from './money-text.tsx'
import { t } from './words.ts'

/** What a reform does: totals, winners and losers, and what a budget would pay of it. */
export function SandboxResult({ result }: { result: TryResult }) {
  const { before, after, difference, winners, losers, mostWon, mostLost, allocation, byPolicy } = result
  const changed = byPolicy.filter(
    (one) => one.before.amountFen !== one.after.amountFen || one.before.ceilingFen !== one.after.ceilingFen,
  )
  return (
    <div className="ls-stack" data-testid="sandbox-result">
      <dl className="ls-cells">
        <Cell
          term={t('amount')}
          value={moneyText(after.amountFen)}
          note={`${t('before')} ${moneyText(before.amountFen)}`}
        />
        <Cell
          term={t('ceilingTotal')}
          value={moneyText(after.ceilingFen)}
          note={`${t('before')} ${moneyText(before.ceilingFen)}`}
        />
        <Cell
          term={t('difference')}
          value={moneyText(difference.amountFen)}
          note={`${t('ceilingTotal')} ${moneyText(difference.ceilingFen)}`}
        />
        <Cell term={t('winners')} value={`${count(winners)} ${t('firmUnit')}`} />
        <Cell term={t('losers')} value={`${count(losers)} ${t('firmUnit')}`} />
      </dl>
      {allocation && <Allocation allocation={allocation} />}
      {changed.length > 0 && (
        <ul className="ls-lines">
          {changed.map((one) => (
            <li key={one.policy}>
              <span>{one.title}</span>
              <span className="ls-lines-end">
                {moneyText(one.before.amountFen)} → <b>{moneyText(one.after.amountFen)}</b>
                {one.after.ceilingFen !== one.before.ceilingFen && (
                  <small className="ls-soft">
                    {t('ceilingTotal')} {moneyText(one.before.ceilingFen)} → {moneyText(one.after.ceilingFen)}
                  </small>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Shifts title={t('losers')} shifts={mostLost} />
      <Shifts title={t('winners')} shifts={mostWon} />
    </div>
  )
}

function Cell({ term, value, note }: { term: string; value: string; note?: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {value}
        {note && (
          <>
            <br />
            <small className="ls-soft">{note}</small>
          </>
        )}
      </dd>
    </div>
  )
}

function Allocation({ allocation }: { allocation: NonNullable<TryResult['allocation']> }) {
  const ratio = percent(allocation.paidRatio, 2)
  return (
    <dl className="ls-cells" data-testid="allocation">
      <Cell term={t('asked')} value={moneyText(allocation.askedFen)} />
      <Cell
        term={t('paid')}
        value={moneyText(allocation.paidFen)}
        note={`${t(allocation.mode)} ${ratio ? `${ratio.text}%` : ''}`}
      />
      <Cell term={t('short')} value={moneyText(allocation.shortFen)} />
      <Cell term={t('paidInFull')} value={count(allocation.paidInFull)} />
      <Cell term={t('paidInPart')} value={count(allocation.paidInPart)} />
      <Cell term={t('paidNothing')} value={count(allocation.paidNothing)} />
    </dl>
  )
}

function Shifts({ title, shifts }: { title: string; shifts: TryResult['mostWon'] }) {
  if (shifts.length === 0) return null
  return (
    <details className="ls-details">
      <summary>
        {t('shifts')}：{title} {shifts.length}
      </summary>
      <ScrollX>
        <table className="ls-plain">
          <tbody>
            {shifts.map(({ organisationId, name, beforeFen, afterFen, differenceFen }) => (
              <tr key={organisationId}>
                <td>{name || <Unknown />}</td>
                <td data-right>
                  <Money fen={beforeFen} />
                </td>
                <td data-right>
                  <Money fen={afterFen} />
                </td>
                <td data-right>
                  <b>
                    <Money fen={differenceFen} />
                  </b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </details>
  )
}
