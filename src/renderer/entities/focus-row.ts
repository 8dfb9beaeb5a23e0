// The keyboard's place in the list of entities, for what leads there from elsewhere.

/** Once the list has drawn the row. */
export function focusRow(entityId: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`#companion [data-roving="${CSS.escape(entityId)}"]`)?.focus()
    })
  })
}
