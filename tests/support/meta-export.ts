import writeXlsx from 'write-excel-file/node'
import { randomFrom } from './random.ts'

/** One post as Meta Business Suite would export it. */
export type MetaPost = {
  postId: string
  pageId: string
  pageName: string
  title: string
  description: string
  publishedAt: number
  permalink: string
  type: 'photos' | 'videos' | 'links' | 'reels' | 'text'
  /** 'Lifetime', or a day as 'MM/DD/YYYY'. */
  date: string
  views: number
  reach: number
  reactions: number
  comments: number
  shares: number
}

export type MetaFile = {
  locale?: 'en' | 'vi'
  format?: 'csv' | 'xlsx'
  delimiter?: ',' | ';'
  /** 'utf-16le' begins with a 'sep=' line, as Meta's own do. */
  encoding?: 'utf-8' | 'utf-16le'
  /** In which publish times are written. */
  timeZone?: string
}

const headers = {
  en: [
    'Post ID',
    'Page ID',
    'Page name',
    'Title',
    'Description',
    'Duration (sec)',
    'Publish time',
    'Permalink',
    'Post type',
    'Data comment',
    'Date',
    'Views',
    'Reach',
    'Reactions, Comments and Shares',
    'Reactions',
    'Comments',
    'Shares',
    'Total clicks',
  ],
  vi: [
    'ID bài viết',
    'ID Trang',
    'Tên Trang',
    'Tiêu đề',
    'Mô tả',
    'Thời lượng (giây)',
    'Thời gian đăng',
    'Liên kết vĩnh viễn',
    'Loại bài viết',
    'Bình luận về dữ liệu',
    'Ngày',
    'Lượt xem',
    'Số người tiếp cận',
    'Cảm xúc, bình luận và lượt chia sẻ',
    'Cảm xúc',
    'Bình luận',
    'Lượt chia sẻ',
    'Tổng lượt click',
  ],
}

const types = {
  en: { photos: 'Photos', videos: 'Videos', links: 'Links', reels: 'Reels', text: 'Text' },
  vi: { photos: 'Ảnh', videos: 'Video', links: 'Liên kết', reels: 'Thước phim', text: 'Văn bản' },
}

const subjects = [
  'Lễ phát động Tháng Công nhân năm 2026',
  'Trao quà cho đoàn viên có hoàn cảnh khó khăn',
  'Hội thao công nhân, viên chức, lao động',
  'Tư vấn pháp luật lưu động tại xã vùng cao',
  'Đối thoại tháng Năm với người lao động',
  'Cảm ơn người lao động, "một triệu sáng kiến"',
]

const places = [
  'Tam Đường',
  'Phong Thổ',
  'Sìn Hồ',
  'Nậm Nhùn',
  'Mường Tè',
  'Tân Uyên',
  'Than Uyên',
  'TP Lai Châu',
]

/** Posts of eight districts' pages in May 2026; the same for the same seed. */
export function metaPosts({ rows, seed = 1 }: { rows: number; seed?: number }): MetaPost[] {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  return Array.from({ length: rows }, (_, index) => {
    const place = below(places.length)
    const pageId = `10006480000000${place}`
    const postId = `1221${String(10_000_000_000_000 + index * 1_009 + seed).padStart(14, '0')}`
    const type = (['photos', 'videos', 'links', 'reels', 'text'] as const)[below(5)] ?? 'text'
    const subject = subjects[below(subjects.length)] ?? ''
    const reactions = below(4_000)
    return {
      postId,
      pageId,
      pageName: `Công đoàn ${places[place]}`,
      title: index % 3 === 0 ? '' : `${subject} (${index})`,
      description: `${subject}, ${places[place]}\n\nChi tiết: đợt ${index}, #ThangCongNhan`,
      publishedAt: Date.UTC(2026, 4, 1) + below(31 * 24 * 60) * 60_000,
      permalink: permalinkOf({ type, pageId, postId }),
      type,
      date: 'Lifetime',
      views: reactions * 12 + below(500),
      reach: reactions * 7 + below(300),
      reactions,
      comments: below(300),
      shares: below(200),
    }
  })
}

/** A whole export: rows to bytes. */
export function metaExport({
  rows,
  seed,
  ...file
}: { rows: number; seed?: number } & MetaFile): Promise<Uint8Array> {
  return metaFile(metaPosts({ rows, seed }), file)
}

export async function metaFile(
  posts: readonly MetaPost[],
  {
    locale = 'en',
    format = 'csv',
    delimiter = ',',
    encoding = 'utf-8',
    timeZone = 'America/Los_Angeles',
  }: MetaFile = {},
): Promise<Uint8Array> {
  const written = writtenIn(timeZone)
  const rows = posts.map((post) => cellsOf(post, { locale, written }))
  if (format === 'xlsx') return writeXlsx([headers[locale], ...rows]).toBuffer()
  const lines = [headers[locale], ...rows].map((cells) =>
    cells.map((cell) => quoted(cell, delimiter)).join(delimiter),
  )
  const text = lines.join('\r\n') + '\r\n'
  return encoding === 'utf-8'
    ? Buffer.from('\ufeff' + text, 'utf8')
    : Buffer.from(`\ufeffsep=${delimiter}\r\n${text}`, 'utf16le')
}

function permalinkOf({ type, pageId, postId }: Pick<MetaPost, 'type' | 'pageId' | 'postId'>): string {
  if (type === 'reels') return `https://www.facebook.com/reel/${postId}/`
  if (type === 'videos') return `https://www.facebook.com/${pageId}/videos/${postId}`
  if (type === 'photos') return `https://www.facebook.com/photo.php?fbid=${postId}&set=a.1001&type=3`
  return `https://www.facebook.com/${pageId}/posts/${postId}`
}

function cellsOf(
  post: MetaPost,
  { locale, written }: { locale: 'en' | 'vi'; written: (at: number) => string },
): string[] {
  const total = post.reactions + post.comments + post.shares
  return [
    post.postId,
    post.pageId,
    post.pageName,
    post.title,
    post.description,
    post.type === 'videos' || post.type === 'reels' ? '61' : '0',
    written(post.publishedAt),
    post.permalink,
    types[locale][post.type],
    '',
    post.date,
    post.views >= 10_000 ? post.views.toLocaleString('en-US') : String(post.views),
    String(post.reach),
    String(total),
    String(post.reactions),
    String(post.comments),
    post.shares === 0 ? '' : String(post.shares),
    String(post.views % 97),
  ]
}

/** 'MM/DD/YYYY HH:mm', Meta's way. */
function writtenIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => format.format(at).replace(', ', ' ')
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
