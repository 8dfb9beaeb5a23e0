// The application menu, as each platform expects it. Its own items are commands that the page carries out.
import { app, Menu, shell } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'

/** Sets the menu; `command` sends the page the name of what was chosen. */
export function setUpMenu(command: (name: string) => void, libraryFolder: string): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, command, libraryFolder)))
}

/** The menu of a platform. */
export function menuTemplate(
  platform: NodeJS.Platform,
  command: (name: string) => void,
  libraryFolder: string,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const item = (label: string, name: string): MenuItemConstructorOptions => ({
    label,
    click: () => {
      command(name)
    },
  })
  const file: MenuItemConstructorOptions[] = [
    item('Add article…', 'add'),
    item('Export…', 'export'),
    { type: 'separator' },
    {
      label: 'Show library folder',
      click: () => {
        shell.showItemInFolder(libraryFolder)
      },
    },
    ...(isMac ? [] : [{ type: 'separator' as const }, item('Settings…', 'settings')]),
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
  const view: MenuItemConstructorOptions[] = [
    item('Search', 'search'),
    { type: 'separator' },
    item('Show or hide the library list', 'toggle-library'),
    item('Show or hide the sidebar', 'toggle-companion'),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ]
  return [
    ...(isMac ? [applicationMenu(item)] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('Keyboard shortcuts', 'shortcuts')] },
  ]
}

function applicationMenu(
  item: (label: string, name: string) => MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      item('Settings…', 'settings'),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}
