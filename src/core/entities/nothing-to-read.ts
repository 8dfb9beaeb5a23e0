// Articles without text name nobody: they are marked as read, so that they do not wait for the engine.
import type { Database } from 'better-sqlite3'
import { ENGINE_VERSION } from './entities.ts'

/**
 * Marks articles without text as analysed; call it inside a transaction.
 * @param db an open library
 * @param now UTC ms
 * @returns a function that takes an article's id
 */
export function createNothingToRead(db: Database, now: () => number): (articleId: string) => void {
  const stamp = db.prepare(
    "INSERT OR IGNORE INTO article_analysis (article_id, engine_version, text_hash, analysed_at) VALUES (?, ?, '', ?)",
  )
  return (articleId) => {
    stamp.run(articleId, ENGINE_VERSION, now())
  }
}
