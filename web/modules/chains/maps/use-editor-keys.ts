import { useEffect } from 'react'

type Keys = { onUndo(): void; onRedo(): void; onNew(): void; onRemove(): void }

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z, N and Delete; silent while something is typed, where the field has its own undo. */
export function useEditorKeys({ onUndo, onRedo, onNew, onRemove }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (target.closest('input, textarea, select, .ant-modal, .ant-select-dropdown')) return
      const isControl = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const what =
        isControl && key === 'z'
          ? event.shiftKey
            ? onRedo
            : onUndo
          : isControl && key === 'y'
            ? onRedo
            : !isControl && !event.altKey && key === 'n'
              ? onNew
              : !isControl && key === 'delete'
                ? onRemove
                : null
      if (!what) return
      event.preventDefault()
      what()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onUndo, onRedo, onNew, onRemove])
}
