// A library whose articles say themselves whom they name, for tests of linking and of decisions without the engine.
import type { EntityKind } from '../../../src/contract/model.ts'
import { createDecisions } from '../../../src/core/entities/decisions.ts'
import type { Analysis } from '../../../src/core/entities/engine/analyse.ts'
import { createEntityStore } from '../../../src/core/entities/entity-store.ts'
import { createEntityViews } from '../../../src/core/entities/entity-views.ts'
import { createWhy } from '../../../src/core/entities/why.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

const KINDS: Record<string, EntityKind> = { p: 'person', o: 'organisation', l: 'place' }

/**
 * Reads marks such as `[Ada Lovelace]`, a person; `[London|l]`, a place; `[Lovelace|p=Ada Lovelace]`, of the cluster of that
 * name; `[Paris|l?]`, of a kind that is not sure; `[Jane Doe|p:a baker]`, with a role.
 */
export function read(marked: string): { text: string; analysis: Analysis } {
  let text = ''
  const analysis: Analysis = { mentions: [], clusters: [] }
  const numbers = new Map<string, number>()
  for (const piece of marked.split(/(\[[^\]]+\])/)) {
    const mark = /^\[([^|\]]+)(?:\|([pol])(\?)?(?:=([^:]+))?(?::(.+))?)?\]$/.exec(piece)
    if (!mark) {
      text += piece
      continue
    }
    const [, form = '', letter = 'p', doubt, name = form, role = null] = mark
    const kind = KINDS[letter] ?? 'other'
    const confidence = doubt === undefined ? 0.95 : 0.5
    const key = `${kind} ${name}`
    const number = numbers.get(key) ?? analysis.clusters.length
    if (!numbers.has(key)) {
      numbers.set(key, number)
      analysis.clusters.push({ name, kind, aliases: [], role, roles: [], mentions: [], confidence, evidence: [] })
    }
    const cluster = analysis.clusters[number]!
    cluster.mentions.push(analysis.mentions.length)
    if (form !== name && !cluster.aliases.includes(form)) cluster.aliases.push(form)
    analysis.mentions.push({ start: text.length, end: text.length + form.length, kind, cluster: number, confidence })
    text += form
  }
  return { text, analysis }
}

/** An empty library of that sort. */
export function smallLibrary() {
  const { db, common } = temporaryLibrary()
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const store = createEntityStore(db, common)
  const decisions = createDecisions(db, { ...common, store, articleTitle: (id) => articles.get(id).title })
  const views = createEntityViews(db, { highlights: () => [] })
  const why = createWhy(db, { decisions: decisions.inArticle })

  const analyse = (id: string, marked: string) => {
    db.transaction(() => {
      store.replaceAnalysis(id, read(marked).analysis, { engineVersion: 1, textHash: 'h' })
      while (store.relinkNext()) continue
    })()
  }
  const add = (marked: string, title = 'Title'): string => {
    const { id } = articles.insert(newArticle({ title, text: read(marked).text }))
    analyse(id, marked)
    return id
  }
  /** Another text in place of the one before, as an update of an article does it. */
  const rewrite = (id: string, marked: string) => {
    db.transaction(() => {
      db.prepare('UPDATE article SET text = ? WHERE id = ?').run(read(marked).text, id)
      store.clearMentions(id)
    })()
    analyse(id, marked)
  }
  /** Every mention of an article as `words → name`, with `?` where it is unsure. */
  const told = (id: string): string[] => {
    const { entities, mentions } = views.ofArticle(id)
    const { text } = articles.get(id)
    const nameOf = (entityId: string) => entities.find((entity) => entity.id === entityId)?.name ?? '–'
    return mentions.map((one) => `${text.slice(one.start, one.end)} → ${nameOf(one.entityId)}${one.unsure ? '?' : ''}`)
  }
  const entity = (id: string, name: string) => {
    const found = views.ofArticle(id).entities.find((one) => one.name === name)
    if (!found) throw new Error(`${name} is not among ${told(id).join(', ')}`)
    return found
  }
  const starts = (id: string, name: string) =>
    views.ofArticle(id).mentions.filter((one) => one.entityId === entity(id, name).id).map(({ start }) => start) // prettier-ignore
  return { db, articles, store, decisions, views, why, add, analyse, rewrite, told, entity, starts }
}
