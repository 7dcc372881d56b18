import type { ContentType } from '../../domain/coverage.ts'
import { foldText } from '../../domain/fold-text.ts'

/**
 * What Meta calls the columns: Business Suite in English and Vietnamese, Facebook and Instagram, and Insights as it was
 * until 2022. Which of them are there depends on what the person ticked.
 */
export const metaColumns = {
  postId: ['Post ID', 'ID bài viết', 'Mã bài viết'],
  permalink: ['Permalink', 'Liên kết vĩnh viễn', 'Liên kết cố định'],
  publishTime: ['Publish time', 'Thời gian đăng', 'Thời gian xuất bản', 'Posted'],
  pageId: ['Page ID', 'ID Trang', 'ID của Trang', 'Account ID', 'ID tài khoản'],
  pageName: ['Page name', 'Tên Trang', 'Account name', 'Tên tài khoản'],
  username: ['Account username', 'Tên người dùng tài khoản'],
  title: ['Title', 'Tiêu đề'],
  description: ['Description', 'Mô tả', 'Post Message'],
  postType: ['Post type', 'Loại bài viết', 'Type'],
  date: ['Date', 'Ngày'],
  reactions: ['Reactions', 'Cảm xúc', 'Lượt cảm xúc', 'Likes', 'Lượt thích'],
  comments: ['Comments', 'Bình luận', 'Lượt bình luận'],
  shares: ['Shares', 'Lượt chia sẻ'],
  views: ['Views', 'Lượt xem', 'Impressions', 'Lượt hiển thị', 'Lifetime Post Total Impressions'],
  reach: ['Reach', 'Số người tiếp cận', 'Người tiếp cận', 'Lifetime Post Total Reach'],
} satisfies Record<string, readonly string[]>

export type MetaColumn = keyof typeof metaColumns

export const countColumns = ['reactions', 'comments', 'shares', 'views', 'reach'] as const

const contentTypeOf: Record<string, ContentType> = {
  photo: 'photos',
  photos: 'photos',
  anh: 'photos',
  'ig image': 'photos',
  'ig carousel': 'photos',
  'hinh anh ig': 'photos',
  'anh ig': 'photos',
  'bai viet quay vong ig': 'photos',
  album: 'photos',
  video: 'video',
  videos: 'video',
  reel: 'video',
  reels: 'video',
  'thuoc phim': 'video',
  'ig reel': 'video',
  'thuoc phim ig': 'video',
  sharedvideo: 'video',
  live: 'livestream',
  'live video': 'livestream',
  'live videos': 'livestream',
  'video truc tiep': 'livestream',
  'phat truc tiep': 'livestream',
}

/** Text, links, statuses, shared posts and whatever Meta invents next are news items until somebody says better. */
export function contentTypeFrom(postType: string): ContentType {
  return contentTypeOf[foldText(postType)] ?? 'news'
}
