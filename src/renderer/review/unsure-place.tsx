// In a list of highlights: that the place of one is not sure, with the way to accept it and to the review.
import type { Highlight } from '../../contract/model.ts'
import { openReview } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { acceptPlace } from './review-actions.ts'
import { scoreWords } from './score-words.ts'
import './to-review.css'

export function UnsurePlace({ highlight }: { highlight: Highlight }) {
  return (
    <div className="unsure-place">
      <span className="highlight-unsure">{scoreWords(highlight.review?.score ?? 0)}</span>
      <Button size="small" variant="quiet" onClick={() => void acceptPlace(highlight)}>
        Accept
      </Button>
      <Button
        size="small"
        variant="quiet"
        onClick={() => {
          openReview(highlight.articleId)
        }}
      >
        Review
      </Button>
    </div>
  )
}
