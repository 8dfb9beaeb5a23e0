// What no page may do, whatever an article brings: leave the app, open windows, get permissions, reach the network.
import { app, session, shell } from 'electron'
import { isOurs } from './scheme.ts'

/** Copying needs a permission in Chromium; everything else a page could ask for is refused. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write'])
const LOCAL_SCHEMES = new Set(['commonplace:', 'data:', 'blob:', 'devtools:', 'chrome-extension:'])

/** Puts the guards on every page that will ever be made. */
export function setUpGuards(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
    contents.on('will-navigate', (event) => {
      if (isOurs(event.url)) return
      event.preventDefault()
      openOutside(event.url)
    })
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
  })
  guardSession()
}

function guardSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isOurs(contents.getURL()) && ALLOWED_PERMISSIONS.has(permission))
  })
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
    return isOurs(origin) && ALLOWED_PERMISSIONS.has(permission)
  })
  defaultSession.setDevicePermissionHandler(() => false)
  // The page's own policy forbids this already; here it is forbidden once more, where no page can reach.
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !LOCAL_SCHEMES.has(URL.parse(details.url)?.protocol ?? '') })
  })
  // Dictionaries would be fetched from the network.
  defaultSession.setSpellCheckerEnabled(false)
}

/** What may be opened outside: pages, and words in the system's dictionary. */
const OPENED_OUTSIDE = new Set(['https:', 'http:', 'dict:'])

/** Opens an address in the user's own browser or dictionary; any other scheme could start a program, so it is dropped. */
function openOutside(address: string): void {
  const url = URL.parse(address)
  if (url !== null && OPENED_OUTSIDE.has(url.protocol)) void shell.openExternal(url.href)
}
