import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { migrations } from '../../../src/core/migrations.ts'
import { temporaryFolder } from '../temporary-library.ts'

const BEFORE = migrations.findIndex(({ name }) => name.startsWith('why a name is linked'))
const [ARTICLE, ADA, BABBAGE] = ['0a', '0b', '0c'].map((end) => `01890000-0000-7000-8000-0000000000${end}`)

test('mentions and decisions of a library from before are kept, with ids, order and what was undone', () => {
  const folder = temporaryFolder()
  const old = openDatabase(folder, migrations.slice(0, BEFORE), 0)
  old.exec(`
    INSERT INTO article (id, title, content_hash, dir, excerpt, html, text, word_count, source, added_at, updated_at, device)
      VALUES ('${ARTICLE}', 'Title', 'h', 'ltr', '', '<p>Ada met Babbage</p>', 'Ada met Babbage', 3, 'text', 1, 1, 'd');
    INSERT INTO entity (id, engine_name, engine_kind, name, kind, root_id, created_at, updated_at, device)
      VALUES ('${ADA}', 'Ada', 'person', 'Countess', 'person', '${ADA}', 1, 1, 'd'),
        ('${BABBAGE}', 'Babbage', 'person', 'Babbage', 'person', '${BABBAGE}', 1, 1, 'd');
    INSERT INTO mention VALUES ('${ARTICLE}', 0, 3, '${ADA}', 0.9), ('${ARTICLE}', 8, 15, '${BABBAGE}', 0.8);
    INSERT INTO article_entity VALUES ('${ARTICLE}', '${ADA}', 'person', 'a countess'), ('${ARTICLE}', '${BABBAGE}', 'person', NULL);
    INSERT INTO entity_decision (id, entity_id, action, value, article_id, description, created_at, undone_at, device)
      VALUES ('first', '${ADA}', 'rename', 'Countess', NULL, 'Renamed', 5, NULL, 'd'),
        ('second', '${BABBAGE}', 'reject', NULL, '${ARTICLE}', 'No entity', 6, 7, 'd');`)
  old.close()

  const db = openDatabase(folder, migrations, 1)
  expect(
    db
      .prepare(
        'SELECT id, action, article_id, origin_article_id, created_at, undone_at FROM entity_decision ORDER BY key',
      )
      .all(),
  ).toEqual([
    { id: 'first', action: 'rename', article_id: null, origin_article_id: null, created_at: 5, undone_at: null },
    { id: 'second', action: 'reject', article_id: ARTICLE, origin_article_id: ARTICLE, created_at: 6, undone_at: 7 },
  ])
  const linked = db.prepare(`SELECT m.start, c.entity_id, c.role, m.engine_confidence, m.unsure FROM mention m
    JOIN article_cluster c ON c.article_id = m.article_id AND c.cluster = m.cluster ORDER BY m.start`)
  expect(linked.all()).toEqual([
    { start: 0, entity_id: ADA, role: 'a countess', engine_confidence: 0.9, unsure: 0 },
    { start: 8, entity_id: BABBAGE, role: null, engine_confidence: 0.8, unsure: 0 },
  ])
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
})
