// Scores found spans against gold ones: exact span and type, span alone, and partial (any overlap of one type).

/** A stretch of a text, in UTF-16 code units, with its type: PER, ORG or LOC. */
export interface Span {
  start: number
  end: number
  type: string
}

export interface Score {
  precision: number
  recall: number
  f1: number
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole)

function score(rightFound: number, found: number, rightGold: number, gold: number): Score {
  const precision = percent(rightFound, found)
  const recall = percent(rightGold, gold)
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Counts over any number of documents; micro-averaged. */
export class SpanCounts {
  private found = 0
  private gold = 0
  private exactly = 0
  private foundSpans = 0
  private goldSpans = 0
  private spans = 0
  private foundNear = 0
  private goldNear = 0

  /** Adds one document. */
  add(found: readonly Span[], gold: readonly Span[]): void {
    const place = ({ start, end }: Span): string => `${String(start)} ${String(end)}`
    const whole = (span: Span): string => `${place(span)} ${span.type}`
    const goldWhole = new Set(gold.map(whole))
    const goldPlaces = new Set(gold.map(place))
    const foundPlaces = new Set(found.map(place))
    this.found += found.length
    this.gold += gold.length
    this.exactly += found.filter((span) => goldWhole.has(whole(span))).length
    this.foundSpans += foundPlaces.size
    this.goldSpans += goldPlaces.size
    this.spans += [...foundPlaces].filter((span) => goldPlaces.has(span)).length
    const touches = (others: readonly Span[]) => (span: Span) =>
      others.some((other) => other.type === span.type && overlap(span, other))
    this.foundNear += found.filter(touches(gold)).length
    this.goldNear += gold.filter(touches(found)).length
  }

  exact(): Score {
    return score(this.exactly, this.found, this.exactly, this.gold)
  }

  spanOnly(): Score {
    return score(this.spans, this.foundSpans, this.spans, this.goldSpans)
  }

  partial(): Score {
    return score(this.foundNear, this.found, this.goldNear, this.gold)
  }
}
