import { Input } from 'antd'
import { useEffect, useState } from 'react'

type Props = {
  label: string
  value: string
  isDisabled?: boolean
  placeholder?: string
  onCommit(value: string): void
}

/** A field that changes the draft when it is left or Enter is pressed, not with every letter; Escape takes it back. */
export function CommitInput({ label, value, isDisabled, placeholder, onCommit }: Props) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const commit = () => {
    const next = text.trim()
    if (next !== value) onCommit(next)
  }
  return (
    <Input
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      disabled={isDisabled}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onPressEnter={commit}
      onKeyDown={({ key }) => key === 'Escape' && setText(value)}
    />
  )
}
