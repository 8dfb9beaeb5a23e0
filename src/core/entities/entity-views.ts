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

export interface EntityViews {
  /** `others`: so many of the other articles that name an entity are listed with it; all when left out. */
  ofArticle(articleId: string, others?: number): Pick<ArticleEntities, 'entities' | 'mentions'>
  /** Throws Failure NOT_FOUND. The id of a merged entity gives the one it is part of. */
  summary(id: string): EntitySummary
  aliases(id: string): string[]
  articles(id: string): EntityArticle[]
  /** The user's highlights, anywhere, whose range contains a mention of it. */
  highlights(id: string): Highlight[]
  find(input: { query: string; kind?: EntityKind | undefined; limit?: number | undefined }): EntitySummary[]
}

/** More articles than there are in any library. */
const EVERY = Number.MAX_SAFE_INTEGER

interface MentionRow extends Mention {
  name: string
  kind: EntityKind
}

const LIVE_MENTION = `mention m JOIN entity e ON e.id = m.entity_id JOIN entity r ON r.id = e.root_id
  JOIN article a ON a.id = m.article_id AND a.trashed_at IS NULL`
const NOT_REJECTED = `r.rejected = 0 AND NOT EXISTS (SELECT 1 FROM entity_decision d JOIN entity de ON de.id = d.entity_id
  WHERE d.action = 'reject' AND d.article_id = m.article_id AND d.undone_at IS NULL AND de.root_id = r.id)`

/**
 * Views over the tables of schema.ts.
 * @param db an open library
 * @param deps.highlights the live highlights of an article, in document order
 */
