// The bar of reading aloud, below the text and never over it: on and back, speed, voice; what is wrong, in words.
import {
  AudioLines,
  ChevronsLeft,
  ChevronsRight,
  LocateFixed,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  X,
} from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { useCommand } from '../commands/commands.ts'
import { InToolbar } from '../reader/in-toolbar.tsx'
import { useSettings } from '../settings/settings-store.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { problemSentence } from './problem-sentence.ts'
import { useReadAloud } from './use-read-aloud.ts'
import type { ReadAloud, ReadAloudInput } from './use-read-aloud.ts'
import { sendsTo, voiceFor } from './voices.ts'
import { VoiceSettings } from './voice-settings.tsx'
import './read-aloud.css'

export function ReadAloudTools(input: ReadAloudInput) {
  const aloud = useReadAloud(input)
  const open = aloud.reading !== null
  useCommand({
    keys: 'p',
    label: 'Read aloud, pause, go on',
    group: 'Reading',
    menu: 'read-aloud',
    run: aloud.toggle,
  })
  return (
    <>
      <InToolbar>
        <IconButton
          label="Read aloud"
          shortcut="p"
          className="toolbar-roomy"
          pressed={open}
          icon={<AudioLines size={18} />}
          onClick={open ? aloud.close : aloud.toggle}
        />
      </InToolbar>
      {open && <ReadAloudBar aloud={aloud} lang={input.article.lang} />}
    </>
  )
}

function ReadAloudBar({ aloud, lang }: { aloud: ReadAloud; lang: string | null }) {
  const { reading, state, voices, close, toggle } = aloud
  const bar = useRef<HTMLElement>(null)
  const { readAloud } = useSettings()
  const speaking = state?.status === 'speaking'
  const spoken = reading?.sentence?.lang ?? lang
  const voice = voiceFor(voices.voices, spoken, readAloud.voice)
  const provider = voice === null ? null : sendsTo(voice)
  const problem = problemSentence(state, voices, readAloud.voice)
  const step = (by: 1 | -1) => reading?.step(by)
  const stepParagraph = (by: 1 | -1) => reading?.stepParagraph(by)

  useCommand({
    keys: 'alt+arrowdown',
    label: 'Reading aloud: next sentence',
    group: 'Reading',
    run: () => {
      step(1)
    },
  })
  useCommand({
    keys: 'alt+arrowup',
    label: 'Reading aloud: previous sentence',
    group: 'Reading',
    run: () => {
      step(-1)
    },
  })
  useCommand({
    keys: 'alt+shift+arrowdown',
    label: 'Reading aloud: next paragraph',
    group: 'Reading',
    run: () => {
      stepParagraph(1)
    },
  })
  useCommand({
    keys: 'alt+shift+arrowup',
    label: 'Reading aloud: previous paragraph',
    group: 'Reading',
    run: () => {
      stepParagraph(-1)
    },
  })
  useCommand({
    keys: 'escape',
    label: 'Reading aloud: stop, from its bar',
    group: 'Reading',
    when: () => bar.current?.contains(document.activeElement) === true,
    run: close,
  })
  useFocusGoesBack(bar)

  return (
    <section ref={bar} className="read-aloud" aria-label="Read aloud">
      <div className="read-aloud-buttons" role="group" aria-label="Playing">
        <IconButton
          label="Previous paragraph"
          shortcut="alt+shift+arrowup"
          placement="top"
          icon={<ChevronsLeft size={18} />}
          onClick={() => {
            stepParagraph(-1)
          }}
        />
        <IconButton
          label="Previous sentence"
          shortcut="alt+arrowup"
          placement="top"
          icon={<SkipBack size={17} />}
          onClick={() => {
            step(-1)
          }}
        />
        <IconButton
          label={speaking ? 'Pause' : 'Go on reading'}
          shortcut="p"
          placement="top"
          className="read-aloud-play"
          icon={speaking ? <Pause size={18} fill="currentColor" /> : <Play size={18} fill="currentColor" />}
          onClick={toggle}
        />
        <IconButton
          label="Next sentence"
          shortcut="alt+arrowdown"
          placement="top"
          icon={<SkipForward size={17} />}
          onClick={() => {
            step(1)
          }}
        />
        <IconButton
          label="Next paragraph"
          shortcut="alt+shift+arrowdown"
          placement="top"
          icon={<ChevronsRight size={18} />}
          onClick={() => {
            stepParagraph(1)
          }}
        />
      </div>
      <VoiceSettings voices={voices.voices} lang={spoken} />
      <div className="read-aloud-middle">
        {problem === null ? (
          <>
            {aloud.away && (
              <Button size="small" icon={<LocateFixed size={15} />} onClick={aloud.goBack}>
                Back to what is read
              </Button>
            )}
            {!aloud.away && provider !== null && <p className="read-aloud-note">Sends the text to {provider}</p>}
            {!aloud.away && provider === null && state?.status === 'ended' && (
              <p className="read-aloud-note">Read to the end</p>
            )}
          </>
        ) : (
          <p className="read-aloud-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <IconButton label="Stop reading aloud" placement="top" icon={<X size={18} />} onClick={close} />
    </section>
  )
}

/** When the bar goes with the focus in it, the keys belong to the text again. */
function useFocusGoesBack(bar: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = bar.current
    const pane = element?.parentElement?.querySelector<HTMLElement>('[data-reader-pane]') ?? null
    let within = false
    const onFocus = () => {
      within = true
    }
    const onBlur = (event: FocusEvent) => {
      // Taken from the page, the button is blurred towards nothing.
      within = event.relatedTarget === null
    }
    element?.addEventListener('focusin', onFocus)
    element?.addEventListener('focusout', onBlur)
    return () => {
      element?.removeEventListener('focusin', onFocus)
      element?.removeEventListener('focusout', onBlur)
      if (within && (document.activeElement === null || document.activeElement === document.body)) {
        pane?.focus({ preventScroll: true })
      }
    }
  }, [bar])
}
