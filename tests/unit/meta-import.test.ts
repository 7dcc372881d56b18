import { expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { canonicalLink, matchKeys } from '#lib/domain/link.ts'
import {
  parseMetaExport,
  type ImportedPost,
  type MetaOutline,
  type ParsedRow,
} from '#lib/server/ingest/meta.ts'
import { metaExport, metaFile, metaPosts, type MetaFile } from '../support/meta-export.ts'

async function rowsOf(bytes: Uint8Array | string, options?: { timeZone?: string }): Promise<ParsedRow[]> {
  const source = { name: 'posts.csv', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }
  return Array.fromAsync(parseMetaExport(source, options))
}

async function postsOf(bytes: Uint8Array | string, options?: { timeZone?: string }): Promise<ImportedPost[]> {
  return (await rowsOf(bytes, options)).map((row) => {
    if (!row.ok) throw new Error(JSON.stringify(row))
    return row.post
  })
}

async function reasonsOf(text: string): Promise<[code: string, column: string, value: string][]> {
  return (await rowsOf(text)).flatMap((row) =>
    row.ok
      ? []
      : row.reasons.map(({ code, column, value }): [string, string, string] => [code, column, value]),
  )
}

const head =
  'Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Date,Views,Reach,Reactions,Comments,Shares'
const line = (
  over: Partial<Record<'id' | 'time' | 'link' | 'type' | 'date' | 'reactions' | 'reach', string>> = {},
) =>
  [
    over.id ?? '122112345678901234',
    '100064812345678',
    'Công đoàn Mường Tè',
    'Ra quân',
    over.time ?? '05/01/2026 08:00',
    over.link ?? 'https://www.facebook.com/100064812345678/posts/122112345678901234',
    over.type ?? 'Photos',
    over.date ?? 'Lifetime',
    '1500',
    over.reach ?? '900',
    over.reactions ?? '10',
    '2',
    '',
  ].join(',')

test.each<MetaFile>([
  { locale: 'en', format: 'csv' },
  { locale: 'vi', format: 'csv', delimiter: ';' },
  { locale: 'vi', format: 'csv', encoding: 'utf-16le' },
  { locale: 'en', format: 'xlsx' },
  { locale: 'vi', format: 'xlsx' },
])('an export reads the same however it was written: %o', async (file) => {
  const posts = metaPosts({ rows: 40, seed: 7 })
  const read = await postsOf(await metaFile(posts, file))
  expect(read).toHaveLength(40)
  for (const [index, post] of posts.entries()) {
    expect(read[index]).toMatchObject({
      network: 'facebook',
      externalId: post.postId,
      pageId: post.pageId,
      pageName: post.pageName,
      title: post.title || post.description.split('\n')[0],
      publishedAt: post.publishedAt,
      reactions: post.reactions,
      comments: post.comments,
      shares: post.shares === 0 ? null : post.shares,
      views: post.views,
      reach: post.reach,
      days: null,
    })
  }
})

test('an imported post has the keys of the link people paste', async () => {
  const [post] = await postsOf(`${head}\n${line()}`)
  const pasted = canonicalLink(
    'https://m.facebook.com/story.php?story_fbid=122112345678901234&id=100064812345678',
  )
  if ('problem' in pasted) throw new Error(pasted.problem)
  expect(matchKeys(pasted).some((key) => post?.keys.includes(key))).toBe(true)
})

test('headers are found by name below a title, whatever their case, order, accents and spaces', async () => {
  const text =
    'Báo cáo tháng 5\n\n SHARES ,permalink,Reactions,publish  TIME\n3,https://fb.com/a/posts/12345,4,05/01/2026 08:00'
  const decomposed =
    'Liên kết vĩnh viễn,Thời gian đăng,Cảm xúc\nhttps://fb.com/a/posts/12345,05/01/2026 08:00,4'.normalize(
      'NFD',
    )
  expect(await rowsOf(text)).toMatchObject([
    { row: 4, ok: true, post: { shares: 3, reactions: 4, views: null } },
  ])
  expect(await postsOf(decomposed)).toMatchObject([{ reactions: 4, comments: null }])
})

test('publish times are Pacific, summer time counted, unless said otherwise', async () => {
  const text = [
    head,
    line({ time: '05/01/2026 08:00' }),
    line({ time: '12/01/2026 08:00' }),
    line({ time: '3/8/2026 2:30' }),
  ].join('\n')
  expect((await postsOf(text)).map(({ publishedAt }) => new Date(publishedAt).toISOString())).toEqual([
    '2026-05-01T15:00:00.000Z',
    '2026-12-01T16:00:00.000Z',
    '2026-03-08T10:30:00.000Z',
  ])
  const [local] = await postsOf(`${head}\n${line()}`, { timeZone: 'Asia/Ho_Chi_Minh' })
  expect(local?.publishedAt).toBe(Date.parse('2026-05-01T08:00:00+07:00'))
})

test('a file that writes the day first is read so, also where a date fits both ways', async () => {
  const text = [head, line({ time: '04/05/2026 08:00' }), line({ time: '23/05/2026 08:00' })].join('\n')
  const times = (await postsOf(text, { timeZone: 'UTC' })).map(({ publishedAt }) =>
    new Date(publishedAt).toISOString(),
  )
  expect(times).toEqual(['2026-05-04T08:00:00.000Z', '2026-05-23T08:00:00.000Z'])
})

test('dates a Vietnamese Excel turned round are turned back', async () => {
  const sheet = [
    ['Permalink', 'Publish time', 'Reactions'],
    [
      'https://fb.com/a/posts/12345',
      { value: new Date('2026-04-05T08:00:00Z'), type: Date, format: 'dd/mm/yyyy hh:mm' },
      1,
    ],
    ['https://fb.com/a/posts/12346', '05/23/2026 08:00', 2],
  ]
  const bytes = await writeXlsx(sheet).toBuffer()
  const times = (await postsOf(bytes, { timeZone: 'UTC' })).map(({ publishedAt }) =>
    new Date(publishedAt).toISOString(),
  )
  expect(times).toEqual(['2026-05-04T08:00:00.000Z', '2026-05-23T08:00:00.000Z'])
})

test('numbers may have thousands marks, be blank or not available', async () => {
  for (const [cell, count] of [
    ['"1,234"', 1234],
    ['1.234', 1234],
    ['"1,234,567"', 1234567],
    ['', null],
    ['N/A', null],
    ['12.0', 12],
  ] as const) {
    expect(await postsOf(`${head}\n${line({ reactions: cell })}`), cell).toMatchObject([{ reactions: count }])
  }
})

test('an id ruined by Excel is not used: the permalink tells the post', async () => {
  for (const id of ['1.22E+17', '1.22112E+17', '122112345678901000', '']) {
    const [post] = await postsOf(`${head}\n${line({ id })}`)
    expect(post).toMatchObject({ externalId: null })
    expect(post?.keys).toContain('fb:post:122112345678901234')
  }
  const [withoutLink] = await postsOf(`${head}\n${line({ link: '' })}`)
  expect(withoutLink?.link).toBe('https://www.facebook.com/100064812345678/posts/122112345678901234')
})

test('a bad row says which cell is wrong and spares the others', async () => {
  const text = [
    head,
    line({ time: '31/02/2026' }),
    line({ reactions: 'nhiều' }),
    line({ reactions: '-3' }),
    line({ id: '1.22E+17', link: '' }),
    line({ id: '', link: 'https://www.facebook.com/congdoan' }),
    line(),
  ].join('\n')
  expect(await reasonsOf(text)).toEqual([
    ['bad_time', 'Publish time', '31/02/2026'],
    ['bad_number', 'Reactions', 'nhiều'],
    ['bad_number', 'Reactions', '-3'],
    ['no_identity', 'Post ID', '1.22E+17'],
    ['bad_link', 'Permalink', 'https://www.facebook.com/congdoan'],
  ])
  expect((await rowsOf(text)).at(-1)).toMatchObject({ row: 7, ok: true })
})

test('daily figures of a post are added up, people reached are not', async () => {
  const text = [
    head,
    line({ date: '05/01/2026', reactions: '10' }),
    line({ date: '05/02/2026', reactions: '4' }),
    line({
      id: '122112345678901299',
      link: 'https://www.facebook.com/1/posts/122112345678901299',
      date: '05/02/2026',
    }),
  ].join('\n')
  expect(await rowsOf(text)).toMatchObject([
    {
      row: 2,
      post: {
        reactions: 14,
        comments: 4,
        shares: null,
        views: 3000,
        reach: null,
        days: { first: '2026-05-01', last: '2026-05-02' },
      },
    },
    { row: 4, post: { reactions: 10, days: { first: '2026-05-02', last: '2026-05-02' } } },
  ])
})

test('the second header row of old Insights is skipped', async () => {
  const text = [
    'Post ID,Permalink,Post Message,Type,Posted,Lifetime Post Total Reach,Lifetime Post Total Impressions',
    ',,,,,"Lifetime: The total number of people your Page post was served to. (Unique Users)",Lifetime: The number of impressions',
    '108112345678901_712345678901234,https://www.facebook.com/a/posts/712345678901234,Tin,Photo,05/01/2021 10:00:00 PM,"1,200",2300',
  ].join('\n')
  expect(await rowsOf(text, { timeZone: 'UTC' })).toMatchObject([
    {
      row: 3,
      ok: true,
      post: {
        reach: 1200,
        views: 2300,
        reactions: null,
        contentType: 'photos',
        publishedAt: Date.UTC(2021, 4, 1, 22),
      },
    },
  ])
})

test('Instagram posts are known as such', async () => {
  const text =
    'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n' +
    '17890000000000001,17841,congdoan.lc,Công đoàn,"Tin, một",32,05/15/2026 18:00,https://www.instagram.com/reel/Cabc1/,IG reel,,Lifetime,"15,000",9800,410,120,14,20,55'
  expect(await postsOf(text)).toMatchObject([
    {
      network: 'instagram',
      reactions: 410,
      comments: 20,
      shares: 120,
      contentType: 'video',
      keys: ['https://www.instagram.com/p/Cabc1'],
    },
  ])
})

test('post types are read in both languages', async () => {
  const types = [
    'Photos',
    'Ảnh',
    'Videos',
    'Thước phim',
    'Live',
    'Video trực tiếp',
    'Liên kết',
    'Text',
    'Something new',
  ]
  const posts = await postsOf([head, ...types.map((type) => line({ type }))].join('\n'))
  expect(posts.map(({ contentType }) => contentType)).toEqual([
    'photos',
    'photos',
    'video',
    'video',
    'livestream',
    'livestream',
    'news',
    'news',
    'news',
  ])
})

test('a file that is no export is refused with what is missing and what was found', async () => {
  await expect(rowsOf('Video title,Views\nA,3')).rejects.toMatchObject({
    code: 'import_columns_missing',
    data: { missing: [['Post ID', 'Permalink'], ['Publish time']], found: ['Video title', 'Views'] },
  })
  await expect(rowsOf('')).rejects.toMatchObject({ code: 'file_unreadable', data: { why: 'empty' } })
  await expect(rowsOf(Buffer.from('PK\u0003\u0004 broken'))).rejects.toMatchObject({
    code: 'file_unreadable',
  })
  await expect(rowsOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).rejects.toMatchObject({
    data: { why: 'old_excel' },
  })
  await expect(rowsOf(`${head}\n"${line()}\n${line()}`)).rejects.toMatchObject({
    data: { why: 'open_quote' },
  })
  await expect(rowsOf(new Uint8Array(50 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'file_too_large' })
})

test('100,000 rows are read one after the other, not held', async () => {
  const bytes = await metaExport({ rows: 100_000, seed: 3 })
  const outlines: MetaOutline[] = []
  let rows = 0
  let turns = 0
  const others = setInterval(() => (turns += 1), 5)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let most = 0
  for await (const row of parseMetaExport(
    { name: 'a.csv', bytes },
    { onOutline: (outline) => outlines.push(outline) },
  )) {
    if (row.ok) rows += 1
    if (rows % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  clearInterval(others)
  expect(rows).toBe(100_000)
  expect(outlines[0]?.rows).toBe(100_000)
  expect(turns).toBeGreaterThan(50)
  expect(most).toBeLessThan(200 * 1024 * 1024)
}, 60_000)
