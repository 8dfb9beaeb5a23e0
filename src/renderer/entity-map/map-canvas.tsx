// The map as a picture, for the pointer: moved by dragging, zoomed by the wheel or two fingers, pressed to choose. All that
// it shows and does is in the tree beside it too.
import { Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { PointerEvent, Ref } from 'react'
import { kindLabel } from '../entities/kinds.ts'
import { IconButton } from '../ui/button.tsx'
import type { Point, Size } from './camera.ts'
import type { Hit } from './hit-test.ts'
import { counted, tieFacts } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'
import { createScene } from './scene.ts'
import type { AtHand, Scene, SceneMemory } from './scene.ts'

export interface MapCanvasHandle {
  centre(node: number, ifAway?: boolean): void
  pan(x: number, y: number): void
  zoom(factor: number): void
  fitAll(): void
}

export interface MapCanvasProps {
  graph: MapGraph
  /** So many ties are drawn, the strongest. */
  shown: number
  chosen: AtHand
  /** What the keys are at, before it is chosen. */
  passing: AtHand | null
  /** Of the map; who comes back to it finds it as it was. */
  address: string
  onNode: (node: number) => void
  onTie: (tie: number) => void
  ref: Ref<MapCanvasHandle>
}

const memories = new Map<string, SceneMemory>()

const ZOOM_STEP = 1.4
/** Less than this is a press and no drag, CSS px. */
const STILL = 4

export function MapCanvas({ graph, shown, chosen, passing, address, onNode, onTie, ref }: MapCanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const scene = useRef<Scene | null>(null)
  const [settled, setSettled] = useState(true)
  const [hover, setHover] = useState<Hover | null>(null)
  const leave = useEffectEvent((memory: SceneMemory | null) => {
    if (memory) memories.set(address, memory)
  })
  const begin = useEffectEvent((to: Scene) => {
    to.show(graph, memories.get(address) ?? null)
  })

  useLayoutEffect(() => {
    if (!canvas.current || !box.current) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const made = createScene({ canvas: canvas.current, still, onSettled: setSettled })
    scene.current = made
    const fitBox = () => {
      if (!box.current) return
      made.resize({ width: box.current.clientWidth, height: box.current.clientHeight }, devicePixelRatio)
    }
    fitBox()
    begin(made)
    const sizes = new ResizeObserver(fitBox)
    sizes.observe(box.current)
    const stop = watchColours(made.recolour)
    return () => {
      leave(made.remember())
      sizes.disconnect()
      stop()
      made.destroy()
      scene.current = null
    }
  }, [])
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) scene.current?.show(graph, null)
    first.current = false
  }, [graph])
  useEffect(() => {
    scene.current?.setShown(shown)
  }, [shown, graph])
  const hovered: AtHand | null =
    hover && (hover.hit.kind === 'node' ? { node: hover.hit.index, tie: null } : { node: null, tie: hover.hit.index })
  const atHand = hovered ?? passing
  const [node, tie] = [atHand?.node ?? null, atHand?.tie ?? null]
  useEffect(() => {
    scene.current?.setAtHand(chosen, node === null && tie === null ? null : { node, tie })
  }, [chosen, node, tie, shown, graph])
  useImperativeHandle(ref, () => ({
    centre: (index, ifAway) => scene.current?.centre(index, ifAway),
    pan: (x, y) => scene.current?.pan(x, y),
    zoom: (factor) => scene.current?.zoom(factor),
    fitAll: () => scene.current?.fitAll(),
  }))
  const press = usePress(scene, {
    onHover: setHover,
    onPress: (hit) => {
      if (hit?.kind === 'node') onNode(hit.index)
      else if (hit) onTie(hit.index)
    },
  })
  useWheelZoom(canvas, scene)
  return (
    <div ref={box} className="map-canvas" data-over={hover ? hover.hit.kind : undefined}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Map of ${counted(graph.nodes.length, 'entity', 'entities')} and ${counted(shown, 'tie')}. The tree beside it has the same.`}
        data-settled={settled}
        {...press}
      />
      {!settled && (
        <p className="map-wait" role="status">
          Laying out…
        </p>
      )}
      {hover && <HoverCard graph={graph} hover={hover} />}
      <div className="map-zoom">
        <IconButton
          label="Zoom in"
          shortcut="+"
          icon={<Plus size={18} />}
          placement="left"
          onClick={() => scene.current?.zoom(ZOOM_STEP)}
        />
        <IconButton
          label="Zoom out"
          shortcut="-"
          icon={<Minus size={18} />}
          placement="left"
          onClick={() => scene.current?.zoom(1 / ZOOM_STEP)}
        />
        <IconButton
          label="Show all"
          shortcut="0"
          icon={<Maximize size={18} />}
          placement="left"
          onClick={() => scene.current?.fitAll()}
        />
      </div>
    </div>
  )
}

/** Calls back when the theme, the system's colours or the typefaces change. */
function watchColours(changed: () => void): () => void {
  const themes = new MutationObserver(changed)
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] })
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  )
  for (const query of queries) query.addEventListener('change', changed)
  document.fonts.addEventListener('loadingdone', changed)
  return () => {
    themes.disconnect()
    for (const query of queries) query.removeEventListener('change', changed)
    document.fonts.removeEventListener('loadingdone', changed)
  }
}

/** The wheel zooms about the pointer, and so does a pinch on a touchpad; with Shift it moves the map sideways. */
function useWheelZoom(canvas: { current: HTMLCanvasElement | null }, scene: { current: Scene | null }): void {
  useLayoutEffect(() => {
    const element = canvas.current
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      if (event.shiftKey) scene.current?.pan(-event.deltaX - event.deltaY, 0)
      else
        scene.current?.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), {
          x: event.offsetX,
          y: event.offsetY,
        })
    }
    // React listens passively to the wheel, and the page would scroll along.
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [canvas, scene])
}

interface Hover {
  hit: Hit
  at: Point
  /** What there is around it. */
  room: Size
}

interface PressHandlers {
  onHover: (hover: Hover | null) => void
  onPress: (hit: Hit | null) => void
}

/** One finger or the mouse moves the map, two zoom it, and a press that moves nothing chooses. */
function usePress(scene: { current: Scene | null }, { onHover, onPress }: PressHandlers) {
  const pointers = useRef(new Map<number, Point>())
  const moved = useRef(0)
  const placeIn = (event: PointerEvent): Point => ({ x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY })
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return
    if (pointers.current.size === 0) moved.current = 0
    pointers.current.set(event.pointerId, placeIn(event))
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const at = placeIn(event)
    const before = pointers.current.get(event.pointerId)
    if (!before) {
      const hit = event.pointerType === 'mouse' ? (scene.current?.hit(at) ?? null) : null
      const { clientWidth: width, clientHeight: height } = event.currentTarget
      onHover(hit ? { hit, at, room: { width, height } } : null)
      return
    }
    const [x, y] = [at.x - before.x, at.y - before.y]
    moved.current += Math.hypot(x, y)
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    pointers.current.set(event.pointerId, at)
    if (moved.current < STILL) return
    onHover(null)
    if (!other) {
      scene.current?.pan(x, y)
      return
    }
    const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
    scene.current?.pan(x / 2, y / 2)
    scene.current?.zoom(apart(at) / apart(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 })
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!pointers.current.delete(event.pointerId) || event.type === 'pointercancel') return
    if (moved.current >= STILL) return
    // What is opened says more than the card.
    onHover(null)
    onPress(scene.current?.hit(placeIn(event)) ?? null)
  }
  const onPointerLeave = () => {
    onHover(null)
  }
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onPointerLeave }
}

/** Room that the card takes, CSS px, to turn to the other side at an edge. */
const CARD = { width: 240, height: 64 }

function HoverCard({ graph, hover: { hit, at, room } }: { graph: MapGraph; hover: Hover }) {
  const left = at.x + CARD.width + 24 > room.width ? at.x - CARD.width - 12 : at.x + 14
  const top = at.y + CARD.height + 24 > room.height ? at.y - CARD.height - 12 : at.y + 14
  const place = { left: `${String(Math.max(4, left))}px`, top: `${String(Math.max(4, top))}px` }
  return (
    <div className="map-card" style={place} aria-hidden="true">
      <CardContent graph={graph} hit={hit} />
    </div>
  )
}

function CardContent({ graph, hit }: { graph: MapGraph; hit: Hit }) {
  if (hit.kind === 'tie') {
    const tie = graph.ties[hit.index]
    if (!tie) return null
    return (
      <>
        <strong>
          {graph.nodes[tie.a]?.name} – {graph.nodes[tie.b]?.name}
        </strong>
        <span>{tieFacts(tie)}</span>
      </>
    )
  }
  const node = graph.nodes[hit.index]
  if (!node) return null
  return (
    <>
      <strong>{node.name}</strong>
      <span>
        {kindLabel(node.kind)} · named {counted(node.mentionCount, 'time')} in {counted(node.articleCount, 'article')}
      </span>
    </>
  )
}
