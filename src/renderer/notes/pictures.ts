// Pictures on their way into a note: they are kept by the library first, and fetched from nowhere.
import { $createParagraphNode, $getSelection, $insertNodes } from 'lexical'
import type { LexicalEditor } from 'lexical'
import { $createImageNode } from '../../rich-text/nodes/image-node.ts'
import { client, sentenceOf } from '../client.ts'
import { toast } from '../ui/toast.tsx'

/** The pictures among what is pasted or dropped. */
export function pictureFiles(data: DataTransfer): File[] {
  return [...data.files].filter(({ type }) => type.startsWith('image/'))
}

/** Asks for pictures on the disk. */
export function choosePictures(chosen: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/png,image/jpeg,image/gif,image/webp,image/avif'
  input.multiple = true
  input.addEventListener('change', () => {
    chosen([...(input.files ?? [])])
  })
  input.click()
}

/** Keeps pictures in the library and puts them where the caret is; what cannot be kept is said. */
export async function insertPictures(editor: LexicalEditor, files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      const { src } = await client.note.addImage({ base64: await base64Of(file) })
      const alt = /^image\.\w+$/i.test(file.name) ? '' : file.name.replace(/\.\w{1,5}$/, '')
      editor.update(() => {
        const image = $createImageNode({ src, alt })
        if ($getSelection() === null) $insertNodes([$createParagraphNode().append(image)])
        else $insertNodes([image])
      })
    } catch (error) {
      toast({ tone: 'danger', message: sentenceOf(error) })
    }
  }
}

/** Keeps pictures that are written out in addresses; gives the paths of those that the library took. */
export async function keepPictures(addresses: readonly string[]): Promise<Map<string, string>> {
  const kept = new Map<string, string>()
  for (const address of new Set(addresses)) {
    const base64 = /^data:[^,]*;base64,(.*)$/s.exec(address)?.[1]
    if (base64 === undefined) continue
    try {
      kept.set(address, (await client.note.addImage({ base64 })).src)
    } catch (error) {
      toast({ tone: 'danger', message: sentenceOf(error) })
    }
  }
  return kept
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      resolve(String(reader.result).replace(/^[^,]*,/, ''))
    })
    reader.addEventListener('error', () => {
      reject(reader.error ?? new Error('The file could not be read.'))
    })
    reader.readAsDataURL(file)
  })
}
