// In the place of a text that is not in the library yet: what is known of the article, and the way to its text.
import type { Article } from '../../contract/model.ts'
import { showDialog } from '../frame/dialogs.ts'
import { Button } from '../ui/button.tsx'
import './import.css'

export function NoTextYet({ article }: { article: Article }) {
  if (article.text !== '' || article.html !== '') return null
  return (
    <div className="no-text">
      {article.excerpt !== '' && <p className="no-text-excerpt">{article.excerpt}</p>}
      <p>Only the address of this article is in the library. Its highlights find their places once the text is here.</p>
      {article.url !== null && (
        <Button
          onClick={() => {
            showDialog({ name: 'update', articleId: article.id })
          }}
        >
          Fetch the text
        </Button>
      )}
    </div>
  )
}
