// The page of an entity: who it is, the user's note, when it was named, what is said of it, and every sentence that names it.
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, UserSearch } from 'lucide-react'
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { EntityPage } from '../../contract/entity-model.ts'
import { client, sentenceOf } from '../client.ts'
import { useCommand } from '../commands/commands.ts'
import { EntityActions } from '../entities/entity-actions.tsx'
import { kindLabel } from '../entities/kinds.ts'
import { ShortDate, countOf, formatNumber } from '../library/dates.tsx'
import { closeEntity, lastArticle } from '../navigation.ts'
import { Backlinks, useBacklinkCount } from '../note-page/backlinks.tsx'
import { NoteEditor } from '../notes/note-editor.tsx'
import { Announcer } from '../reader/announcer.tsx'
import { InToolbar } from '../reader/in-toolbar.tsx'
import { textAttributes } from '../settings/apply-settings.ts'
import { useSettings } from '../settings/settings-store.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Marked } from './marked.tsx'
import { BATCH, Mentions } from './mentions.tsx'
import { Names } from './names.tsx'
import { OverTime } from './over-time.tsx'
import { pageQueries } from './page-queries.ts'
import { Related } from './related.tsx'
import { Roles, sourceOf } from './roles.tsx'
import { Section } from './section.tsx'
import { Unlinked } from './unlinked.tsx'
import { leave, newSince, visitOf } from './visits.ts'
import './entity-page.css'

/** The name of the entity whose page is open; null until it is known, and when there is none. */
export function useEntityName(id: string | null): string | null {
  const page = pageQueries.page(id ?? '')
  return useQuery({ ...page, enabled: id !== null, select: ({ entity }) => entity.name }).data ?? null
}

