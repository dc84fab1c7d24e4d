import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { Page } from '../../../ui/Page.tsx'
import { useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { yuan } from './amounts.ts'
import { type AccountInput, accountQuery, type OfferList, offersQuery, post } from './api.ts'
import { t } from './words.ts'

/** What is granted to the firm without an application: one act accepts it, with the account that it is paid to. */
export function OffersPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(offersQuery(scope))
  const account = useQuery(accountQuery())
  if (error) return <Page title={t('offers')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data || account.isPending) return <Loading />
  if (data.items.length === 0)
    return <Page title={t('offers')}>{<Empty title={t('offersNone')} why={t('offersNoneWhy')} />}</Page>
  const open = data.items.filter(({ status, isOpen }) => status === 'offered' && isOpen).length
  return (
    <Page title={t('offers')} sentence={t('offersSentence', { open })}>
      {data.items.map((offer) => (
        <OfferCard key={offer.id} offer={offer} account={account.data?.account ?? null} />
      ))}
    </Page>
  )
}

type Offer = OfferList['items'][number]
const empty: AccountInput = { accountName: '', bank: '', accountNo: '' }

function OfferCard({ offer, account }: { offer: Offer; account: AccountInput | null }) {
  const queries = useQueryClient()
  const [given, setGiven] = useState<AccountInput>(account ?? empty)
  const isChanged =
    !account ||
    account.accountName !== given.accountName ||
    account.bank !== given.bank ||
    account.accountNo !== given.accountNo
  const answer = useMutation({
    mutationFn: (accept: boolean) =>
      post(`/offers/${offer.id}`, { accept, ...(accept && isChanged ? { account: bare(given) } : {}) }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
  const isWhole =
    given.accountName.trim() !== '' && given.bank.trim() !== '' && /^\d{6,30}$/.test(given.accountNo)
  return (
    <section className="ls-panel">
      <h2>
        {offer.title} <span className="ls-tag">{t(`line_${offer.status}`)}</span>
      </h2>
      <div className="ls-panel-body ls-stack">
        <p>
          <b>
            {yuan(offer.amountFen)} {t('yuan')}
          </b>{' '}
          <span className="ls-soft">
            {offer.basis} {offer.paidOn}
          </span>
        </p>
        {answer.error && <Alert type="error" showIcon title={answer.error.message} />}
        {offer.isOpen && offer.status === 'offered' && (
          <>
            <b>{t('account')}</b>
            <AccountFields value={given} set={setGiven} />
            <Space wrap>
              <Button
                type="primary"
                disabled={!isWhole}
                loading={answer.isPending}
                onClick={() => answer.mutate(true)}
              >
                {t('acceptOffer')}
              </Button>
              <Button onClick={() => answer.mutate(false)}>{t('refuseOffer')}</Button>
            </Space>
          </>
        )}
      </div>
    </section>
  )
}

const bare = ({ accountName, bank, accountNo }: AccountInput) => ({
  accountName: accountName.trim(),
  bank: bank.trim(),
  accountNo,
})

function AccountFields({ value, set }: { value: AccountInput; set(value: AccountInput): void }) {
  const field = (key: keyof AccountInput) => (
    <Input
      aria-label={t(key)}
      placeholder={t(key)}
      value={value[key]}
      maxLength={100}
      status={
        key === 'accountNo' && value.accountNo !== '' && !/^\d{6,30}$/.test(value.accountNo) ? 'error' : ''
      }
      onChange={(event) =>
        set({ ...value, [key]: event.target.value.replace(key === 'accountNo' ? /\s/g : /$^/, '') })
      }
    />
  )
  return (
    <div className="ls-stack" style={{ gap: 8, maxWidth: 480 }}>
      {field('accountName')}
      {field('bank')}
      {field('accountNo')}
      <span className="ls-soft">{t('accountRule')}</span>
    </div>
  )
}
