import { Link } from '@tanstack/react-router'
import { t } from './words.ts'

type Props = { kind: string; dataset?: 'demo' | undefined }

/** The list in which the rows of an import stand. */
export function ToRows({ kind, dataset }: Props) {
  if (kind === 'parks')
    return (
      <Link to="/parks" search={{ dataset }}>
        {t('toParks')}
      </Link>
    )
  if (kind === 'library')
    return (
      <Link to="/libraries" search={{ dataset }}>
        {t('toLibraries')}
      </Link>
    )
  if (kind === 'projects')
    return (
      <Link to="/projects" search={{ dataset }}>
        {t('toProjects')}
      </Link>
    )
  if (kind === 'leads')
    return (
      <Link to="/leads" search={{ dataset }}>
        {t('toLeads')}
      </Link>
    )
  return (
    <Link to="/firms" search={{ dataset, sort: '-updated' }}>
      {t('toFirms')}
    </Link>
  )
}
