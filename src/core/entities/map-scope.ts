// Which articles, and which of their mentions, a map is made of.
import type { MapScope } from '../../contract/map-model.ts'

/** Condition on the column `article_id`, for each scope; `@scope` is the id or the tag. */
export const IN_SCOPE: Record<MapScope['kind'], string> = {
  // An article that is in the trash can still be read, and shows its own.
  article: 'article_id = @scope',
  tag: `article_id IN (SELECT t.article_id FROM article_tag t JOIN article a ON a.id = t.article_id
    WHERE t.name = @scope AND a.trashed_at IS NULL)`,
  library: 'article_id NOT IN (SELECT id FROM article WHERE trashed_at IS NOT NULL) AND @scope IS NULL',
}

/** What stands for `@scope`. */
export function scopeValue(scope: MapScope): string | null {
  if (scope.kind === 'library') return null
  return scope.kind === 'article' ? scope.id : scope.tag
}

/**
 * Entity, at the end of a chain of merges, and article that the user said does not name it. Single mentions that were
 * rejected are no mentions any more.
 */
export type RejectedRow = [rootId: string, articleId: string]

export const REJECTED_IN_ARTICLE = `SELECT e.root_id, d.article_id FROM entity_decision d
  JOIN entity e ON e.id = d.entity_id
  WHERE d.action = 'reject' AND d.article_id IS NOT NULL AND d.places IS NULL AND d.undone_at IS NULL`
