// Says how many highlights are to be checked, and leads to where that is done.
import { Unlink } from 'lucide-react'
import type { Highlight } from '../../contract/model.ts'
import { countOf } from '../library/dates.tsx'
import { openReview } from '../navigation.ts'
import './to-review.css'

/** Whether the user has still to look at a highlight. */
export function isToReview({ review }: Highlight): boolean {
  return review !== undefined && !review.settled
}

export function ToReview({ count, articleId }: { count: number; articleId: string | null }) {
  if (count === 0) return null
  return (
    <button
      type="button"
      className="to-review"
      onClick={() => {
        openReview(articleId)
      }}
    >
      <Unlink size={16} aria-hidden />
      <span>{countOf(count, 'highlight')} to check</span>
      <span className="to-review-go">Review</span>
    </button>
  )
}
