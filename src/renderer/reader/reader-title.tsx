// The title block: where it was published, the headline, who wrote it, when, and how long it takes.
import { useMemo } from 'react'
import type { Article } from '../../contract/model.ts'
import { readingMinutes } from '../../text/word-count.ts'
import { showsLeadImage } from './article-html.ts'

export function ReaderTitle({ article, titleId }: { article: Article; titleId: string }) {
  const { byline, dir, html, lang, leadImage, publishedAt, siteName, title, url, wordCount } = article
  const lead = useMemo(
    () => (leadImage === null || showsLeadImage(html, leadImage) ? null : leadImage),
    [html, leadImage],
  )
  const minutes = readingMinutes(wordCount, lang)
  const site = siteName ?? hostOf(url)
  return (
    <header className="reader-title" dir={dir}>
      {site !== null && (
        <p className="reader-site" lang={lang ?? undefined}>
          {url === null ? (
            site
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer">
              {site}
            </a>
          )}
        </p>
      )}
      <h1 id={titleId} lang={lang ?? undefined}>
        {title}
      </h1>
      <p className="reader-facts">
        {byline !== null && (
          <span className="reader-byline" lang={lang ?? undefined}>
            {byline}
          </span>
        )}
        {publishedAt !== null && <Published at={publishedAt} />}
        {minutes > 0 && (
          <span>
            <bdi>{minutes} min</bdi>
          </span>
        )}
      </p>
      {lead !== null && <img className="reader-lead" src={lead} alt="" decoding="async" />}
    </header>
  )
}

function Published({ at }: { at: number }) {
  const date = new Date(at)
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' }).format(date)
  return (
    <time dateTime={date.toISOString()} title={full}>
      {new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(date)}
    </time>
  )
}

function hostOf(url: string | null): string | null {
  return url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? null)
}
