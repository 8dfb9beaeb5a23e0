import { describe, expect, test } from 'vitest'
import { UndoStack } from '../../../src/renderer/undo/undo-stack.ts'

/** A number that acts add to, each act with its way back. */
function setUp() {
  let time = 0
  let value = 0
  const stack = new UndoStack(() => time)
  const add = (amount: number, series?: string) => {
    value += amount
    return stack.record({
      label: `Added ${String(amount)}`,
      undo: async () => {
        await Promise.resolve()
        value -= amount
      },
      redo: async () => {
        await Promise.resolve()
        value += amount
      },
      ...(series === undefined ? {} : { series }),
    })
  }
  return { stack, add, value: () => value, wait: (ms: number) => (time += ms) }
}

describe('the history of acts', () => {
  test('goes back act by act and forth again', async () => {
    const { stack, add, value } = setUp()
    add(1)
    add(10)
    expect((await stack.undo())?.label).toBe('Added 10')
    expect(value()).toBe(1)
    await stack.undo()
    expect([value(), stack.canUndo]).toEqual([0, false])
    await stack.redo()
    await stack.redo()
    expect([value(), stack.canRedo]).toEqual([11, false])
    expect(await stack.redo()).toBeNull()
  })

  test('takes quick presses one after the other', async () => {
    const { stack, add, value } = setUp()
    for (const amount of [1, 10, 100]) add(amount)
    await Promise.all([stack.undo(), stack.undo(), stack.redo()])
    expect(value()).toBe(11)
  })

  test('can be asked to do again what is still being undone', async () => {
    const { stack, add, value } = setUp()
    add(1)
    const undone = stack.undo()
    expect([stack.canUndo, stack.canRedo]).toEqual([true, true])
    await Promise.all([undone, stack.redo()])
    expect(value()).toBe(1)
    expect([stack.canUndo, stack.canRedo]).toEqual([true, false])
  })

  test('does not do again what was being undone when something else was done', async () => {
    const { stack, add, value } = setUp()
    add(1)
    const undone = stack.undo()
    await Promise.resolve()
    add(10)
    await undone
    expect(await stack.redo()).toBeNull()
    expect(value()).toBe(10)
  })

  test('forgets what could be done again as soon as something else is done', async () => {
    const { stack, add } = setUp()
    add(1)
    await stack.undo()
    add(10)
    expect(stack.canRedo).toBe(false)
  })

  test('is one act for a quick series, and two after a pause', async () => {
    const { stack, add, wait } = setUp()
    let range = 'a'
    const move = (to: string) => {
      const from = range
      range = to
      stack.record({
        label: 'Moved',
        series: 'one',
        undo: () => Promise.resolve((range = from)),
        redo: () => Promise.resolve((range = to)),
      })
    }
    move('b')
    move('c')
    wait(5_000)
    move('d')
    await stack.undo()
    expect(range).toBe('c')
    await stack.undo()
    expect(range).toBe('a')
    await stack.redo()
    expect(range).toBe('c')
    add(1)
    expect(stack.canRedo).toBe(false)
  })

  test('undoes an act in the middle when that one is meant', async () => {
    const { stack, value, add } = setUp()
    let undone = false
    const act = {
      label: 'Meant',
      undo: () => Promise.resolve((undone = true)),
      redo: () => Promise.resolve((undone = false)),
    }
    stack.record(act)
    add(5)
    expect(await stack.undo(act)).toMatchObject({ label: 'Meant' })
    expect([undone, value()]).toEqual([true, 5])
    expect(await stack.undo(act)).toBeNull()
  })

  test('forgets an act that the library refused, and says so when a step fails', async () => {
    const { stack, add } = setUp()
    const forget = add(1)
    forget()
    expect(stack.canUndo).toBe(false)
    stack.record({
      label: 'Broken',
      undo: () => Promise.reject(new Error('The library refused.')),
      redo: () => Promise.resolve(),
    })
    await expect(stack.undo()).rejects.toThrow('The library refused.')
    add(3)
    await stack.undo()
    expect(stack.canRedo).toBe(true)
  })
})
