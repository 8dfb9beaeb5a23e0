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
  const item = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    // Shown here, but heard by the page, which knows whether text is being typed.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => {
      command(name)
    },
  })
  const file: MenuItemConstructorOptions[] = [
    item('Add article…', 'add'),
    item('Export…', 'export', 'CmdOrCtrl+E'),
    item('Copy article as Markdown', 'copy'),
    { type: 'separator' },
    {
      label: 'Show library folder',
      click: () => {
        shell.showItemInFolder(libraryFolder)
      },
    },
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
  const view: MenuItemConstructorOptions[] = [
    item('Search the library', 'search', 'CmdOrCtrl+K'),
    item('Find in the article', 'find', 'CmdOrCtrl+F'),
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
    ...(isMac ? [applicationMenu()] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('Keyboard shortcuts', 'shortcuts')] },
  ]
}

function applicationMenu(): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
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
