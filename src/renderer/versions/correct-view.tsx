// Correcting an article's text in place: its headline, its facts, and its own html to be typed into.
import { useQuery } from '@tanstack/react-query'
import { useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Article } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { useCommand } from '../commands/commands.ts'
import { openArticle, openCorrection } from '../navigation.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { toast } from '../ui/toast.tsx'
import { editableFragment, editedHtml, keepStructure } from './editing.ts'
import { tellChange } from './text-changes.ts'
import '../reader/reader.css'
import './correct-view.css'

/** What was begun and neither saved nor discarded, by article: leaving the view loses nothing. */
interface Draft {
  html: string
  formerText: string
  facts: Facts
}
const drafts = new Map<string, Draft>()

interface Facts {
  title: string
  byline: string
  siteName: string
}

export function CorrectView({ articleId }: { articleId: string }) {
  const { data: article, error } = useQuery(queries.article(articleId))
  if (error !== null) {
    return (
      <p role="alert" className="correct-problem">
        {sentenceOf(error)}
      </p>
    )
  }
  return article === undefined ? null : <Editor article={article} />
}

const factsOf = ({ title, byline, siteName }: Article): Facts => ({
  title,
  byline: byline ?? '',
  siteName: siteName ?? '',
})

function Editor({ article }: { article: Article }) {
  const titleId = useId()
  // What is edited is the text as it was when this began; the core refuses to write it over another.
  const [start] = useState(() => drafts.get(article.id))
  const [base] = useState(start?.formerText ?? article.text)
  const [facts, setFacts] = useState<Facts>(start?.facts ?? factsOf(article))
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState('')
  const text = useRef<HTMLDivElement>(null)
  const untouched = useRef('')

  const touched = (): boolean => {
    const { title, byline, siteName } = factsOf(article)
    const sameFacts = facts.title === title && facts.byline === byline && facts.siteName === siteName
    return !sameFacts || text.current?.innerHTML !== untouched.current
  }
  const fill = useEffectEvent((root: HTMLElement) => {
    root.replaceChildren(editableFragment(article.html))
    untouched.current = root.innerHTML
    if (start !== undefined) root.replaceChildren(editableFragment(start.html))
  })
  const hold = useEffectEvent((root: HTMLElement) => {
    if (touched()) drafts.set(article.id, { html: root.innerHTML, formerText: base, facts })
    else drafts.delete(article.id)
  })
  const leaving = useRef(false)
  useLayoutEffect(() => {
    const root = text.current
    if (root === null) return
    fill(root)
    const stop = keepStructure(root)
    return () => {
      stop()
      if (!leaving.current) hold(root)
    }
  }, [])
  useUnloadWarning(touched)

  const leave = () => {
    leaving.current = true
    drafts.delete(article.id)
    openArticle(article.id)
  }
  const save = async () => {
    const root = text.current
    if (root === null || saving) return
    if (!touched()) {
      leave()
      toast({ message: 'Nothing was corrected.' })
      return
    }
    setSaving(true)
    setProblem('')
    try {
      const change = await client.article.correct({
        id: article.id,
        html: editedHtml(root),
        formerText: base,
        ...(facts.title.trim() !== '' && { title: facts.title }),
        byline: facts.byline.trim() || null,
        siteName: facts.siteName.trim() || null,
      })
      leave()
      tellChange(change, 'Corrected', 'The text is the same as before. Nothing was changed.')
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setSaving(false)
    }
  }
  const cancel = () => {
    const root = text.current
    const draft = root !== null && touched() ? { html: root.innerHTML, formerText: base, facts } : null
    leave()
    if (draft === null) return
    toast({
      message: 'Corrections discarded',
      action: {
        label: 'Take them up again',
        run: () => {
          drafts.set(article.id, draft)
          openCorrection(article.id)
        },
      },
    })
  }
  useCommand({
    keys: ['mod+s', 'mod+enter'],
    label: 'Save the corrected text',
    group: 'Article',
    whileTyping: true,
    run: () => void save(),
  })
  return (
    <section className="correct" aria-labelledby={titleId}>
      <header className="correct-head">
        <h1 id={titleId} className="correct-title">
          Correct the text
        </h1>
        <div className="correct-acts">
          <Button onClick={cancel}>Cancel</Button>
          <Button variant="primary" disabled={saving} onClick={() => void save()} aria-keyshortcuts="Control+S">
            {saving ? 'Saving' : 'Save'} <Kbd keys="mod+s" />
          </Button>
        </div>
        {problem !== '' && (
          <p role="alert" className="correct-problem">
            {problem}
          </p>
        )}
      </header>
      <div className="correct-scroll">
        <div className="correct-page" lang={article.lang ?? undefined} dir={article.dir}>
          <FactFields facts={facts} onChange={setFacts} />
          <div
            ref={text}
            className="article-body correct-text"
            contentEditable
            suppressContentEditableWarning
            role="textbox"
            aria-multiline="true"
            aria-label="Text of the article"
            spellCheck
          />
        </div>
      </div>
    </section>
  )
}

const FACTS: { name: keyof Facts; label: string }[] = [
  { name: 'title', label: 'Title' },
  { name: 'byline', label: 'By' },
  { name: 'siteName', label: 'Site' },
]

function FactFields({ facts, onChange }: { facts: Facts; onChange: (facts: Facts) => void }) {
  return (
    <div className="correct-facts">
      {FACTS.map(({ name, label }) => (
        <label key={name} className="correct-fact" data-fact={name}>
          <span>{label}</span>
          <input
            className="field"
            dir="auto"
            value={facts[name]}
            onChange={(event) => {
              onChange({ ...facts, [name]: event.target.value })
            }}
          />
        </label>
      ))}
    </div>
  )
}

/** The window asks before it goes with what was not saved. */
function useUnloadWarning(touched: () => boolean): void {
  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (touched()) event.preventDefault()
  })
  useLayoutEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      warn(event)
    }
    window.addEventListener('beforeunload', onUnload)
    return () => {
      window.removeEventListener('beforeunload', onUnload)
    }
  }, [])
}
