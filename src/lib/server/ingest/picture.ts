import sharp from 'sharp'
import { DomainError } from '../../domain/error.ts'
import { mostPhotoBytes } from '../../protocol/files.ts'

/** As the issue of a photo says: at most 10 MB as it arrives. */
export const mostBytes = mostPhotoBytes

/** Long enough to read a notice board on, small enough for a phone's data plan. */
const longestSide = 2000

/** More pixels than any phone takes; a file that claims more is an attack on memory. */
const mostPixels = 80_000_000

/** What phones take. Not SVG: that is a program to draw, not a photo. */
const formats: readonly string[] = ['jpeg', 'png', 'webp', 'avif', 'heif']

/**
 * A photo as we keep it: upright, at most 2000 px, WebP, with nothing of the original's metadata (place, device,
 * time). Throws file_too_large, file_not_a_picture.
 */
export async function cleanPicture(
  bytes: Uint8Array,
): Promise<{ bytes: Uint8Array; mime: string; width: number; height: number }> {
  if (bytes.byteLength > mostBytes)
    throw new DomainError('file_too_large', { most: mostBytes, size: bytes.byteLength })
  try {
    const photo = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    const { format } = await photo.metadata()
    if (!formats.includes(format)) throw new DomainError('file_not_a_picture')
    const { data, info } = await photo
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, mime: 'image/webp', width: info.width, height: info.height }
  } catch {
    throw new DomainError('file_not_a_picture')
  }
}
