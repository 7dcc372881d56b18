import { formatNumber } from '../../format.ts'

export const connection = {
  live: 'Trực tiếp',
  reconnecting: 'Mất kết nối, đang nối lại',
  reconnectingShort: 'Đang nối lại',
  stale: (clock: string) => `Bản lúc ${clock}`,
  connecting: 'Đang kết nối',
  offline: 'Không có mạng',
  signedOut: 'Đã ra khỏi hệ thống',
  waiting: (count: number) => `${formatNumber(count, 'vi')} việc chờ gửi`,
  lostSince: (clock: string) => `Mất sóng từ ${clock}, có mạng sẽ tự gửi`,
  dataOf: (clock: string) => `Số liệu lúc ${clock}, vẫn xem và bấm được`,
  refused: (count: number) => `${formatNumber(count, 'vi')} việc chưa gửi được`,
  see: 'Xem',
  stays: 'Chưa tới được máy chủ nên trang này giữ nguyên. Có mạng thì bấm lại.',
}
