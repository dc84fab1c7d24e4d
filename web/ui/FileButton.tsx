import { Button } from 'antd'
import { useRef } from 'react'

/** A button that chooses one document of the kinds that the house keeps; `name` tells readers of the screen for what. */
export function FileButton({
  name,
  words,
  isSending,
  onFile,
}: {
  name: string
  words: string
  isSending: boolean
  onFile(file: File): void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={name}
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.ofd"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) onFile(file)
          target.value = ''
        }}
      />
      <Button loading={isSending} onClick={() => input.current?.click()}>
        {words}
      </Button>
    </>
  )
}
