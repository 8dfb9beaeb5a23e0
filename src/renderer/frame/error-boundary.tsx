// A part of the window that broke says so, says what is safe, and offers the way on; the rest keeps working.
import { Component } from 'react'
import type { ReactNode } from 'react'
import { sentenceOf } from '../client.ts'
import { Button } from '../ui/button.tsx'

interface ErrorBoundaryProps {
  /** What broke, as it begins the sentence: `The reader`. */
  what: string
  /** A change of it tries again: another article, say. */
  resetKey?: string | null
  children: ReactNode
}

interface ErrorBoundaryState {
  error: unknown
  failed: boolean
  resetKey: string | null
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, failed: false, resetKey: null }

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error, failed: true }
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): Partial<ErrorBoundaryState> {
    const resetKey = props.resetKey ?? null
    return resetKey === state.resetKey ? {} : { resetKey, failed: false, error: null }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="failure" role="alert">
        <p className="failure-title">{this.props.what} stopped because of a mistake in Commonplace</p>
        <p>Your library is safe: everything that was saved is still on the disk. Try again, or reload the window.</p>
        <div className="failure-actions">
          <Button
            variant="primary"
            onClick={() => {
              this.setState({ failed: false, error: null })
            }}
          >
            Try again
          </Button>
          <Button
            onClick={() => {
              location.reload()
            }}
          >
            Reload the window
          </Button>
        </div>
        <details>
          <summary>What went wrong</summary>
          <code>{sentenceOf(this.state.error)}</code>
        </details>
      </div>
    )
  }
}
