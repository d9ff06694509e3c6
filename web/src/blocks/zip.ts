/**
 * Stands in for `fflate` (alias in vite.config.ts). Its asynchronous functions start workers from blob: addresses, which the security policy
 * refuses, as soon as a sheet passes some 100 KB; here they do the same work at once.
 */
import {unzipSync, zipSync, type AsyncUnzipOptions, type AsyncZippable, type AsyncZipOptions, type UnzipCallback, type UnzipFileFilter, type Zippable} from 'fflate/browser'

export * from 'fflate/browser'

/** What an archive may hold when unpacked: far more than any sheet, far less than a bomb. */
const most = 64 * 1024 * 1024

export function zip(files: AsyncZippable, options: AsyncZipOptions | ((error: Error | null, bytes: Uint8Array) => void), done?: (error: Error | null, bytes: Uint8Array) => void): () => void {
  const tell = typeof options === 'function' ? options : done!
  tell(null, zipSync(files as Zippable))
  return () => {}
}

export function unzip(bytes: Uint8Array, options: AsyncUnzipOptions | UnzipCallback, done?: UnzipCallback): () => void {
  const tell = typeof options === 'function' ? options : done!
  const filter: UnzipFileFilter | undefined = typeof options === 'function' ? undefined : options.filter
  let size = 0
  try {
    const files = unzipSync(bytes, {filter: (file) => {
      if (filter && !filter(file)) return false
      size += file.originalSize
      if (size > most) throw new Error('the archive holds too much')
      return true
    }})
    tell(null, files)
  } catch (error) {
    tell(error as Error as Parameters<UnzipCallback>[0], {})
  }
  return () => {}
}
