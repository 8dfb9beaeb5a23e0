// Looks a selected word up, only when asked: the dictionary is another program or somebody's site.
import { settingsNow } from '../settings/settings-store.ts'
import { toast } from '../ui/toast.tsx'
import { dictionaryAddress, wordIn } from './dictionary.ts'

/** Opens the dictionary at what is selected, in the language of the passage. */
export function lookUp(selected: string, passage: Range): void {
  const { dictionary } = settingsNow()
  const word = wordIn(selected)
  if (dictionary === null) {
    toast({ message: 'No dictionary is chosen: choose one under “How the text is set”.' })
  } else if (word === null) {
    toast({ message: 'Select a word, or a few, to look up.' })
  } else {
    const address = dictionaryAddress(dictionary, word, languageAt(passage))
    if (address === null)
      toast({ message: 'The dictionary’s address cannot be opened: change it under “How the text is set”.' })
    else window.open(address, '_blank', 'noopener,noreferrer')
  }
}

function languageAt({ startContainer }: Range): string | null {
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement
  return element?.closest('.article-body, .article-body [lang]')?.getAttribute('lang') ?? null
}
