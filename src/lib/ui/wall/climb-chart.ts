import {
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from 'chart.js'
import type { Projection, Step } from '../../domain/pace.ts'

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler)

export type ClimbFigures = {
  steps: Step[]
  /** Days of the campaign. */
  of: number
  target: number | null
  projection: Projection | null
  marks: { at: number; text: string; isNow: boolean }[]
  words: { target: string; projection: string; number: (value: number) => string }
}

type Place = { x: number; y: number }

/** Posts over the campaign: what was published, what is wanted, and where it leads. Redrawn at once, never animated. */
export class ClimbChart {
  #figures: ClimbFigures
  #isGone = false
  readonly #canvas: HTMLCanvasElement
  readonly #chart: Chart<'line', Place[]>

  constructor(canvas: HTMLCanvasElement, figures: ClimbFigures) {
    this.#canvas = canvas
    this.#figures = figures
    this.#chart = new Chart<'line', Place[]>(canvas, {
      type: 'line',
      data: { datasets: this.#lines() },
      options: this.#options(),
      plugins: [this.#signs()],
    })
  }

  update(figures: ClimbFigures): void {
    this.#figures = figures
    this.#draw()
  }

  /** Other colours or another size of the screen. */
  restyle(): void {
    if (!this.#isGone) this.#draw()
  }

  destroy(): void {
    this.#isGone = true
    this.#chart.destroy()
  }

  #draw(): void {
    this.#chart.data.datasets = this.#lines()
    this.#chart.options = this.#options()
    this.#chart.update('none')
  }

  #lines(): ChartDataset<'line', Place[]>[] {
    const { steps, of, target, projection } = this.#figures
    const wide = this.#rem(0.375)
    const thin = this.#rem(0.25)
    const lines: ChartDataset<'line', Place[]>[] = [
      {
        data: steps.map(({ at, posts }) => ({ x: at, y: posts })),
        borderColor: this.#color('--chart-actual'),
        backgroundColor: this.#color('--chart-area'),
        borderWidth: wide,
        fill: 'origin',
      },
    ]
    if (target !== null) {
      lines.push({
        data: [
          { x: 0, y: 0 },
          { x: of, y: target },
        ],
        borderColor: this.#color('--chart-target'),
        borderWidth: thin,
        borderDash: [this.#rem(0.125), this.#rem(0.375)],
        borderCapStyle: 'round',
      })
    }
    const now = steps.at(-1)
    if (projection && now) {
      const from = { x: now.at, y: now.posts }
      const band = this.#color('--chart-proj') + '26' // at 15 %
      lines.push(
        {
          data: [from, { x: of, y: projection.posts }],
          borderColor: this.#color('--chart-proj'),
          borderWidth: thin,
          borderDash: [this.#rem(0.75), this.#rem(0.5)],
        },
        { data: [from, { x: of, y: projection.low }], borderWidth: 0 },
        { data: [from, { x: of, y: projection.high }], borderWidth: 0, fill: '-1', backgroundColor: band },
      )
    }
    return lines
  }

  #options(): Chart<'line'>['options'] {
    const { of, marks, words, target, projection, steps } = this.#figures
    const font = { family: this.#token('--font-num'), size: this.#rem(this.#isSmall ? 0.8125 : 1.375) }
    const top = Math.max(target ?? 0, projection?.high ?? 0, steps.at(-1)?.posts ?? 0, 4)
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      onResize: () => queueMicrotask(() => this.restyle()),
      elements: { point: { radius: 0 }, line: { tension: 0 } },
      layout: { padding: { top: this.#rem(1), right: this.#endWidth() } },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: of,
          grid: { display: false },
          border: { display: false },
          afterBuildTicks: (axis) => {
            axis.ticks = marks.map(({ at }) => ({ value: at }))
          },
          ticks: {
            autoSkip: false,
            maxRotation: 0,
            font: ({ index }) => ({ ...font, weight: marks[index]?.isNow ? 700 : 400 }),
            color: ({ index }) => this.#color(marks[index]?.isNow ? '--peak-ink' : '--muted'),
            callback: (_, index) => marks[index]?.text ?? '',
          },
        },
        y: {
          type: 'linear',
          min: 0,
          suggestedMax: top,
          grid: { color: this.#color('--chart-grid'), lineWidth: 1, drawTicks: false },
          border: { display: false },
          ticks: {
            maxTicksLimit: 5,
            precision: 0,
            padding: this.#rem(0.5),
            font,
            color: this.#color('--muted'),
            callback: (value) => words.number(Number(value)),
          },
        },
      },
    }
  }

  /** Names at the ends of the lines, and where we are now. */
  #signs(): Plugin<'line'> {
    return {
      id: 'signs',
      afterDatasetsDraw: ({ ctx, scales, chartArea }) => {
        const { steps, of, target, projection, words } = this.#figures
        const { x, y } = scales
        if (!x || !y) return
        ctx.save()
        const ends = [
          target !== null && { at: target, name: words.target, ink: '--chart-target', bold: '--ink-2' },
          projection && {
            at: projection.posts,
            name: words.projection,
            ink: '--peak-ink',
            bold: '--peak-ink',
          },
        ].filter((end) => end !== null && end !== false)
        const size = this.#rem(this.#isSmall ? 0.8125 : 1.375)
        const height = size * 2.3
        // From the top down, each at its line's end unless the one above needs the room.
        let free = chartArea.top - size
        ctx.textAlign = 'left'
        ctx.textBaseline = 'top'
        for (const end of ends.sort((a, b) => b.at - a.at)) {
          const place = Math.max(free, y.getPixelForValue(end.at) - height / 2)
          free = place + height
          ctx.font = `500 ${size}px ${this.#token('--font-text')}`
          ctx.fillStyle = this.#color(end.ink)
          ctx.fillText(end.name, x.getPixelForValue(of) + size * 0.6, place)
          ctx.font = `700 ${size}px ${this.#token('--font-num')}`
          ctx.fillStyle = this.#color(end.bold)
          ctx.fillText(words.number(end.at), x.getPixelForValue(of) + size * 0.6, place + size * 1.15)
        }
        const now = steps.at(-1)
        if (now)
          this.#drawNow(ctx, { x: x.getPixelForValue(now.at), y: y.getPixelForValue(now.posts) }, chartArea)
        ctx.restore()
      },
    }
  }

