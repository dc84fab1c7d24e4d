import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Sends one change of an entry and shows it as it stands then. */
export function useEntryChange<Input>(work: (input: Input) => Promise<unknown>, done: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['library-entry'] })
      done()
    },
  })
}
