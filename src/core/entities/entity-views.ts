// What is shown of entities: those of an article, one in full, and finding one by name. Mentions are resolved to the entity
// that stands at the end of a chain of merges; rejected ones are left out.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type {
  ArticleEntities,
  ArticleEntity,
  EntityArticle,
  EntityKind,
  EntitySummary,
  Highlight,
  Mention,
} from '../../contract/model.ts'
import { aliasKey } from './alias-key.ts'

interface NewestInput {
  root: string
  /** An article that is left out. */
  except: string
  most: number
}

interface FindInput {
  prefix: string
  inside: string
  kind: string | null
  limit: number
}

type ArticleLine = Omit<EntityArticle, 'mentionCount' | 'firstMention'>

export interface EntityViews {
  /** `others`: so many of the other articles that name an entity are listed with it; all when left out. */
  ofArticle(articleId: string, others?: number): Pick<ArticleEntities, 'entities' | 'mentions'>
  /** Throws Failure NOT_FOUND. The id of a merged entity gives the one it is part of. */
  summary(id: string): EntitySummary
  aliases(id: string): string[]
  /** The articles that name it, the newest first; no more than `most`. */
  articles(id: string, most?: number): EntityArticle[]
  /** The user's highlights, anywhere, whose range contains a mention of it. */
  highlights(id: string): Highlight[]
  find(input: { query: string; kind?: EntityKind | undefined; limit?: number | undefined }): EntitySummary[]
}

/** More articles than there are in any library. */
const EVERY = Number.MAX_SAFE_INTEGER
/** Of an entity that more articles name the newest few are found faster by going through the newest of the library. */
const NAMED_OFTEN = 200

interface MentionRow extends Omit<Mention, 'unsure'> {
  name: string
  kind: EntityKind
  unsure: number
}

/** Articles that do not count, for `NOT IN`: a list of its own, as asking each article would read the whole of its row. */
const IN_TRASH = '(SELECT id FROM article WHERE trashed_at IS NOT NULL)'
/** Ids of articles in which `@root` was rejected. */
const REJECTED_IN = `(SELECT d.article_id FROM entity_decision d JOIN entity de ON de.id = d.entity_id
  WHERE d.action = 'reject' AND d.article_id IS NOT NULL AND d.undone_at IS NULL AND de.root_id = @root)`
const NOT_REJECTED = `r.rejected = 0 AND NOT EXISTS (SELECT 1 FROM entity_decision d JOIN entity de ON de.id = d.entity_id
  WHERE d.action = 'reject' AND d.article_id = m.article_id AND d.undone_at IS NULL AND de.root_id = r.id)`
/** What is told of `@root`: nothing while it is rejected everywhere. */
const COUNTS = `NOT EXISTS (SELECT 1 FROM entity r WHERE r.id = @root AND r.rejected = 1)`
const LIVE_ARTICLE = `ae.article_id NOT IN ${IN_TRASH} AND ae.article_id NOT IN ${REJECTED_IN} AND ae.article_id <> @except`

/**
 * Views over the tables of schema.ts.
 * @param db an open library
 * @param deps.highlights the live highlights of an article, in document order
 * @param deps.highlighted the articles that have any; when left out, each is asked for
 */
