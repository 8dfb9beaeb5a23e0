// What the user calls the five colours.
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { HighlightColour } from '../../contract/model.ts'
import { settingsNow, useSettings } from '../settings/settings-store.ts'
import { COLOURS } from './highlight-list.ts'

/** The five inks in the order of the toolbar, with the user's names. */
export function useColours(): { colour: HighlightColour; name: string }[] {
  const { colourNames } = useSettings()
  return COLOURS.map((colour) => ({ colour, name: colourNames[colour] }))
}

/** The name of an ink within a sentence: our own names in lower case, the user's as they were typed. */
export function colourName(colour: HighlightColour): string {
  const name = settingsNow().colourNames[colour]
  return name === DEFAULT_SETTINGS.colourNames[colour] ? name.toLowerCase() : name
}
