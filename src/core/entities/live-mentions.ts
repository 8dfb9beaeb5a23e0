// Which mentions count as an entity's, as SQL: those of all that were merged into it, without what the user rejected.

/**
 * A FROM and WHERE over `mention m` with `@root`, the id of an entity that stands for itself. More conditions follow with
 * AND; nothing is found while the entity is rejected everywhere. Articles in the trash are not left out.
 */
export const MENTION_OF_ROOT = `entity e CROSS JOIN mention m ON m.entity_id = e.id
  WHERE e.root_id = @root AND NOT EXISTS (SELECT 1 FROM entity r WHERE r.id = @root AND r.rejected = 1)
    AND m.article_id NOT IN (SELECT d.article_id FROM entity_decision d JOIN entity de ON de.id = d.entity_id
      WHERE d.action = 'reject' AND d.article_id IS NOT NULL AND d.undone_at IS NULL AND de.root_id = @root)`
