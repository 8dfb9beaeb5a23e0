// At the foot of the library while many articles wait to be read for names: how far that is, and a way to pause it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnalysisProgress } from '../../contract/entity-model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { formatNumber } from './dates.tsx'
import './reading-names.css'

/** So few are read before one has looked. */
const FEW = 25

/** What is said of the reading; null while there is nothing worth a line. `was` is whether a line stands there already. */
export function wordsFor({ done, total, isPaused }: AnalysisProgress, was: boolean): string | null {
  const left = total - done
  if (left <= 0 || (left < FEW && !was && !isPaused)) return null
  const [of, all] = [formatNumber(done), formatNumber(total)]
  return isPaused ? `Paused: ${of} of ${all} articles read for names` : `Reading ${of} of ${all} articles for names`
}

export function ReadingNames() {
  const progress = useQuery(queries.analysisProgress()).data
  const [was, setWas] = useState(false)
  const words = progress ? wordsFor(progress, was) : null
  if (was !== (words !== null)) setWas(words !== null)
  if (!progress || words === null) return null
  const { done, total, isPaused } = progress
  return (
    <section className="reading-names" aria-label="Reading for names">
      <div
        className="reading-names-bar"
        role="progressbar"
        aria-label="Articles read for names"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <div style={{ inlineSize: `${String((100 * done) / Math.max(1, total))}%` }} />
      </div>
      <p className="reading-names-words">{words}</p>
      <Button
        size="small"
        variant="quiet"
        title={isPaused ? undefined : 'What you open or add is read all the same'}
        onClick={() => void setReading(isPaused)}
      >
        {isPaused ? 'Go on' : 'Pause'}
      </Button>
    </section>
  )
}

async function setReading(findNames: boolean): Promise<void> {
  try {
    await client.settings.set({ findNames })
    await queryClient.invalidateQueries({ queryKey: queries.analysisProgress().queryKey })
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}
