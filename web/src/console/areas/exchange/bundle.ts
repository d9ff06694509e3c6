/** What the peer's file and a message hold: docs/formats/exchange.md. */

/** At most so many messages to a call. */
const most = 200

/** The messages of a file of JSON Lines. A line that was cut ends the file, as the format says; throws with the number of any other bad line. */
export function readLines(text: string): Record<string, unknown>[] {
  const lines = text.split('\n')
  const last = lines.pop()
  const messages = lines.filter((line) => line.trim()).map((line, index) => {
    try {
      return JSON.parse(line) as Record<string, unknown>
    } catch {
      throw new Error(String(index + 1))
    }
  })
  if (last?.trim()) {
    try {
      messages.push(JSON.parse(last) as Record<string, unknown>)
    } catch { /* cut */ }
  }
  return messages
}

/** Bundles of a call each. */
export function bundles<T>(messages: readonly T[]): T[][] {
  return Array.from({length: Math.ceil(messages.length / most)}, (_, index) => messages.slice(index * most, (index + 1) * most))
}

interface Envelope {
  payload: {person?: string; body?: unknown; record?: string; ref?: string; of?: string; outcome?: string; status?: string}
}

/** The signed envelope; nothing when the text is none. */
export function envelopeOf(text: string): Envelope | undefined {
  try {
    const envelope = JSON.parse(text) as Partial<Envelope>
    return envelope.payload && typeof envelope.payload === 'object' ? envelope as Envelope : undefined
  } catch {
    return undefined
  }
}
