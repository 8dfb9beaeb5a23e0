// What floats is shown in the browser's top layer, so that no pane clips it and an open dialog never hides it.

/** A ref callback: shows an element that has `popover="manual"`. */
export function showInTopLayer(element: HTMLElement | null): void {
  if (element?.isConnected && typeof element.showPopover === 'function' && !element.matches(':popover-open')) {
    element.showPopover()
  }
}
