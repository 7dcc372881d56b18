import { errorCodes } from '../domain/error.ts'
import type { Refused } from '../protocol/commands.ts'

/** Lost: nobody can say whether it arrived; it may be sent again. */
export type UploadEnd =
  { kind: 'sent'; id: string } | { kind: 'refused'; why: Refused } | { kind: 'lost' } | { kind: 'stopped' }

type Upload = {
  campaignId: number
  /** Made by who sends: sent again under it, a file counts once. */
  id: string
  file: File
  timeZone: string
  /** A share between 0 and 1 of what has left this device. */
  onProgress: (share: number) => void
}

/** Sends a file as it is. By XMLHttpRequest, for fetch does not say how far a body has got. */
export function uploadImport({ campaignId, id, file, timeZone, onProgress }: Upload): {
  end: Promise<UploadEnd>
  stop: () => void
} {
  const request = new XMLHttpRequest()
  const asked = new URLSearchParams({ id, fileName: file.name, timeZone })
  const end = new Promise<UploadEnd>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(endOf(request.responseText))
    request.onerror = () => resolve({ kind: 'lost' })
    request.onabort = () => resolve({ kind: 'stopped' })
  })
  request.open('POST', `/api/campaigns/${campaignId}/imports?${asked}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.send(file)
  return { end, stop: () => request.abort() }
}

/** Anything that is not our answer (a proxy's page) is as good as no answer. */
function endOf(text: string): UploadEnd {
  try {
    const said = JSON.parse(text) as { ok?: unknown; id?: unknown; code?: unknown; data?: unknown }
    if (said.ok === true && typeof said.id === 'string') return { kind: 'sent', id: said.id }
    const code = errorCodes.find((one) => one === said.code)
    const data = typeof said.data === 'object' && said.data !== null ? { ...said.data } : {}
    if (code) return { kind: 'refused', why: { ok: false, code, data } }
  } catch {
    // Falls through: no JSON is no answer.
  }
  return { kind: 'lost' }
}
