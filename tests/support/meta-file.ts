/** A row of a content export of Meta Business Suite, as its Page owner downloads it. */
export type MetaRow = {
  postId: string
  page: string
  /** Its permalink, unless it is the one of that page and id. */
  link?: string
  title?: string
  /** As Meta writes it: 'MM/DD/YYYY HH:mm', Pacific time. */
  at?: string
  type?: string
  reactions?: number | string
  comments?: number
  shares?: number
  views?: number
}

/** Such a file in CSV, with the columns that matter here. */
export function metaFile(rows: readonly MetaRow[]): Uint8Array {
  const lines = rows.map((row) =>
    [
      row.postId,
      row.page,
      row.title ?? 'Tin công đoàn',
      row.at ?? '05/02/2026 02:00',
      row.link ?? (row.postId && `https://www.facebook.com/${row.page}/posts/${row.postId}`),
      row.type ?? 'Text',
      row.reactions ?? 10,
      row.comments ?? 2,
      row.shares ?? 1,
      row.views ?? 100,
    ]
      .map((cell) => `"${cell}"`)
      .join(','),
  )
  const header = 'Post ID,Page name,Title,Publish time,Permalink,Post type,Reactions,Comments,Shares,Views'
  return new TextEncoder().encode('\uFEFF' + [header, ...lines].join('\r\n') + '\r\n')
}
