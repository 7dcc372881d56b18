import { formatNumber } from '../../format.ts'

const n = (value: number) => formatNumber(value, 'vi')

export const wall = {
  title: 'Màn hình',
  leave: 'Về bảng điều phối',
  fullScreen: 'Toàn màn hình',
  day: 'Ngày',
  peakDay: 'ngày cao điểm',
  startsIn: (days: number) => `Còn ${n(days)} ngày nữa bắt đầu`,
  ended: (day: string) => `Đợt kết thúc ngày ${day}`,
  closed: (day: string) => `Đã khép đợt ngày ${day}`,
  notOpen: 'Đợt chưa mở',
  lostSince: (clock: string) => `Mất kết nối từ ${clock}, đang nối lại`,
  offlineSince: (clock: string) => `Mất mạng từ ${clock}`,

  work: { today: 'Việc hôm nay đã xong', on: (day: string) => `Việc ngày ${day} đã xong` },
  workNote: 'việc hôm nay đã xong',
  workNoteOn: (day: string) => `việc ngày ${day} đã xong`,
  noWork: 'Hôm nay không có việc nào đến hạn.',
  verified: 'đã xác nhận',
  waiting: 'chờ',
  overdue: 'quá hạn',
  and: (names: string, more: number) => `${names} và ${n(more)} đơn vị khác`,

  posts: { today: 'Bài đăng hôm nay', on: (day: string) => `Bài đăng ngày ${day}` },
  noTarget: 'chưa đặt chỉ tiêu bài đăng',
  outside: 'ngoài thời gian của đợt',
  ahead: (posts: number) => `sớm hơn nhịp ${n(posts)} bài`,
  behind: (posts: number) => `chậm hơn nhịp ${n(posts)} bài`,
  onPace: 'đúng nhịp',
  paceHow: (share: number, expected: number) =>
    `Chỉ tiêu cả đợt chia đều cho các ngày là ${n(share)} bài một ngày; chia đều 24 giờ thì đến giờ này cần ${n(expected)} bài.`,

  interactions: { today: 'Tương tác hôm nay', on: (day: string) => `Tương tác ngày ${day}` },
  gainedSince: (gain: string, clock: string) => `${gain} từ ${clock}`,
  byDay: (first: string, last: string) => `từng ngày, ${first} – ${last}`,
  notCounted: 'chưa có số đếm nào',
  interactionsHow: 'Thích, bình luận và chia sẻ của các bài, theo số đếm mới nhất; không tính lượt xem.',

  news: (names: string, finished: number, total: number) =>
    `${names} đã xong, ${n(finished)} trên ${n(total)}`,

  attention: 'Cần chú ý',
  calm: 'Không có gì cần chú ý',
  calmNote: 'Không việc nào quá hạn, bị từ chối, hay sắp đến hạn mà chưa ai làm.',
  nothingDone: (left: string) => `chưa làm gì · ${left}`,
  late: (count: number, span: string) => `${n(count)} việc quá hạn · lâu nhất ${span}`,
  declined: (count: number) => `từ chối ${n(count)} việc, cần giao lại`,
  reminded: (units: number) => `Đã nhắc ${n(units)} đơn vị`,

  climb: 'Bài đăng cả đợt',
  projection: 'Dự báo',
  target: 'Chỉ tiêu',
  actual: 'Đã đăng',
  missing: (posts: number) => `thiếu khoảng ${n(posts)} bài nếu giữ nhịp này`,
  over: (posts: number) => `vượt khoảng ${n(posts)} bài nếu giữ nhịp này`,
  justEnough: 'vừa đạt chỉ tiêu nếu giữ nhịp này',
  reached: (share: string) => `đạt ${share} chỉ tiêu`,
  projectionHow: (perDay: number, days: number) =>
    `Dự báo: giữ nhịp ${n(perDay)} bài một ngày của ${n(days)} ngày trọn vừa qua`,
  band: 'Dải mờ quanh dự báo là mức lên xuống của những ngày ấy.',
  noProjection: 'Có dự báo khi đã qua ba ngày trọn có bài đăng',
  noClimb: 'Đường bài đăng hiện ở đây khi đợt bắt đầu.',
  climbLabel: (posts: number) => `Bài đăng cộng dồn cả đợt: đến nay ${n(posts)} bài.`,
  climbTarget: (target: number) => `Chỉ tiêu ${n(target)} bài.`,
  climbProjection: (posts: number) => `Dự báo ${n(posts)} bài khi kết thúc.`,

  channels: { today: 'Theo kênh, hôm nay', on: (day: string) => `Theo kênh, ngày ${day}` },
  noPostsToday: 'Chưa có bài nào trong ngày.',

  weave: 'Nhịp đăng bài từng ngày',
  weaveShort: 'Đơn vị',
  weaveNote: (first: string, last: string) => `bài mỗi ngày, ${first} – ${last}`,
  unit: 'Đơn vị',
  rank: 'Thứ tự',
  today: 'Hôm nay',
  whole: 'Cả đợt',
  wholeHow: 'Phần việc của chính đơn vị đã xong, tính trên cả đợt',
  cell: (unit: string, day: string, posts: number) => `${unit}, ${day}: ${n(posts)} bài`,
  none: 'Chưa giao việc cho đơn vị nào và chưa có bài đăng. Mỗi đơn vị một dòng, mỗi ngày một ô.',
  rows: (first: number, last: number, all: number) => `${n(first)}–${n(last)} trong ${n(all)} đơn vị`,
  others: (units: number) => `và ${n(units)} đơn vị khác`,
  moreUnits: 'Xem thêm đơn vị',
  nextUnits: 'Các đơn vị tiếp theo',
  previousUnits: 'Các đơn vị trước',

  ticker: 'Mới đăng',
  noTicker: 'Chưa có bài đăng nào trong đợt này.',

  now: 'Hiện tại',
}