  #drawNow(
    ctx: CanvasRenderingContext2D,
    { x, y }: Place,
    { left, bottom }: { left: number; bottom: number },
  ) {
    const { steps, words } = this.#figures
    const size = this.#rem(this.#isSmall ? 0.375 : 0.75)
    ctx.strokeStyle = ctx.fillStyle = this.#color('--peak')
    ctx.lineWidth = this.#rem(0.125)
    ctx.setLineDash([this.#rem(0.125), this.#rem(0.375)])
    ctx.beginPath()
    ctx.moveTo(x, y)
    ctx.lineTo(x, bottom)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.beginPath()
    ctx.moveTo(x, y - size)
    ctx.lineTo(x + size, y + size * 0.75)
    ctx.lineTo(x - size, y + size * 0.75)
    ctx.fill()
    const text = words.number(steps.at(-1)?.posts ?? 0)
    const big = this.#rem(this.#isSmall ? 1.125 : 2.125)
    ctx.font = `700 ${big}px ${this.#token('--font-num')}`
    ctx.fillStyle = this.#color('--ink')
    ctx.textAlign = 'right'
    ctx.textBaseline = 'bottom'
    ctx.fillText(text, Math.max(x - size * 1.5, left + ctx.measureText(text).width), y - size * 0.6)
  }

  /** Room for what stands at the ends of the lines. */
  #endWidth(): number {
    const { words, target, projection } = this.#figures
    const ctx = this.#canvas.getContext('2d')
    if (!ctx || (target === null && !projection)) return this.#rem(1)
    const size = this.#rem(this.#isSmall ? 0.8125 : 1.375)
    ctx.font = `700 ${size}px ${this.#token('--font-text')}`
    const texts = [
      words.target,
      words.projection,
      words.number(Math.max(target ?? 0, projection?.posts ?? 0)),
    ]
    return Math.max(...texts.map((text) => ctx.measureText(text).width)) + size
  }

  get #isSmall(): boolean {
    return this.#canvas.clientWidth < this.#rem(40)
  }

  #token(name: string): string {
    return getComputedStyle(this.#canvas).getPropertyValue(name).trim()
  }

  #color(token: string): string {
    return this.#token(token)
  }

  /** Pixels on this screen: a wall scales its rem. */
  #rem(size: number): number {
    return size * parseFloat(getComputedStyle(document.documentElement).fontSize)
  }
}
