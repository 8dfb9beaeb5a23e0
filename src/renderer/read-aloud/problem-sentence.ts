// What is wrong with reading aloud, and what to do about it, in words.
import type { ReadingState, SpeechFault } from './reading-aloud.ts'
import type { VoiceList } from './system-speech.ts'

/** The sentence to show; null while all is well. */
export function problemSentence(
  state: ReadingState | null,
  { voices, listed }: VoiceList,
  chosen: string | null,
  platform: string = navigator.platform,
): string | null {
  if (listed && voices.length === 0) return `No voice is installed on this computer. ${howToInstall(platform)}`
  if (state === null || state.fault === null) return null
  if (state.fault === 'no-voice' && chosen === null && !voices.some(({ localService }) => localService)) {
    return `There are only voices that send the text away. Choose one under “Voice and speed”, or install one here. ${howToInstall(platform)}`
  }
  return SENTENCES[state.fault]
}

const SENTENCES: Record<SpeechFault, string> = {
  'no-voice': 'The voice is no longer there. Choose another under “Voice and speed”, or go on with the next best.',
  silent: 'The voice does not answer. Choose another under “Voice and speed”, or try again.',
  forbidden: 'The system does not let this window speak. Allow sound for it, then go on.',
  broken: 'The voice broke off. Go on from here, or choose another under “Voice and speed”.',
}

function howToInstall(platform: string): string {
  if (/Mac|iPhone|iPad/.test(platform)) return 'Add one under System Settings › Accessibility › Spoken Content.'
  if (platform.startsWith('Win')) return 'Add one under Settings › Time & language › Speech.'
  return 'Install speech-dispatcher and a voice for it, such as espeak-ng, then start the app again.'
}
