/** As long as the board keeps a photo's longest side (server/ingest/picture.ts), in pixels. */
const longestSide = 2000
/** A photo of this size is sent as it is, in bytes: on weak signal it takes half a minute. */
const smallEnough = 1_000_000

/** The photo as small as the board will keep it. What this browser cannot draw (HEIC) comes back as it was. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  if (scale === 1 && file.size <= smallEnough) return file
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  return small && small.size < file.size ? small : file
}