export function createEntityViews(db: Database, deps: { highlights: (articleId: string) => Highlight[] }): EntityViews {
  // An article that is in the trash can still be read, so its own mentions are not filtered by it.
  const mentions = db.prepare<
    [string],
    MentionRow
  >(`SELECT r.id AS entityId, m.start, m."end", m.confidence, r.name, r.kind
    FROM mention m JOIN entity e ON e.id = m.entity_id JOIN entity r ON r.id = e.root_id
    WHERE m.article_id = ? AND ${NOT_REJECTED} ORDER BY m.start`)
  const roles = db.prepare<
    [string],
    { root_id: string; role: string }
  >(`SELECT e.root_id, ae.role FROM article_entity ae
    JOIN entity e ON e.id = ae.entity_id WHERE ae.article_id = ? AND ae.role IS NOT NULL`)
  // Grouped before anything else is asked about an article: a name may stand in it a hundred times.
  const articlesOf = db.prepare<
    [{ ids: string; except: string; most: number }],
    EntityArticle & { rootId: string; ofAll: number }
  >(`WITH named AS (
      SELECT r.id AS root_id, m.article_id, count(*) AS mention_count, min(m.start) AS first_mention
      FROM json_each(@ids) wanted JOIN entity r ON r.id = wanted.value AND r.rejected = 0
        JOIN entity e ON e.root_id = r.id JOIN mention m ON m.entity_id = e.id
      WHERE m.article_id <> @except GROUP BY r.id, m.article_id),
    placed AS (
      SELECT named.*, a.title, a.site_name, a.published_at, a.added_at, count(*) OVER (PARTITION BY root_id) AS of_all,
        row_number() OVER (PARTITION BY root_id ORDER BY a.published_at DESC NULLS LAST, a.added_at DESC) AS place
      FROM named JOIN article a ON a.id = named.article_id AND a.trashed_at IS NULL
      WHERE NOT EXISTS (SELECT 1 FROM entity_decision d JOIN entity de ON de.id = d.entity_id
        WHERE d.action = 'reject' AND d.article_id = named.article_id AND d.undone_at IS NULL AND de.root_id = named.root_id))
    SELECT root_id AS rootId, article_id AS articleId, title, site_name AS siteName, published_at AS publishedAt,
      mention_count AS mentionCount, first_mention AS firstMention, of_all AS ofAll
    FROM placed WHERE place <= @most ORDER BY root_id, place`)
  const articlesOfOne = (rootId: string): EntityArticle[] =>
    articlesOf.all({ ids: JSON.stringify([rootId]), except: '', most: EVERY }).map(articleOf)
  const articleText = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const rootOf = db.prepare<[string], { id: string; name: string; kind: EntityKind }>(
    'SELECT r.id, r.name, r.kind FROM entity e JOIN entity r ON r.id = e.root_id WHERE e.id = ?',
  )
  const counts = db.prepare<[string], { mentionCount: number; articleCount: number }>(`SELECT count(*) AS mentionCount,
    count(DISTINCT m.article_id) AS articleCount FROM ${LIVE_MENTION} WHERE r.id = ? AND ${NOT_REJECTED}`)
  const aliases = db
    .prepare<[string], string>(
      `SELECT DISTINCT alias FROM entity_alias al JOIN entity e ON e.id = al.entity_id
    WHERE e.root_id = ? ORDER BY length(alias) DESC, alias`,
    )
    .pluck()
  const spans = db.prepare<[string, string], { start: number; end: number }>(`SELECT m.start, m."end" FROM mention m
    JOIN entity e ON e.id = m.entity_id WHERE e.root_id = ? AND m.article_id = ?`)
  const find = db.prepare<[{ prefix: string; inside: string; kind: string | null; limit: number }], EntitySummary>(`
    SELECT r.id, r.name, r.kind, count(*) AS mentionCount, count(DISTINCT m.article_id) AS articleCount
    FROM ${LIVE_MENTION}
    WHERE ${NOT_REJECTED} AND (@kind IS NULL OR r.kind = @kind) AND r.id IN (
      SELECT e2.root_id FROM entity_alias al JOIN entity e2 ON e2.id = al.entity_id
      WHERE al.key LIKE @prefix ESCAPE '\\' OR al.key LIKE @inside ESCAPE '\\')
    GROUP BY r.id ORDER BY articleCount DESC, mentionCount DESC, r.name LIMIT @limit`)

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
    // One at least, as it brings the number of all of them along.
    const wanted = { ids: JSON.stringify([...found.keys()]), except: articleId, most: Math.max(1, others) }
    const elsewhere = Map.groupBy(articlesOf.all(wanted), (line) => line.rootId)
    const highlights = deps.highlights(articleId)
    const entities = [...found].map(([id, entry]): ArticleEntity => {
      const otherArticles = elsewhere.get(id) ?? []
      return {
        id,
        name: entry.name,
        kind: entry.kind,
        role: roleOf.get(id) ?? null,
        forms: [...entry.forms].sort((a, b) => b.length - a.length),
        mentionCount: entry.rows.length,
        otherArticles: otherArticles.slice(0, others).map(articleOf),
        otherArticleCount: otherArticles[0]?.ofAll ?? 0,
        highlightIds: highlights
          .filter((highlight) => entry.rows.some((row) => within(row, highlight)))
          .map(({ id }) => id),
      }
    })
    return {
      entities,
      mentions: rows.map(({ entityId, start, end, confidence }) => ({ entityId, start, end, confidence })),
    }
  }

  function root(id: string): { id: string; name: string; kind: EntityKind } {
    return rootOf.get(id) ?? fail('NOT_FOUND', 'That entity is not in the library any more.')
  }

  return {
    ofArticle,
    summary(id) {
      const found = root(id)
      return { ...found, ...(counts.get(found.id) ?? { mentionCount: 0, articleCount: 0 }) }
    },
    aliases: (id) => aliases.all(root(id).id),
    articles: (id) => articlesOfOne(root(id).id),
    highlights(id) {
      const { id: rootId } = root(id)
      return articlesOfOne(rootId).flatMap(({ articleId }) => {
        const named = spans.all(rootId, articleId)
        return deps.highlights(articleId).filter((highlight) => named.some((span) => within(span, highlight)))
      })
    },
    find({ query, kind, limit }) {
      const pattern = aliasKey(query).replaceAll(/[\\%_]/g, String.raw`\$&`)
      return find.all({ prefix: `${pattern}%`, inside: `% ${pattern}%`, kind: kind ?? null, limit: limit ?? 20 })
    },
  }
}

function within(span: { start: number; end: number }, highlight: Highlight): boolean {
  return highlight.status === 'anchored' && span.start >= highlight.range.start && span.end <= highlight.range.end
}

function articleOf({
  rootId: _,
  ofAll: _all,
  ...line
}: EntityArticle & { rootId: string; ofAll: number }): EntityArticle {
  return line
}
