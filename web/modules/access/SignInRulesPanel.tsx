import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { personRoles, roleName } from '../../ui/frame/role-words.ts'
import { Problem } from '../../ui/states.tsx'
import { type Role, setSignInRule, signInRulesQuery } from './people-api.ts'
import { t } from './people-words.ts'

/** Which roles need a second factor; the administrator decides. */
export function SignInRulesPanel() {
  const { data, error } = useQuery(signInRulesQuery())
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: setSignInRule,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/sign-in-rules'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{t('rulesTitle')}</h2>
      <div className="ls-panel-body">
        <p className="ls-soft">{t('rulesWhy')}</p>
        {error && <Problem error={error} />}
        <div className="ls-checks">
          {personRoles.map((role) => (
            <Checkbox
              key={role}
              checked={data?.secondFactorRoles.includes(role as Role) ?? false}
              disabled={!data || change.isPending}
              onChange={({ target }) =>
                change.mutate({ role: role as Role, needsSecondFactor: target.checked })
              }
            >
              {roleName(role)}
            </Checkbox>
          ))}
        </div>
      </div>
    </section>
  )
}
