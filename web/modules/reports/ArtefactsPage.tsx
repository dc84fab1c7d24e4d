import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Select } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { ArtefactCard } from './ArtefactCard.tsx'
import { type ArtefactBoard, artefactsQuery, chainChoicesQuery, makeBundle } from './api.ts'
import { BundleView } from './BundleView.tsx'
import { InChinese } from './InChinese.tsx'
import { t } from './words.ts'

const route = getRouteApi('/artefacts')

/** What a city keeps for each chain: how complete and fresh each artefact is, what is missing, and all of it as files. */
export function ArtefactsPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const { chain } = route.useSearch()
  const chains = useQuery(chainChoicesQuery(scope))
  const chosen = chains.data?.find(({ id }) => id === chain)?.id ?? chains.data?.[0]?.id
  const { data, error, refetch } = useQuery(artefactsQuery(scope, chosen))
  const choice = chains.data && (
    <Select
      aria-label={t('chooseChain')}
      className="ls-artefact-chain"
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen}
      onChange={(next: string) =>
        void navigate({ to: '/artefacts', search: (old) => ({ ...old, chain: next }) })
      }
      options={chains.data.map(({ id, name }) => ({ value: id, label: inLang(name) }))}
    />
  )
  const failure = error ?? chains.error
  if (failure)
    return (
      <Page title={t('artefacts')} actions={choice}>
        {<Problem error={failure} retry={() => void refetch()} />}
      </Page>
    )
  if (!data) return <Loading rows={10} />
  if (!data.set)
    return (
      <Page title={t('artefacts')} actions={choice}>
        {<Empty title={t('artefactsNone')} why={t('artefactsNoneWhy')} />}
      </Page>
    )
  return <Board board={data} choice={choice} />
}

function Board({ board, choice }: { board: ArtefactBoard; choice: React.ReactNode }) {
  const scope = useScope()
  const queries = useQueryClient()
  const mayMake = useMay('reports.make')
  const make = useMutation({
    mutationFn: () => makeBundle({ city: scope.city.code, dataset: scope.dataset, chain: board.chain.id }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['reports'] }),
  })
  const count = (state: string) => board.artefacts.filter((one) => one.state === state).length
  const sentence = t('artefactsSentence', {
    ...{ name: `${board.chain.name} · ${board.set!.name}`, complete: count('complete') },
    ...{ partial: count('partial'), empty: count('empty'), notYet: count('not_yet') },
  })
  const button = mayMake && (
    <Button type="primary" loading={make.isPending} onClick={() => make.mutate()} title={t('makeAllWhy')}>
      {t('makeAll')}
    </Button>
  )
  return (
    <Page
      title={t('artefacts')}
      sentence={sentence}
      actions={
        <>
          {choice}
          {button}
        </>
      }
    >
      <InChinese />
      {make.error && <Alert type="error" showIcon title={make.error.message} />}
      <div className="ls-artefacts">
        {board.artefacts.map((artefact) => (
          <ArtefactCard key={artefact.id} artefact={artefact} staleDays={board.set!.staleDays} />
        ))}
      </div>
      <section className="ls-panel">
        <h2>{t('bundles')}</h2>
        <div className="ls-panel-body ls-stack">
          {board.bundles.length === 0 && <p className="ls-soft">{t('bundlesNone')}</p>}
          {board.bundles.map((bundle) => (
            <BundleView key={bundle.id} bundle={bundle} />
          ))}
        </div>
      </section>
      <p className="ls-soft">{t('setSource', { source: board.set!.source })}</p>
    </Page>
  )
}
