const byExtension: Record<string, string> = {pdf: 'application/pdf', txt: 'text/plain', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', xml: 'application/xml', ofd: 'application/ofd'}

/** The media type by the name's extension, when it is among those allowed. */
export function mediaTypeOf<M extends string>(file: {name: string}, allowed: readonly M[]): M | undefined {
  const type = byExtension[file.name.split('.').at(-1)?.toLowerCase() ?? '']
  return allowed.find((one) => one === type)
}

export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
