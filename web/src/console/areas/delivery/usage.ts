/** Usage records by day, and the anchor that covers one. */
import type {Schemas} from '@/api/client'
import {isoDay} from '@/format/dates'

type Usage = Pick<Schemas['UsageRow'], 'time' | 'verdict' | 'price_fen'>
type Anchor = Schemas['UsageAnchorState']

export interface Day {
  day: string
  answered: number
  refused: number
  fen: number
}

/** The day in China. */
export const dayOf = (time: string): string => isoDay(new Date(time))

export function byDay(rows: readonly Usage[]): Day[] {
  const days = new Map<string, Day>()
  for (const {time, verdict, price_fen} of rows) {
    const key = dayOf(time)
    const day = days.get(key) ?? {day: key, answered: 0, refused: 0, fen: 0}
    days.set(key, {day: key, answered: day.answered + Number(verdict !== 'refused'), refused: day.refused + Number(verdict === 'refused'), fen: day.fen + price_fen})
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** An anchor's root is over the records of its segment, from the number that names the segment up to and without `to`. */
export const anchorOf = (seq: number, anchors: readonly Anchor[]): Anchor | undefined => anchors.find((anchor) => anchor.segment <= seq && seq < anchor.to)