export function createEntityViews(
  db: Database,
  deps: { highlights: (articleId: string) => Highlight[]; highlighted?: (() => string[]) | undefined },
): EntityViews {
  // An article that is in the trash can still be read, so its own mentions are not filtered by it.
  const mentions = db.prepare<
    [string],
    MentionRow
  >(`SELECT r.id AS entityId, m.start, m."end", m.confidence, m.unsure, r.name, r.kind
    FROM mention m JOIN entity e ON e.id = m.entity_id JOIN entity r ON r.id = e.root_id
    WHERE m.article_id = ? AND ${NOT_REJECTED} ORDER BY m.start`)
  const roles = db.prepare<
    [string],
    { root_id: string; role: string }
  >(`SELECT e.root_id, ae.role FROM article_entity ae
    JOIN entity e ON e.id = ae.entity_id WHERE ae.article_id = ? AND ae.role IS NOT NULL`)
  const articleCount = db
    .prepare<[{ root: string; except: string }], number>(
      `SELECT count(DISTINCT ae.article_id) FROM entity e CROSS JOIN article_entity ae ON ae.entity_id = e.id
      WHERE e.root_id = @root AND ${LIVE_ARTICLE} AND ${COUNTS}`,
    )
    .pluck()
  // Ordered by \`key\`, which is the order of addition: what stands behind the text in a row takes long to reach.
  const LINE = 'a.id AS articleId, a.title, a.site_name AS siteName, a.published_at AS publishedAt'
  const newestOfFew = db.prepare<[NewestInput], EntityArticle>(`WITH named AS (
      SELECT m.article_id, count(*) AS mentionCount, min(m.start) AS firstMention
      FROM entity e CROSS JOIN mention m ON m.entity_id = e.id
      WHERE e.root_id = @root AND m.article_id NOT IN ${IN_TRASH} AND m.article_id NOT IN ${REJECTED_IN}
        AND m.article_id <> @except AND ${COUNTS}
      GROUP BY m.article_id)
    SELECT ${LINE}, mentionCount, firstMention FROM named CROSS JOIN article a ON a.id = named.article_id
    ORDER BY a.published_at DESC, a.key DESC LIMIT @most`)
  const newestOfMany = db.prepare<[NewestInput], ArticleLine>(`SELECT ${LINE} FROM article a
    WHERE a.trashed_at IS NULL AND a.id NOT IN ${REJECTED_IN} AND a.id <> @except AND ${COUNTS}
      AND EXISTS (SELECT 1 FROM article_entity ae WHERE ae.article_id = a.id
        AND ae.entity_id IN (SELECT id FROM entity WHERE root_id = @root))
    ORDER BY a.published_at DESC, a.key DESC LIMIT @most`)
  const inArticle = db.prepare<[string, string], Pick<EntityArticle, 'mentionCount' | 'firstMention'>>(
    `SELECT count(*) AS mentionCount, coalesce(min(m.start), 0) AS firstMention
    FROM entity e CROSS JOIN mention m ON m.entity_id = e.id WHERE e.root_id = ? AND m.article_id = ?`,
  )

  /** The articles that name an entity but one, the newest first, and how many there are in all. */
  function articlesOf(root: string, except: string, most: number): { articles: EntityArticle[]; count: number } {
    const count = articleCount.get({ root, except }) ?? 0
    if (most === 0) return { articles: [], count }
    const isQuick = count > NAMED_OFTEN && most < count / 10
    if (!isQuick) return { articles: newestOfFew.all({ root, except, most }), count }
    const newest = newestOfMany.all({ root, except, most })
    return { articles: newest.map((line) => ({ ...line, ...inArticle.get(root, line.articleId)! })), count }
  }

  const articleText = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const rootOf = db.prepare<[string], { id: string; name: string; kind: EntityKind }>(
    'SELECT r.id, r.name, r.kind FROM entity e JOIN entity r ON r.id = e.root_id WHERE e.id = ?',
  )
  const mentionCount = db
    .prepare<[{ root: string }], number>(
      `SELECT count(*) FROM entity e CROSS JOIN mention m ON m.entity_id = e.id
      WHERE e.root_id = @root AND m.article_id NOT IN ${IN_TRASH} AND m.article_id NOT IN ${REJECTED_IN} AND ${COUNTS}`,
    )
    .pluck()
  const aliases = db
    .prepare<[string], string>(
      `SELECT DISTINCT alias FROM entity_alias al JOIN entity e ON e.id = al.entity_id
    WHERE e.root_id = ? ORDER BY length(alias) DESC, alias`,
    )
    .pluck()
  const spans = db.prepare<[string, string], { start: number; end: number }>(`SELECT m.start, m."end" FROM mention m
    JOIN entity e ON e.id = m.entity_id WHERE e.root_id = ? AND m.article_id = ?`)
  const namedAmong = db
    .prepare<[{ root: string; among: string }], string>(
      `SELECT a.id FROM json_each(@among) wanted CROSS JOIN article a ON a.id = wanted.value AND a.trashed_at IS NULL
    WHERE a.id NOT IN ${REJECTED_IN} AND ${COUNTS} AND EXISTS (SELECT 1 FROM entity e CROSS JOIN mention m
      ON m.entity_id = e.id AND m.article_id = a.id WHERE e.root_id = @root)
    ORDER BY a.published_at DESC, a.key DESC`,
    )
    .pluck()
  // By the number of articles, which is counted without their mentions; of the few that are shown all is counted.
  const mostNamed = (which: string) =>
    db
      .prepare<[FindInput], string>(
        `WITH named AS (SELECT ae.entity_id, count(*) AS articles FROM article_entity ae
        WHERE ae.article_id NOT IN ${IN_TRASH} AND ${which} GROUP BY ae.entity_id)
      SELECT r.id FROM named CROSS JOIN entity e ON e.id = named.entity_id CROSS JOIN entity r ON r.id = e.root_id
      WHERE r.rejected = 0 AND (@kind IS NULL OR r.kind = @kind)
      GROUP BY r.id ORDER BY sum(articles) DESC, r.name LIMIT @limit`,
      )
      .pluck()
  const findAny = mostNamed('true')
  const findNamed = mostNamed(`ae.entity_id IN (SELECT e3.id FROM entity_alias al JOIN entity e2 ON e2.id = al.entity_id
      JOIN entity e3 ON e3.root_id = e2.root_id
      WHERE al.key LIKE @prefix ESCAPE '\\' OR al.key LIKE @inside ESCAPE '\\')`)

  function ofArticle(articleId: string, others = EVERY): Pick<ArticleEntities, 'entities' | 'mentions'> {
    const text = articleText.get(articleId) ?? ''
    // Between a change of the text and its new analysis, mentions may reach beyond what is left of it.
    const rows = mentions.all(articleId).filter((row) => row.end <= text.length)
    const found = new Map<string, { name: string; kind: EntityKind; rows: MentionRow[]; forms: Set<string> }>()
    for (const row of rows) {
      const entry = found.get(row.entityId) ?? { name: row.name, kind: row.kind, rows: [], forms: new Set<string>() }
      entry.rows.push(row)
      entry.forms.add(text.slice(row.start, row.end))
      found.set(row.entityId, entry)
    }
    const roleOf = new Map(roles.all(articleId).map(({ root_id: id, role }) => [id, role]))
    const highlights = deps.highlights(articleId)
    const entities = [...found].map(([id, entry]): ArticleEntity => {
      const elsewhere = articlesOf(id, articleId, others)
      return {
        id,
        name: entry.name,
        kind: entry.kind,
        role: roleOf.get(id) ?? null,
        forms: [...entry.forms].sort((a, b) => b.length - a.length),
        mentionCount: entry.rows.length,
        otherArticles: elsewhere.articles,
        otherArticleCount: elsewhere.count,
        highlightIds: highlights
          .filter((highlight) => entry.rows.some((row) => within(row, highlight)))
          .map(({ id }) => id),
        ...(entry.rows.every((row) => row.unsure === 1) && { unsure: true as const }),
      }
    })
    return {
      entities,
      mentions: rows.map(({ entityId, start, end, confidence, unsure }) => {
        return { entityId, start, end, confidence, ...(unsure === 1 && { unsure: true as const }) }
      }),
    }
  }

  function root(id: string): { id: string; name: string; kind: EntityKind } {
    return rootOf.get(id) ?? fail('NOT_FOUND', 'That entity is not in the library any more.')
  }

  function summary(id: string): EntitySummary {
    const found = root(id)
    return {
      ...found,
      mentionCount: mentionCount.get({ root: found.id }) ?? 0,
      articleCount: articleCount.get({ root: found.id, except: '' }) ?? 0,
    }
  }

  return {
    ofArticle,
    summary,
    aliases: (id) => aliases.all(root(id).id),
    articles: (id, most = EVERY) => articlesOf(root(id).id, '', most).articles,
    highlights(id) {
      const { id: rootId } = root(id)
      const marked = deps.highlighted?.() ?? articlesOf(rootId, '', EVERY).articles.map(({ articleId }) => articleId)
      return namedAmong.all({ root: rootId, among: JSON.stringify(marked) }).flatMap((articleId) => {
        const named = spans.all(rootId, articleId)
        return deps.highlights(articleId).filter((highlight) => named.some((span) => within(span, highlight)))
      })
    },
    find({ query, kind, limit }) {
      const pattern = aliasKey(query).replaceAll(/[\\%_]/g, String.raw`\$&`)
      const find = pattern === '' ? findAny : findNamed
      const bound = { prefix: `${pattern}%`, inside: `% ${pattern}%`, kind: kind ?? null, limit: limit ?? 20 }
      return find.all(bound).map(summary)
    },
  }
}

function within(span: { start: number; end: number }, highlight: Highlight): boolean {
  return highlight.status === 'anchored' && span.start >= highlight.range.start && span.end <= highlight.range.end
}
