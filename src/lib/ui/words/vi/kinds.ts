import type { CampaignKind } from '../../../domain/campaign.ts'
import type { ChannelKind } from '../../../domain/channel.ts'
import type { ContentType } from '../../../domain/coverage.ts'
import type { Role } from '../../../domain/person.ts'
import type { Counts, CountSource } from '../../../domain/post.ts'
import type { UnitKind } from '../../../domain/unit.ts'

/** What the domain's kinds are called. */
export const kinds = {
  channel: {
    portal: 'Cổng TTĐT',
    fanpage: 'Fanpage',
    zalo: 'Zalo',
    press: 'Báo',
    radio_tv: 'Đài PT-TH',
    youtube: 'YouTube',
    direct: 'Gặp trực tiếp',
    bulletin: 'Bảng tin',
  } as Record<ChannelKind, string>,
  content: {
    news: 'Tin',
    article: 'Bài',
    in_depth: 'Bài chuyên sâu',
    reportage: 'Phóng sự',
    photos: 'Ảnh',
    video: 'Video',
    livestream: 'Livestream',
    infographic: 'Infographic',
  } as Record<ContentType, string>,
  campaign: {
    workers_month: 'Tháng Công nhân',
    congress: 'Đại hội công đoàn',
    anniversary: 'Ngày kỷ niệm',
    emergency: 'Việc khẩn cấp',
    drive: 'Đợt phát động',
    other: 'Đợt khác',
  } as Record<CampaignKind, string>,
  unit: {
    confederation: 'Tổng Liên đoàn',
    federation: 'LĐLĐ tỉnh',
    department: 'Ban của LĐLĐ tỉnh',
    upper_union: 'Công đoàn cấp trên trực tiếp cơ sở',
    grassroots_union: 'Công đoàn cơ sở',
  } as Record<UnitKind, string>,
  role: {
    admin: 'quản trị',
    coordinator: 'điều phối',
    staff: 'cán bộ đơn vị',
    leader: 'lãnh đạo',
  } as Record<Role, string>,
  countSource: {
    typed: 'nhập tay',
    file: 'từ tệp',
    platform: 'từ nền tảng',
    feed: 'từ nguồn tin',
  } as Record<CountSource, string>,
  /** After a figure, which another language needs to know. */
  counts: {
    reactions: () => 'thích',
    comments: () => 'bình luận',
    shares: () => 'chia sẻ',
    views: () => 'lượt xem',
  } as Record<keyof Counts, (count: number) => string>,
}
