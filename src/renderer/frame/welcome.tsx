// What stands in the reader's place while no article is open: where you left off, or how to begin.
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { ArticleSummary } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { formatRoute } from '../navigation.ts'
import { queries } from '../queries.ts'
import { readingMinutes } from '../../text/word-count.ts'
import { Button } from '../ui/button.tsx'
import { chooseToRead, MOST_OFFERED } from './choose-to-read.ts'
import { showDialog } from './dialogs.ts'
import { closeDrawer, toggleLibrary, usePanes } from './panes.ts'

export function Welcome() {
  const opened = useQuery(queries.articles({ view: 'all', sort: 'opened', limit: 20 }))
  const inbox = useQuery(queries.articles({ view: 'inbox', sort: 'added', limit: MOST_OFFERED })).data
  const { room, library } = usePanes()
  const failed = opened.isError
  const { title, articles } = chooseToRead(opened.data?.items ?? [], inbox?.items ?? [])
  const isEmpty = opened.data?.total === 0 && inbox?.total === 0
  if (!failed && (!opened.data || !inbox)) return <div className="welcome" />
  return (
    <div className="welcome">
      <div className="welcome-page">
        <h1 className="welcome-title">{isEmpty ? 'An empty library' : title}</h1>
        {failed && <p role="alert">{sentenceOf(opened.error)}</p>}
        {isEmpty && (
          <p className="welcome-lead">
            Add an article to begin: a web address, a file, or some text. It is kept on this computer, to be read
            offline.
          </p>
        )}
        {!isEmpty && articles.length === 0 && <p className="welcome-lead">You have read all there was in the inbox.</p>}
        <ol className="welcome-list">
          {articles.map((article) => (
            <WelcomeArticle key={article.id} article={article} />
          ))}
        </ol>
        <div className="welcome-actions">
          <Button
            variant={isEmpty ? 'primary' : 'secondary'}
            icon={<Plus size={16} />}
            onClick={() => {
              showDialog({ name: 'add' })
            }}
          >
            Add an article
          </Button>
          {room === 'narrow' && !library && (
            <Button data-toggles="library" onClick={toggleLibrary}>
              Browse the library
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function WelcomeArticle({ article }: { article: ArticleSummary }) {
  const { fraction } = article.progress
  const minutes = readingMinutes(article.wordCount, article.lang)
  const left = Math.max(1, Math.round(minutes * (1 - fraction)))
  return (
    <li>
      <a className="welcome-article" href={formatRoute({ articleId: article.id })} onClick={closeDrawer}>
        <span className="welcome-words">
          <span className="welcome-headline" lang={article.lang ?? undefined} dir="auto">
            {article.title}
          </span>
          {article.excerpt !== '' && (
            <span className="welcome-excerpt" lang={article.lang ?? undefined} dir="auto">
              {article.excerpt}
            </span>
          )}
          <span className="welcome-facts">
            {article.siteName && <bdi>{article.siteName}</bdi>}
            <span>{fraction > 0 ? `${String(left)} min left` : `${String(minutes)} min`}</span>
          </span>
        </span>
        {article.leadImage && <img className="welcome-image" src={article.leadImage} alt="" loading="lazy" />}
      </a>
    </li>
  )
}
