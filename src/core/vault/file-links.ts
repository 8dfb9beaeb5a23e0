// Links from one file of the vault to another, written and read back.
import { posix } from 'node:path'
import type { VaultOptions } from '../../contract/vault-model.ts'
import { libraryAddress, readLibraryAddress } from '../../rich-text/links.ts'
import type { MarkdownLink, ResolvedLink } from '../../rich-text/markdown-inlines.ts'
import { linkTarget, linkWords } from '../exporters/markdown.ts'
import { markerOf } from './pieces.ts'

/** What a link in a file may lead to; of a highlight its article is needed to know the file. */
export interface LinkPlace {
  kind: 'article' | 'note' | 'entity' | 'highlight'
  id: string
  articleId?: string | undefined
}

/** Where things are in the vault. */
export interface VaultMap {
  /** The file of an article, note or entity, relative to the folder; null when it has none. */
  fileOf(id: string): string | null
  /** What a file is of; null when it is none of ours. */
  itemOf(file: string): { kind: 'article' | 'note' | 'entity'; id: string } | null
  /** The article of a highlight; null when it is gone. */
  articleOf(highlightId: string): string | null
  /** The file at a path without its folders or ending, as wikilinks name it; null when none or several have that name. */
  fileNamed(name: string): string | null
  /** The highlight of an article that has a block id. */
  highlightAt(articleId: string, marker: string): string | null
}

/** The links of one file. */
export interface FileLinks {
  /** A link as Markdown; null where what it leads to has no file. */
  link(place: LinkPlace, words: string): string | null
  /** As `link`, with the address in the app where there is no file. */
  reference(place: LinkPlace & { label: string }): string
  /** The path of a picture from this file; also remembers that it is needed. */
  image(src: string): string
  /** What links in this file lead to in the library. */
  resolve(link: MarkdownLink): ResolvedLink | null
  /** The picture of the library that an address in this file shows. */
  pictureAt(address: string): string | null
  /** Pictures that the file shows, by their paths in the library. */
  readonly pictures: ReadonlySet<string>
}

/**
 * The links of one file.
 * @param file its path in the vault
 * @param map where everything is
 * @param options of the vault: how links are written, and whether pictures are copied
 */
export function linksOf(
  file: string,
  map: VaultMap,
  { links, assets }: Pick<VaultOptions, 'links' | 'assets'>,
): FileLinks {
  const pictures = new Set<string>()
  const folder = posix.dirname(file)

  function link(place: LinkPlace, words: string): string | null {
    const owner = place.kind === 'highlight' ? (place.articleId ?? map.articleOf(place.id)) : place.id
    const target = owner === null ? null : map.fileOf(owner)
    if (target === null) return null
    const block = place.kind === 'highlight' ? `#^${markerOf('h', place.id)}` : ''
    const path = target.slice(0, -'.md'.length)
    if (links === 'wikilinks' && !/[[\]|#^]/.test(path)) {
      const label = words
        .replace(/\s+/g, ' ')
        .replace(/[[\]|]/g, ' ')
        .trim()
      return label === '' || label === path ? `[[${path}${block}]]` : `[[${path}${block}|${label}]]`
    }
    const relative = posix.relative(folder === '.' ? '' : folder, target)
    return `[${linkWords(words)}](${linkTarget(relative)}${block})`
  }

  return {
    pictures,
    link,
    reference: ({ label, ...place }) => {
      const { kind, id, articleId } = place
      const address = articleId === undefined ? { kind, id } : { kind, id, articleId }
      return link(place, label) ?? `[${linkWords(label)}](${libraryAddress(address)})`
    },
    image(src) {
      if (!assets || !src.startsWith('assets/')) return src
      pictures.add(src)
      return linkTarget(posix.relative(folder === '.' ? '' : folder, assetFile(src)))
    },
    resolve: ({ target, label, wiki }) => {
      const known = wiki ? null : readLibraryAddress(target)
      if (known) return named(known, label)
      const [path = '', block] = target.split('#^', 2)
      const at = wiki ? wikiFile(path, map) : posix.normalize(posix.join(folder, decoded(path)))
      const item = at === null ? null : map.itemOf(at)
      if (!item) return null
      if (block === undefined) return named(item, label)
      const highlight = item.kind === 'article' ? map.highlightAt(item.id, block) : null
      return highlight === null ? null : named({ kind: 'highlight', id: highlight, articleId: item.id }, label)
    },
    pictureAt(address) {
      const at = posix.normalize(posix.join(folder, decoded(address)))
      const [, hash, ending] = /^assets\/([\da-f]{64})(\.[a-z\d]{1,5})$/.exec(at) ?? []
      return hash === undefined || ending === undefined ? null : `assets/${hash.slice(0, 2)}/${hash.slice(2)}${ending}`
    },
  }
}

function named(place: ResolvedLink, label: string | null): ResolvedLink {
  return label === null ? place : { ...place, label }
}

/** Where a picture of the library lies in the vault. */
export function assetFile(src: string): string {
  return src.replace(/^assets\/([\da-f]{2})\//, 'assets/$1')
}

function wikiFile(name: string, map: VaultMap): string | null {
  const file = `${name.replace(/\.md$/, '')}.md`
  return map.itemOf(file) ? file : map.fileNamed(posix.basename(file))
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