export function EntityPageView({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(pageQueries.page(id))
  useCommand({
    keys: ['escape', 'u'],
    label: 'Back to the article, or to the library',
    group: 'Page of an entity',
    run: closeEntity,
  })
  const back = lastArticle() === null ? 'Back to the library' : 'Back to the article'
  return (
    <>
      <InToolbar>
        <IconButton label={back} shortcut="escape" icon={<ArrowLeft size={18} />} onClick={closeEntity} />
      </InToolbar>
      {data !== undefined ? (
        <Page key={data.entity.id} page={data} />
      ) : error !== null ? (
        <EmptyState
          icon={<UserSearch size={22} />}
          title="This page cannot be shown"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {sentenceOf(error)}
        </EmptyState>
      ) : (
        <div className="entity-page" aria-busy="true" />
      )}
    </>
  )
}

function Page({ page }: { page: EntityPage }) {
  const titleId = useId()
  const settings = useSettings()
  const { entity, articles, roles, noted, highlights } = page
  const { id } = entity
  const [visit] = useState(() => visitOf(id, page.visitedAt))
  const [listed, setListed] = useState(() => Math.max(BATCH, visit.listed))
  const byId = useMemo(() => new Map(articles.map((article) => [article.articleId, article])), [articles])
  const fresh = useMemo(
    () => new Set(newSince(articles, visit.since).map(({ articleId }) => articleId)),
    [articles, visit],
  )
  const more = useCallback(() => {
    setListed((before) => before + BATCH)
  }, [])
  const scroller = useKeptPlace(id, visit.top, listed)
  useEffect(() => {
    // A visit that could not be written down is no reason to disturb: what was new will be new again.
    client.entity.visit({ id }).catch(() => undefined)
  }, [id])
  return (
    <section
      ref={scroller}
      className="entity-page"
      tabIndex={-1}
      aria-labelledby={titleId}
      {...textAttributes(settings)}
    >
      <div className="entity-page-column">
        <Head titleId={titleId} page={page} since={visit.since} fresh={fresh.size} />
        <Section name="note" title="My note">
          <NoteEditor
            key={id}
            target={{ kind: 'entity', id }}
            label={`Note on ${entity.name}`}
            placeholder="What do you want to remember?"
          />
          {noted.map((part) => (
            <div key={part.id} className="entity-page-part">
              <p className="entity-page-quiet">On “{part.name}”, which is part of this:</p>
              <NoteEditor target={{ kind: 'entity', id: part.id }} label={`Note on ${part.name}`} />
            </div>
          ))}
        </Section>
        <LinkedFrom id={id} />
        {articles.length > 0 && (
          <Section name="time" title="Over time">
            <OverTime articles={articles} />
          </Section>
        )}
        {roles.length > 0 && (
          <Section name="roles" title="Described as" count={formatNumber(roles.length)}>
            <Roles roles={roles} articles={byId} />
          </Section>
        )}
        {articles.length > 0 && (
          <Section name="related" title="Named together with">
            <Related id={id} name={entity.name} articles={byId} />
          </Section>
        )}
        {highlights.length > 0 && (
          <Section name="highlights" title="My highlights" count={formatNumber(highlights.length)} open={false}>
            <Marked highlights={highlights} articles={byId} />
          </Section>
        )}
        <Section name="names" title="Names and corrections" count={namesInWords(page)} open={false}>
          <Names page={page} />
        </Section>
        <Section name="unlinked" title="Not linked yet" open={false}>
          <Unlinked id={id} name={entity.name} />
        </Section>
        <Section name="mentions" title="Mentions" count={formatNumber(entity.mentionCount)}>
          {articles.length === 0 ? (
            <p className="entity-page-quiet">No article in your library names {entity.name} any more.</p>
          ) : (
            <Mentions id={id} articles={articles} fresh={fresh} listed={listed} onMore={more} />
          )}
        </Section>
      </div>
      <Announcer />
    </section>
  )
}

/** The user's notes that refer to it; nothing while there are none. */
function LinkedFrom({ id }: { id: string }) {
  const count = useBacklinkCount({ kind: 'entity', id })
  if (count === undefined || count === 0) return null
  return (
    <Section name="backlinks" title="Notes that link here" count={formatNumber(count)}>
      <Backlinks kind="entity" id={id} />
    </Section>
  )
}

function namesInWords({ aliases, decisions }: EntityPage): string {
  const names = countOf(aliases.length, 'name')
  return decisions.length === 0 ? names : `${names}, ${countOf(decisions.length, 'correction')}`
}

/** For the element that scrolls: comes back to where the page was left, and remembers that. */
function useKeptPlace(id: string, top: number, listed: number): RefObject<HTMLElement | null> {
  const scroller = useRef<HTMLElement>(null)
  const kept = useRef({ top, listed })
  useLayoutEffect(() => {
    kept.current.listed = listed
  }, [listed])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    element.focus({ preventScroll: true })
    element.scrollTo({ top, behavior: 'instant' })
    const place = kept.current
    const onScroll = () => {
      place.top = element.scrollTop
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      element.removeEventListener('scroll', onScroll)
      leave(id, place)
    }
  }, [id, top])
  return scroller
}

interface HeadProps {
  titleId: string
  page: EntityPage
  since: number | null
  /** How many articles are new since then. */
  fresh: number
}

/** The sentences are the last part of the page: a way past all others. */
function goToMentions(): void {
  const heading = document.querySelector<HTMLElement>('[data-section="mentions"] > h2 > button')
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

function Head({ titleId, page, since, fresh }: HeadProps) {
  const { entity, role, articles } = page
  const source = role?.sources[0] && articles.find(({ articleId }) => articleId === role.sources[0]?.articleId)
  return (
    <header className="entity-page-head">
      <p className="entity-page-kind">
        <span className="entity-dot" data-kind={entity.kind} />
        {kindLabel(entity.kind)}
        <EntityActions entity={entity} />
      </p>
      <h1 id={titleId} dir="auto">
        {entity.name}
      </h1>
      {role !== null && (
        <p className="entity-page-is" dir="auto">
          {role.text}
          {source && <span className="entity-page-is-source">{sourceOf(source)}</span>}
        </p>
      )}
      <p className="entity-page-facts">
        <button type="button" className="entity-page-link" onClick={goToMentions}>
          Named {entity.mentionCount === 1 ? 'once' : `${formatNumber(entity.mentionCount)} times`} in{' '}
          {countOf(entity.articleCount, 'article')}
        </button>
        {fresh > 0 && since !== null && (
          <span className="entity-page-news">
            {countOf(fresh, 'new article')} since <ShortDate at={since} />
          </span>
        )}
      </p>
    </header>
  )
}
