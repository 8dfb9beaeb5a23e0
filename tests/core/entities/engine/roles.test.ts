import { describe, expect, test } from 'vitest'
import { analyse } from '../../../../src/core/entities/engine/analyse.ts'

function rolesOf(text: string, name: string): string[] {
  const { clusters } = analyse(text)
  const cluster = clusters.find((one) => one.name === name)
  expect(cluster, `clusters: ${clusters.map((one) => one.name).join(', ')}`).toBeDefined()
  for (const role of cluster!.roles)
    expect(text.slice(role.start, role.end).replace(/\s+/g, ' '), 'where it stands').toBe(role.text)
  return cluster!.roles.map((role) => role.text)
}

describe('roles', () => {
  test('a title before the name, with what belongs to it', () => {
    expect(rolesOf('On Monday Home Secretary Miriam Castell met reporters in London.', 'Miriam Castell')).toEqual(['Home Secretary']) // prettier-ignore
    expect(rolesOf('The Spanish Prime Minister Lucia Romero will travel to Oslo.', 'Lucia Romero')).toEqual(['Spanish Prime Minister']) // prettier-ignore
  })

  test('all roles of one person, in order, each once', () => {
    const text = `Defence Secretary Walter Keene spoke in Oslo. Walter Keene, a former judge, was tired.

“I am ready,” said Defence Secretary Walter Keene. Walter Keene, the head of the delegation, left on Monday.`
    expect(rolesOf(text, 'Walter Keene')).toEqual(['Defence Secretary', 'a former judge', 'the head of the delegation'])
  })

  test('a role after “was”, when a noun says so', () => {
    expect(rolesOf('Miriam Castell was a botanist from Leeds who drew ferns.', 'Miriam Castell')).toEqual(['a botanist from Leeds']) // prettier-ignore
    expect(rolesOf('Miriam Castell was the first to arrive in Leeds.', 'Miriam Castell')).toEqual([])
  })

  test('the next in a list is no apposition', () => {
    expect(rolesOf('They thanked Lisbon, the coast and the county of Kent, for their help.', 'Lisbon')).toEqual([])
  })

  test('a relation to somebody else is not a title of that one', () => {
    expect(rolesOf('It was said that the wife of Walter Keene had left London.', 'Walter Keene')).toEqual([])
  })
})
