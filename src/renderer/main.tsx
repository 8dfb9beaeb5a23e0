// Starts the window: connects to the core, reads the settings, renders the app, follows changes.
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { initialiseClient, sentenceOf } from './client.ts'
import { ErrorBoundary } from './frame/error-boundary.tsx'
import { recoverDrafts } from './notes/savers.ts'
import { followChanges, queries, queryClient } from './queries.ts'
import { applySettings } from './settings/apply-settings.ts'
import { Button } from './ui/button.tsx'

const root = createRoot(document.getElementById('app')!)

async function start(): Promise<void> {
  try {
    await initialiseClient()
    // Before anything is asked: what changes meanwhile is told. Another window, the application menu or a second start asks
    // this one to come forward.
    void followChanges((event) => {
      if (event.topic === 'focus') window.focus()
    })
    applySettings(await queryClient.fetchQuery(queries.settings()))
  } catch (error) {
    root.render(<StartFailure error={error} />)
    return
  }
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary what="The window">
          <App />
        </ErrorBoundary>
      </QueryClientProvider>
    </StrictMode>,
  )
  // Words of notes that a window which died had not saved: they are to be seen wherever notes are, not in their editors alone.
  void recoverDrafts()
}

function StartFailure({ error }: { error: unknown }) {
  return (
    <main className="failure" role="alert">
      <h1 className="failure-title">Commonplace cannot reach its library</h1>
      <p>
        Nothing was changed. Most often the program that keeps the library has ended: start Commonplace again, or try
        once more.
      </p>
      <div className="failure-actions">
        <Button
          variant="primary"
          onClick={() => {
            location.reload()
          }}
        >
          Try again
        </Button>
      </div>
      <details>
        <summary>What went wrong</summary>
        <code>{sentenceOf(error)}</code>
      </details>
    </main>
  )
}

void start()
