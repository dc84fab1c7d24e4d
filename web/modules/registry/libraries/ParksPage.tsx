import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { type ParkItem, parkQuery, parksQuery } from './api.ts'
import { t as form } from './form-words.ts'
import { ParkEditForm, ParkForm, ParkPartForm } from './ParkForms.tsx'
import { ParkHistory } from './ParkHistory.tsx'
import { partText } from './park-text.tsx'
import { t as word } from './park-words.ts'
import { t } from './words.ts'

const route = getRouteApi('/parks')

const parkColumns = (): Column<ParkItem>[] => [
  { id: 'name', title: t('park'), width: 200, grow: 2, phone: 'title', value: (p) => p.name },
  { id: 'short', title: t('shortName'), width: 120, grow: 0, isHidden: true, value: (p) => p.shortName },
  { id: 'partner', title: t('partner'), width: 100, grow: 0, value: (p) => p.partnerCountry },
  {
    id: 'titles',
    title: t('titles'),
    width: 220,
    grow: 2,
    value: (p) => p.titles.join('、') || null,
    cell: (p) => p.titles.join('、') || <Unknown />,
  },
  {
    id: 'landAll',
    title: t('landAll'),
    unit: t('squareMetres'),
    width: 130,
    grow: 0,
    align: 'right',
    value: (p) => p.landM2,
    cell: (p) => area(p.landM2),
  },
  {
    id: 'land',
    title: t('availableLand'),
    unit: t('squareMetres'),
    width: 130,
    grow: 0,
    align: 'right',
    value: (p) => p.availableM2,
    cell: (p) => area(p.availableM2),
  },
  {
    id: 'floorAll',
    isHidden: true,
    title: t('floorAll'),
    unit: t('squareMetres'),
    width: 130,
    grow: 0,
    align: 'right',
    value: (p) => p.factoryM2,
    cell: (p) => area(p.factoryM2),
  },
  {
    id: 'floor',
    title: t('freeFloor'),
    unit: t('squareMetres'),
    width: 130,
    grow: 0,
    align: 'right',
    value: (p) => p.freeFactoryM2,
    cell: (p) => area(p.freeFactoryM2),
  },
  { id: 'projects', title: t('projects'), width: 90, grow: 0, align: 'right', value: (p) => p.projects },
  { id: 'source', title: t('source'), width: 220, grow: 2, phone: 'none', value: (p) => p.source },
]
const area = (squareMetres: number | null) => (squareMetres === null ? <Unknown /> : count(squareMetres))

/** The parks of a city: titles, partner country, what is free. */
export function ParksPage() {
  const { city, dataset } = useScope()
  const search = route.useSearch()
  const [isAdding, add] = useState(false)
  const mayWrite = useMay('libraries.write')
  const mayImport = useMay('registry.import')
  const navigate = route.useNavigate()
  const { data: parks, error, refetch } = useQuery(parksQuery({ city: city.code, dataset }))
  if (error) return <Page title={t('parks')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!parks) return <Loading rows={8} />
  const open = (id: string | undefined) =>
    void navigate({ search: (held) => ({ ...held, open: id }), replace: true })
  return (
    <Page
      title={t('parks')}
      sentence={t('parksSentence', { city: city.name, count: parks.length })}
      actions={
        mayWrite && (
          <>
            {mayImport && (
              <Link to="/import" search={{ kind: 'parks' }} className="ls-button">
                {t('importParks')}
              </Link>
            )}
            <Button type="primary" onClick={() => add(true)}>
              {form('addPark')}
            </Button>
          </>
        )
      }
    >
      {isAdding && (
        <ParkForm
          onClose={() => add(false)}
          onSaved={(id) => {
            add(false)
            open(id)
          }}
        />
      )}
      <DataTable
        name={t('parks')}
        rows={parks}
        columns={parkColumns()}
        rowId={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={<Empty title={t('parksNone')} />}
      />
      <ParkDrawer id={search.open ?? null} onClose={() => open(undefined)} />
    </Page>
  )
}

const partKinds = ['title', 'land', 'parcel', 'factory', 'ranking', 'check', 'strength'] as const

function ParkDrawer({ id, onClose }: { id: string | null; onClose(): void }) {
  const [isTelling, tell] = useState(false)
  const [isEditing, edit] = useState(false)
  const mayWrite = useMay('libraries.write')
  const { data: park, error } = useQuery({ ...parkQuery(id ?? ''), enabled: id !== null })
  return (
    <Drawer open={id !== null} onClose={onClose} mask={false} size={440} title={park?.name ?? t('park')}>
      {error && <Problem error={error} />}
      {park && (park.shortName || park.address) && (
        <dl className="ls-pairs">
          {park.shortName && (
            <div>
              <dt>{t('shortName')}</dt>
              <dd>{park.shortName}</dd>
            </div>
          )}
          {park.address && (
            <div>
              <dt>{t('address')}</dt>
              <dd>{park.address}</dd>
            </div>
          )}
        </dl>
      )}
      {park && mayWrite && (
        <Space wrap>
          <Button onClick={() => tell(true)}>{form('addPart')}</Button>
          <Button onClick={() => edit(true)}>{word('edit')}</Button>
        </Space>
      )}
      {park && isEditing && <ParkEditForm park={park} onClose={() => edit(false)} />}
      {park && isTelling && <ParkPartForm parkId={park.id} onClose={() => tell(false)} />}
      {partKinds.map((kind) => {
        const own = (park?.parts ?? []).filter(({ part }) => part.kind === kind)
        if (own.length === 0) return null
        return (
          <section key={kind} className="ls-drawer-part">
            <h3>{t(`part_${kind}`)}</h3>
            <ul className="ls-reasons">
              {own.map(({ id: partId, part, source }) => (
                <li key={partId}>
                  {partText(part)} <small className="ls-soft">{source}</small>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      {park && <ParkHistory parkId={park.id} />}
      {park && (
        <Link to="/evaluation" className="ls-link">
          {t('parkScore')}
        </Link>
      )}
    </Drawer>
  )
}
