// Which voice reads and how fast. Voices that send the text away are listed only when asked for, and say so.
import { SlidersHorizontal } from 'lucide-react'
import { useId, useState } from 'react'
import { updateSettings, useSettings } from '../settings/settings-store.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { languageName, sendsTo, sortVoices, speaks } from './voices.ts'
import type { Voice } from './voices.ts'

interface VoiceSettingsProps {
  voices: readonly Voice[]
  /** The language of what is read. */
  lang: string | null
}

export function VoiceSettings({ voices, lang }: VoiceSettingsProps) {
  const { readAloud } = useSettings()
  return (
    <Popover
      label="Voice and speed"
      placement="top"
      trigger={
        <Button
          variant="quiet"
          size="small"
          icon={<SlidersHorizontal size={15} />}
          aria-label={`Voice and speed, ${rateText(readAloud.rate)}`}
        >
          <span className="tabular">{rateText(readAloud.rate)}</span>
        </Button>
      }
    >
      {() => <VoiceForm voices={voices} lang={lang} />}
    </Popover>
  )
}

function VoiceForm({ voices, lang }: VoiceSettingsProps) {
  const id = useId()
  const { readAloud } = useSettings()
  const { voice: chosen, rate } = readAloud
  const asked = voices.find(({ name }) => name === chosen)
  const [withNetwork, setWithNetwork] = useState(asked?.localService === false)
  const hasNetwork = voices.some(({ localService }) => !localService)
  const listed = sortVoices(voices, lang).filter((voice) => voice.localService || withNetwork)
  const groups = Map.groupBy(listed, (voice) => languageName(voice.lang))
  const fits = lang === null || asked === undefined || speaks(asked, lang)
  return (
    <div className="voice-settings">
      <label htmlFor={`${id}-rate`}>Speed</label>
      <input
        id={`${id}-rate`}
        type="range"
        className="slider"
        min={0.5}
        max={3}
        step={0.1}
        value={rate}
        aria-valuetext={`${String(rate)} times`}
        onChange={(event) => {
          const next = Math.round(Number(event.target.value) * 10) / 10
          updateSettings({ readAloud: { voice: chosen, rate: next } })
        }}
      />
      <output htmlFor={`${id}-rate`} className="tabular">
        {rateText(rate)}
      </output>
      <label htmlFor={`${id}-voice`}>Voice</label>
      <select
        id={`${id}-voice`}
        className="field"
        value={asked?.name ?? ''}
        onChange={(event) => {
          updateSettings({ readAloud: { voice: event.target.value || null, rate } })
        }}
      >
        <option value="">The best for the language</option>
        {[...groups].map(([language, those]) => (
          <optgroup key={language} label={language}>
            {those.map((voice) => (
              <option key={voice.name} value={voice.name}>
                {optionText(voice)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {!fits && (
        <p className="voice-settings-note">
          {`${asked.name} does not speak ${languageName(lang)}; a voice that does is used where there is one.`}
        </p>
      )}
      {hasNetwork && (
        <label className="voice-settings-check">
          <input
            type="checkbox"
            checked={withNetwork}
            onChange={(event) => {
              setWithNetwork(event.target.checked)
              const leaves = !event.target.checked && asked?.localService === false
              if (leaves) updateSettings({ readAloud: { voice: null, rate } })
            }}
          />
          <span>Also list voices that send the text over the network</span>
        </label>
      )}
    </div>
  )
}

function optionText(voice: Voice): string {
  const provider = sendsTo(voice)
  return provider === null ? voice.name : `${voice.name} – sends the text to ${provider}`
}

function rateText(rate: number): string {
  return `${rate.toFixed(1)}×`
}
