import { afterEach, expect, test, vi } from 'vitest'
import { Uploading } from '#lib/ui/import/uploading.svelte.ts'

/** Stands for the browser's request: the test says how it ends. */
class Request {
  static sent: Request[] = []
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  responseText = ''
  address = ''
  open(_method: string, address: string) {
    this.address = address
  }
  setRequestHeader() {}
  send() {
    Request.sent.push(this)
  }
  abort() {
    this.onabort?.()
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
  Request.sent = []
})

function uploading() {
  vi.stubGlobal('XMLHttpRequest', Request)
  const onSent = vi.fn()
  return { onSent, upload: new Uploading(7, onSent) }
}

const idOf = (request: Request | undefined) =>
  new URL(request?.address ?? '', 'http://x').searchParams.get('id')

test('a file that is too large is refused before it is sent', () => {
  const { upload } = uploading()
  upload.send(new File([new Uint8Array(50_000_001)], 'lon.csv'), 'UTC')
  expect(upload.state).toMatchObject({
    kind: 'refused',
    why: { code: 'file_too_large', data: { most: 50_000_000 } },
  })
  expect(Request.sent).toEqual([])
})

test('a file whose way broke off is sent again under the same id', async () => {
  const { upload, onSent } = uploading()
  upload.send(new File(['a'], 'thong-ke.csv'), 'UTC')
  Request.sent[0]?.upload.onprogress?.({ loaded: 1, total: 2 })
  expect(upload.state).toEqual({ kind: 'sending', share: 0.5 })
  Request.sent[0]?.onerror?.()
  await vi.waitFor(() => expect(upload.state.kind).toBe('lost'))

  void upload.sendAgain()
  const [first, second] = Request.sent
  expect(idOf(second)).toBe(idOf(first))
  if (second) second.responseText = JSON.stringify({ ok: true, id: idOf(second) })
  second?.onload?.()
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledWith(idOf(first)))
})

test('the page of a proxy is no answer, a refusal is', async () => {
  const { upload } = uploading()
  upload.send(new File(['a'], 'a.csv'), 'UTC')
  const [request] = Request.sent
  if (request) request.responseText = '<html>Bad gateway</html>'
  request?.onload?.()
  await vi.waitFor(() => expect(upload.state.kind).toBe('lost'))

  void upload.sendAgain()
  const again = Request.sent[1]
  if (again)
    again.responseText = JSON.stringify({ ok: false, code: 'campaign_closed', data: { name: 'Đợt' } })
  again?.onload?.()
  await vi.waitFor(() =>
    expect(upload.state).toMatchObject({
      kind: 'refused',
      why: { code: 'campaign_closed', data: { name: 'Đợt' } },
    }),
  )
})
