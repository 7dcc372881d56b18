import { newId } from '../../client/new-id.ts'
import { uploadImport } from '../../client/upload-import.ts'
import { largestImport } from '../../domain/imported.ts'
import type { Refused } from '../../protocol/commands.ts'

export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending'; share: number }
  /** The connection broke: it may be sent again. */
  | { kind: 'lost' }
  | { kind: 'refused'; why: Refused }

/** One file on its way to the server, and what came of it. */
export class Uploading {
  state = $state.raw<UploadState>({ kind: 'idle' })
  file = $state.raw<File | null>(null)
  readonly #campaignId: number
  readonly #onSent: (importId: string) => void
  #id = ''
  #timeZone = ''
  #stop: () => void = () => undefined

  constructor(campaignId: number, onSent: (importId: string) => void) {
    this.#campaignId = campaignId
    this.#onSent = onSent
  }

  send(file: File, timeZone: string): void {
    this.#stop()
    this.file = file
    this.#id = newId()
    this.#timeZone = timeZone
    if (file.size > largestImport) {
      const data = { bytes: file.size, most: largestImport }
      this.state = { kind: 'refused', why: { ok: false, code: 'file_too_large', data } }
    } else void this.sendAgain()
  }

  /** Under the same id: what had arrived after all counts once. */
  async sendAgain(): Promise<void> {
    const { file } = this
    if (!file) return
    this.state = { kind: 'sending', share: 0 }
    const sent = uploadImport({
      campaignId: this.#campaignId,
      id: this.#id,
      file,
      timeZone: this.#timeZone,
      onProgress: (share) => (this.state = { kind: 'sending', share }),
    })
    this.#stop = sent.stop
    const end = await sent.end
    if (end.kind === 'sent') this.#onSent(end.id)
    else if (end.kind !== 'stopped') this.state = end
  }

  stop(): void {
    this.#stop()
    this.state = { kind: 'idle' }
    this.file = null
  }
}
