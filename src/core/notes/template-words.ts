// What a template says of the note that begins as a copy of it: {{date}}, {{time}}, {{title}}.

export interface TemplateWords {
  /** `YYYY-MM-DD`, local. */
  date: string
  /** `HH:MM`, local. */
  time: string
  title: string
}

/**
 * The date and the time of a moment, where this computer is.
 * @param at UTC ms
 */
export function localTime(at: number): { date: string; time: string } {
  const moment = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return {
    date: `${String(moment.getFullYear())}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`,
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  }
}

/**
 * Fills in the variables of a line. What is no variable stays as it is.
 * @param line of a template
 * @param words what stands for each
 */
export function fillIn(line: string, words: TemplateWords): string {
  return line.replaceAll(/\{\{\s*(date|time|title)\s*\}\}/gi, (_, name: string) => {
    return words[name.toLowerCase() as keyof TemplateWords]
  })
}

/**
 * Fills in the variables of a note's state.
 * @param state a serialised Lexical state
 * @param words what stands for each variable
 * @returns the state with the text of every piece filled in
 */
export function fillInState(state: string, words: TemplateWords): string {
  return JSON.stringify(
    JSON.parse(state, (key, value: unknown) =>
      key === 'text' && typeof value === 'string' ? fillIn(value, words) : value,
    ),
  )
}
