// The copy button of each piece of code in the article.
import { useLayoutEffect } from 'react'
import { sentenceOf } from '../client.ts'
import { toast } from '../ui/toast.tsx'
import { announce } from './announcer.tsx'
import type { MappedBody } from './article-body.tsx'

const SAID_FOR_MS = 2_000

export function useCodeCopy(mapped: MappedBody | null): void {
  useLayoutEffect(() => {
    if (mapped === null) return
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const onClick = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.code-copy') : null
      const code = button?.parentElement?.querySelector('pre')
      if (!button || !code) return
      void copy(code.textContent).then((copied) => {
        if (!copied) return
        button.toggleAttribute('data-copied', true)
        announce('Code copied')
        timers.add(setTimeout(() => button.removeAttribute('data-copied'), SAID_FOR_MS))
      })
    }
    mapped.body.addEventListener('click', onClick)
    return () => {
      mapped.body.removeEventListener('click', onClick)
      for (const timer of timers) clearTimeout(timer)
    }
  }, [mapped])
}

async function copy(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.replace(/\n$/, ''))
    return true
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
    return false
  }
}
