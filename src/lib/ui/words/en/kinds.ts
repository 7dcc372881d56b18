import type { kinds as vi } from '../vi/kinds.ts'

export const kinds = {
  channel: {
    portal: 'Portal',
    fanpage: 'Fanpage',
    zalo: 'Zalo',
    press: 'Press',
    radio_tv: 'Radio-TV',
    youtube: 'YouTube',
    direct: 'In person',
    bulletin: 'Bulletin board',
  },
  content: {
    news: 'News',
    article: 'Article',
    in_depth: 'In-depth article',
    reportage: 'Reportage',
    photos: 'Photos',
    video: 'Video',
    livestream: 'Livestream',
    infographic: 'Infographic',
  },
  campaign: {
    workers_month: 'Workers’ Month',
    congress: 'Union congress',
    anniversary: 'Anniversary',
    emergency: 'Emergency',
    drive: 'Drive',
    other: 'Other',
  },
  unit: {
    confederation: 'National confederation',
    federation: 'Provincial federation',
    department: 'Department of the federation',
    upper_union: 'Upper-level union',
    grassroots_union: 'Grassroots union',
  },
  role: { admin: 'administrator', coordinator: 'coordinator', staff: 'unit officer', leader: 'leader' },
  countSource: { typed: 'typed in', file: 'from a file', platform: 'from the platform', feed: 'from a feed' },
  counts: {
    reactions: (count: number) => (count === 1 ? 'like' : 'likes'),
    comments: (count: number) => (count === 1 ? 'comment' : 'comments'),
    shares: (count: number) => (count === 1 ? 'share' : 'shares'),
    views: (count: number) => (count === 1 ? 'view' : 'views'),
  },
} satisfies typeof vi
